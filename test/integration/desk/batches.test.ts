/** Settled card batches against credits that come the next day, net of the fee (product.md E). */
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { LooseCredits } from '../../../src/main/bank/loose-credits.ts';
import { assignCredit } from '../../../src/main/desk/assign-credit.ts';
import { acceptRest, creditBatches, uncreditBatches } from '../../../src/main/desk/credit-batches.ts';
import { beginManual, keyCard } from '../../../src/main/desk/key-card.ts';
import { matchCards } from '../../../src/main/desk/match-cards.ts';
import { facilityReads } from '../../../src/main/ledger/facility-reads.ts';
import { rebuild } from '../../../src/main/ledger/replay.ts';
import { sisterJournals } from '../../../src/main/ledger/sister.ts';
import { storedEntries } from '../../../src/main/ledger/stored.ts';
import { makeReports } from '../../../src/main/reports/reports.ts';
import { transact } from '../../../src/main/store/transact.ts';
import { batchesForCredit, batchViews } from '../../../src/main/views/batches.ts';
import { waitingCredits } from '../../../src/main/views/credits.ts';
import { differencesOf } from '../../../src/main/views/reconcile.ts';
import type { Body, Entry } from '../../../src/shared/journal/index.ts';
import { code, DeskCounter, done } from '../../support/desk-counter.ts';

let desk: DeskCounter;
let loose: LooseCredits;

beforeEach(async () => {
  desk = await DeskCounter.open();
  loose = new LooseCredits(desk.clock);
  desk.context.ledger.act(() =>
    desk.context.ledger.append({
      type: 'settings.set',
      body: { key: 'method.card', value: { on: true, since: '2026-01-01' } },
    }),
  );
  await desk.openShift();
});
afterEach(() => desk.remove());

/** Cards keyed by hand, and the settlement paper of their batch, which says the same. */
function settled(amounts: readonly number[], batch: string): void {
  const tenders = amounts.map((amount, index) => {
    const { payer, bills } = desk.payer([amount]);
    const ids = { collection: desk.id(), tender: desk.id() };
    desk.clock.advance(1_000);
    const lines = [{ bill: bills[0] ?? '', amount }];
    done(beginManual(desk.context, { ...ids, payer, payerName: 'Trần Quốc Ưởng', lines, amount: null }));
    const slip = { approvalCode: `${batch}${index}`, lastFour: '4242', terminal: 'TID90001', batch };
    done(keyCard(desk.context, { tender: ids.tender, ...slip }));
    return ids.tender;
  });
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  const paper = { terminal: 'TID90001', batch, count: amounts.length, total };
  done(matchCards(desk.context, { ...paper, tenders }));
}

/** A credit without any code of ours, as the backend relays it. */
function came(amount: number, content: string): string {
  return cameAt(desk, loose, amount, content);
}

function cameAt({ clock }: DeskCounter, to: LooseCredits, amount: number, content: string): string {
  const [reference, number] = ['FT1', '0000012345678'];
  const credit = { bin: '970499', number, reference, amount, paidAt: clock.now() };
  to.note({ ...credit, content, senderName: null, virtualAccount: null });
  return `970499-${number}|${reference}`;
}

/** Gives the journal of one machine to another, as the feed does. */
function share(from: DeskCounter, to: DeskCounter): void {
  const entries = [...storedEntries(from.money).of(from.context.reads.counterId)];
  const taken = transact(to.money, () => sisterJournals(to.money).take(entries, true));
  expect(taken).toMatchObject({ ok: true, value: { stalledAt: null } });
}

const reads = () => desk.context.reads;
const differences = () => differencesOf(desk.context, loose, desk.clock.now()).rows;
const cashless = () =>
  makeReports({ clock: desk.context.clock, database: desk.money, reads: reads() }).cashless({
    from: desk.today,
    to: desk.today,
  });
const batch = () => batchViews(desk.context, 0)[0];

