/** Cards keyed by hand against settlement papers, and how they stand apart on X, Z and in the differences. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LooseCredits } from '../../../src/main/bank/loose-credits.ts';
import { carriedOver } from '../../../src/main/desk/carried-over.ts';
import { beginManual, keyCard } from '../../../src/main/desk/key-card.ts';
import { matchCards, missCard, waitingCards } from '../../../src/main/desk/match-cards.ts';
import { xReport } from '../../../src/main/reports/shift-figures.ts';
import { differencesOf } from '../../../src/main/views/reconcile.ts';
import { sumsOf, verdictOf } from '../../../src/renderer/cashier/reconcile/cardSums.ts';
import { equationGap } from '../../../src/shared/payment/index.ts';
import { code, DeskCounter, done } from '../../support/desk-counter.ts';

let desk: DeskCounter;
let shift: string;

beforeEach(async () => {
  desk = await DeskCounter.open();
  desk.context.ledger.act(() =>
    desk.context.ledger.append({
      type: 'settings.set',
      body: { key: 'method.card', value: { on: true, since: '2026-01-01' } },
    }),
  );
  shift = await desk.openShift();
});
afterEach(() => desk.remove());

/** A card of so much on a terminal that is not connected; the tender. */
function keyed(amount: number, approvalCode: string, batch = '000123'): string {
  const { payer, bills } = desk.payer([amount]);
  const ids = { collection: desk.id(), tender: desk.id() };
  desk.clock.advance(1_000);
  const lines = [{ bill: bills[0] ?? '', amount }];
  done(beginManual(desk.context, { ...ids, payer, payerName: 'Trần Quốc Ưởng', lines, amount: null }));
  const slip = { approvalCode, lastFour: '4242', terminal: 'TID90001', batch };
  done(keyCard(desk.context, { tender: ids.tender, ...slip }));
  return ids.tender;
}

const differences = () => differencesOf(desk.context, new LooseCredits(desk.clock), desk.clock.now()).rows;
const state = (tender: string) => desk.context.reads.tender(tender)?.state;

describe('cards keyed by hand', () => {
  it('are matched slip by slip to a settlement paper; what differs stays open with owner and age', async () => {
    const [one, two, three] = [keyed(100_000, 'A1'), keyed(250_000, 'A2'), keyed(70_000, 'B1', '000124')];
    expect(waitingCards(desk.context.reads)).toMatchObject([
      { terminal: 'TID90001', batch: '000123', slips: [{ tender: one }, { tender: two }] },
      { batch: '000124', slips: [{ tender: three, approvalCode: 'B1', owner: 'Nguyễn Thị Mẫu' }] },
    ]);
    await desk.signIn('accountant');
    const paper = { terminal: 'TID90001', batch: '000123', count: 2, total: 350_000 };
    expect(done(matchCards(desk.context, { ...paper, tenders: [one] }))).toEqual({
      ...{ matched: 1, ourCount: 1, ourTotal: 100_000, difference: 250_000 },
    });
    expect([state(one), state(two), state(three)]).toEqual(['matched', 'keyed', 'keyed']);
    expect(code(matchCards(desk.context, { ...paper, tenders: [one] }))).toBe('tender-finished');
    expect(differences()).toMatchObject([
      { kind: 'keyed', ref: two, owner: 'Nguyễn Thị Mẫu' },
      { kind: 'keyed', ref: three },
      { kind: 'batch', amount: 250_000, owner: 'Đinh Kế Toán', detail: 'TID90001 · 000123' },
    ]);
    // The other slip of the batch is found: the newest word on it ends the difference.
    desk.clock.advance(60_000);
    expect(done(matchCards(desk.context, { ...paper, tenders: [two] }))).toMatchObject({
      ...{ ourCount: 2, ourTotal: 350_000, difference: 0 },
    });
    expect(differences().map(({ kind }) => kind)).toEqual(['keyed']);
    expect(code(matchCards(desk.context, { ...paper, batch: '999', tenders: [] }))).toBe('batch-empty');
  });

  it('one that its settlement does not have is a claim until it is found after all', async () => {
    const tender = keyed(100_000, 'A1');
    await desk.signIn('accountant');
    expect(code(await missCard(desk.context, { tender, approval: desk.by('approver') }))).toBe('wrong-role');
    done(await missCard(desk.context, { tender, approval: desk.by('chief') }));
    expect(state(tender)).toBe('not-found');
    expect(differences()).toMatchObject([{ kind: 'missing', ref: tender, amount: 100_000 }]);
    expect(carriedOver(desk.context.reads, shift)).toMatchObject([{ kind: 'claim', amount: 100_000 }]);
    const figures = () => desk.context.reads.runningFigures(shift);
    expect(equationGap(figures())).toBe(0);
    expect(figures().claimsChange).toBe(100_000);
    const paper = { terminal: 'TID90001', batch: '000123', count: 1, total: 100_000 };
    done(matchCards(desk.context, { ...paper, tenders: [tender] }));
    expect(state(tender)).toBe('matched');
    expect(figures().claimsChange).toBe(0);
    expect(equationGap(figures())).toBe(0);
    expect(differences()).toEqual([]);
  });

  it('stand apart on X and Z, and the lines add up to the same', () => {
    keyed(100_000, 'A1');
    desk.receipt(40_000);
    const { byMethod } = xReport(desk.context.reads, shift);
    expect(byMethod).toEqual([
      { method: 'cash', count: 1, amount: 40_000 },
      { method: 'card-keyed', count: 1, amount: 100_000 },
    ]);
    const { inByMethod } = desk.context.reads.runningFigures(shift);
    const sum = (rows: readonly { amount: number }[]) => rows.reduce((all, { amount }) => all + amount, 0);
    expect(sum(byMethod)).toBe(sum(inByMethod));
  });

  it('sums of the screen say what differs', () => {
    const group = { matchedBefore: { count: 1, total: 50_000 } };
    const sums = (count: string, total: string) => sumsOf(group, [{ amount: 30_000 }], { count, total });
    expect(sums('2', '80000')).toMatchObject({ ourCount: 2, ourTotal: 80_000, difference: 0 });
    expect(
      [sums('2', '80000'), sums('3', '80000'), sums('2', '90000'), sums('2', '70000')].map(verdictOf),
    ).toEqual(['even', 'number', 'more', 'less']);
  });
});