describe('a card batch', () => {
  it('waits for its money from the next day on, is tied by a person, and counts once', async () => {
    await desk.signIn('cashier');
    settled([1_000_000, 500_000], '000123');
    const before = cashless();
    expect(before).toMatchObject({ cashlessCount: 2, cashlessAmount: 1_500_000 });
    expect(differences()).toEqual([]);
    desk.until('2026-10-06T08:00');
    expect(differences()).toMatchObject([
      { kind: 'unpaid', amount: 1_500_000, detail: 'TID90001 · 000123', owner: 'Nguyễn Thị Mẫu' },
    ]);
    const key = came(1_483_500, 'TT THE POS TID90001 LO 000123');
    const [first, ...others] = batchesForCredit(desk.context, loose, key) ?? [];
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      ...{ gross: 1_500_000, left: 16_500, fee: 110, inRange: true },
      reasons: ['sum-less-fee', 'terminal-in-content', 'batch-in-content', 'next-day'],
    });
    await desk.signIn('accountant');
    const settlements = first?.settlements ?? [];
    expect(done(creditBatches(desk.context, loose, { credit: key, settlements }))).toEqual({ left: 16_500 });
    expect(batch()).toMatchObject({ state: 'paid', credited: 1_483_500, rest: 16_500, fee: 110 });
    expect(batch()?.credits).toMatchObject([{ amount: 1_483_500, by: 'Đinh Kế Toán', reference: 'FT1' }]);
    expect(differences()).toEqual([]);
    // The credit is nobody's any more, and the share says what it said.
    expect(code(creditBatches(desk.context, loose, { credit: key, settlements }))).toBe('credit-finished');
    expect(
      makeReports({ clock: desk.context.clock, database: desk.money, reads: reads() }).cashless({
        from: '2026-10-05',
        to: '2026-10-06',
      }),
    ).toMatchObject({ cashlessCount: before.cashlessCount, cashlessAmount: before.cashlessAmount });
  });

  it('one credit may pay all batches of a day; each has its part, to the đồng', async () => {
    settled([1_000_000], '000123');
    settled([333_333], '000124');
    desk.until('2026-10-06T08:00');
    const key = came(1_320_001, 'THANH TOAN THE');
    const [both] = batchesForCredit(desk.context, loose, key) ?? [];
    expect(both?.batches).toHaveLength(2);
    await desk.signIn('accountant');
    done(creditBatches(desk.context, loose, { credit: key, settlements: both?.settlements ?? [] }));
    const paid = batchViews(desk.context, 0);
    expect(paid.map(({ state }) => state)).toEqual(['paid', 'paid']);
    expect(paid.reduce((sum, { credited }) => sum + credited, 0)).toBe(1_320_001);
  });

  it('another fee than usual stays a difference until the chief accountant accepts it with a reason', async () => {
    settled([1_000_000], '000123');
    desk.until('2026-10-06T08:00');
    const key = came(900_000, 'TID90001');
    await desk.signIn('accountant');
    const [one] = batchesForCredit(desk.context, loose, key) ?? [];
    expect(one).toMatchObject({ inRange: false, reasons: ['terminal-in-content', 'next-day'] });
    const settlements = one?.settlements ?? [];
    done(creditBatches(desk.context, loose, { credit: key, settlements }));
    expect(differences()).toMatchObject([{ kind: 'fee', amount: 100_000 }]);
    const rest = { settlement: settlements[0] ?? '', rest: 100_000, text: 'thẻ nước ngoài' };
    const by = (who: 'chief' | 'approver') => ({ ...rest, approval: desk.by(who) });
    expect(code(await acceptRest(desk.context, by('approver')))).toBe('wrong-role');
    expect(code(await acceptRest(desk.context, { ...by('chief'), rest: 99_999 }))).toBe('batch-rest-differs');
    // The chief accountant alone at the window decides by the own PIN.
    await desk.signIn('chief');
    done(await acceptRest(desk.context, by('chief')));
    expect(batch()).toMatchObject({ state: 'accepted', accepted: 'thẻ nước ngoài' });
    expect(differences()).toEqual([]);
    // Tied by mistake after all: the credit waits again, and the batch too.
    const credit = batch()?.credits[0]?.credit ?? '';
    const { ledger } = desk.context;
    const written: Entry[] = [];
    onTestFinished(ledger.subscribe((entries) => written.push(...entries)));
    done(await uncreditBatches(desk.context, { credit, text: 'nhầm lô', approval: desk.by('chief') }));
    expect(differences().map(({ kind }) => kind)).toEqual(['unpaid', 'credit']);
    const again = { credit, text: 'nhầm', approval: desk.by('chief') };
    expect(code(await uncreditBatches(desk.context, again))).toBe('batch-not-credited');
    // Tied once more, what was approved for the first time is no word for the second.
    done(creditBatches(desk.context, loose, { credit, settlements }));
    const untied = written.find((entry) => entry.type === 'batch.uncredited');
    const body = untied?.body as Body<'batch.uncredited'>;
    const repeat = { type: 'batch.uncredited', body, private: { text: 'lần nữa' } } as const;
    expect(ledger.act(() => ledger.append(repeat))).toEqual({ ok: false, reason: 'approval-of-another' });
    expect(batch()?.credits).toHaveLength(1);
  });

  it('of what is paid, accepted or brings nothing, none is read for the differences', async () => {
    for (const batch of ['000201', '000202', '000203']) settled([1_000_000], batch);
    desk.until('2026-10-06T08:00');
    await desk.signIn('accountant');
    const [paid, short] = batchViews(desk.context, 0).map(({ settlement }) => settlement);
    const pay = (credit: string, settlement = '') =>
      done(creditBatches(desk.context, loose, { credit, settlements: [settlement] }));
    pay(came(990_000, 'TT THE'), paid);
    const number = '0000012345678';
    const other = { bin: '970499', number, reference: 'FT2', amount: 500_000, paidAt: desk.clock.now() };
    loose.note({ ...other, content: 'TT THE', senderName: null, virtualAccount: null });
    pay(`970499-${number}|FT2`, short);
    const seen: string[] = [];
    const lacking = (most: number) =>
      reads().batchesLacking(0, { low: 0, high: 330, most }, ({ id }) => seen.push(id) > 0);
    expect(lacking(10).map(({ id }) => id)).not.toContain(paid);
    expect(seen).toHaveLength(2);
    expect(lacking(1)).toHaveLength(1);
    const kinds = () => differences().map(({ kind }) => kind);
    expect(kinds().sort()).toEqual(['fee', 'unpaid']);
    await desk.signIn('chief');
    const rest = { settlement: short ?? '', rest: 500_000, text: 'thẻ nước ngoài' };
    done(await acceptRest(desk.context, { ...rest, approval: desk.by('chief') }));
    expect(kinds()).toEqual(['unpaid']);
    expect(lacking(10)).toHaveLength(1);
  });

  it('a sum that fits nothing is not suggested', () => {
    settled([1_000_000], '000123');
    desk.until('2026-10-06T08:00');
    expect(batchesForCredit(desk.context, loose, came(400_000, 'CHUYEN TIEN'))).toEqual([]);
  });
});

/** A machine without a drawer beside the counter; each has the other's journal. */
describe('at an accountant’s desk', () => {
  it('a batch of any counter is tied and accepted, and the counter that settled it knows', async () => {
    const office = await DeskCounter.open(
      'hospital',
      '2026-10-05T07:00',
      2,
      `${desk.context.reads.counterId.slice(0, -1)}2`,
    );
    onTestFinished(() => office.remove());
    office.context.ledger.act(() =>
      office.context.ledger.append({
        type: 'settings.set',
        body: { key: 'machine', value: { kind: 'accountant-desk' } },
      }),
    );
    const books = { ...office.context, facility: facilityReads(office.money) };
    const officeLoose = new LooseCredits(office.clock);
    settled([1_000_000], '000123');
    settled([500_000], '000124');
    share(desk, office);
    for (const one of [desk, office]) one.until('2026-10-06T08:00');
    const found = batchViews(books, 0);
    expect(found.map(({ counterName, batch, gross }) => [counterName, batch, gross])).toEqual([
      ['Quầy 1', '000124', 500_000],
      ['Quầy 1', '000123', 1_000_000],
    ]);
    expect(differencesOf(books, officeLoose, office.clock.now()).rows).toMatchObject([
      { kind: 'unpaid', counterName: 'Quầy 1', owner: 'Nguyễn Thị Mẫu' },
      { kind: 'unpaid', counterName: 'Quầy 1' },
    ]);
    const key = cameAt(office, officeLoose, 900_000, 'TT THE TID90001 LO 000123');
    const [one] = batchesForCredit(books, officeLoose, key) ?? [];
    expect(one).toMatchObject({ gross: 1_000_000, inRange: false });
    await office.signIn('accountant');
    const settlements = one?.settlements ?? [];
    expect(done(creditBatches(books, officeLoose, { credit: key, settlements }))).toEqual({ left: 100_000 });
    await office.signIn('chief');
    const rest = { settlement: settlements[0] ?? '', rest: 100_000, text: 'thẻ nước ngoài' };
    expect(code(await acceptRest(books, { ...rest, rest: 99_999, approval: office.by('chief') }))).toBe(
      'batch-rest-differs',
    );
    done(await acceptRest(books, { ...rest, approval: office.by('chief') }));
    expect(batchViews(books, 0)[1]).toMatchObject({ state: 'accepted', credits: [{ here: true }] });
    // Nothing of it is in the counter's own journal, and it says the same once the desk's is there.
    share(office, desk);
    const here = { ...desk.context, facility: facilityReads(desk.money) };
    expect(batchViews(here, 0)[1]).toMatchObject({
      ...{ counterName: null, state: 'accepted', credited: 900_000, accepted: 'thẻ nước ngoài' },
      credits: [{ by: 'Đinh Kế Toán', here: false }],
    });
    await desk.signIn('chief');
    const untied = { credit: batchViews(here, 0)[1]?.credits[0]?.credit ?? '', text: 'nhầm' };
    expect(code(await uncreditBatches(here, { ...untied, approval: desk.by('chief') }))).toBe(
      'batch-not-credited',
    );
    // The same credit, in sight here too, waits for nobody any more: neither for a batch nor for a payer.
    const { counterId } = desk.context.reads;
    const matchedBy = facilityReads(desk.money).matchedBy;
    const sight = new LooseCredits(desk.clock, (one) =>
      matchedBy(one).some(({ counter }) => counter !== counterId),
    );
    expect(cameAt(desk, sight, 900_000, 'TT THE TID90001 LO 000123')).toBe(key);
    const again = { credit: key, settlements: [batchViews(here, 0)[0]?.settlement ?? ''] };
    expect(code(creditBatches(here, sight, again))).toBe('credit-finished');
    const { payer, bills } = desk.payer([900_000]);
    const lines = [{ bill: bills[0] ?? '', amount: 900_000 }];
    const asked = {
      collection: desk.id(),
      payer,
      payerName: 'Trần Ưởng',
      lines,
      method: 'transfer',
    } as const;
    expect(code(assignCredit(here, sight, { credit: key, to: { is: 'bill', ...asked } }))).toBe(
      'credit-finished',
    );
    expect(waitingCredits({ reads: reads(), loose: sight })).toEqual([]);
    // Taken back there it waits here again.
    await office.signIn('chief');
    const back = { credit: office.context.reads.batchCreditsFor(settlements[0] ?? '')[0]?.credit ?? '' };
    done(await uncreditBatches(books, { ...back, text: 'nhầm', approval: office.by('chief') }));
    share(office, desk);
    expect(waitingCredits({ reads: reads(), loose: sight })).toMatchObject([{ credit: key }]);
    // Its rows follow from the journals alone.
    const rows = batchViews(books, 0);
    expect(rebuild(office.money).ok).toBe(true);
    expect(batchViews(books, 0)).toEqual(rows);
  });
});
