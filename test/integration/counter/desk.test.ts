import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { succeeded, untilTopic } from '../../support/running-counter.ts';
import { PrinterSimulator } from '../devices/printer-simulator.ts';
import { codeOf, Desk, demoPin, unwritten, whole } from './desk-rig.ts';

let desk: Desk;

/** Runs a refused act and checks that the journal did not move. */
const refused = (act: () => Promise<string>): Promise<string> => unwritten(desk, act);

/** Opens a desk for one test. */
async function deskFor(...options: Parameters<typeof Desk.open>): Promise<Desk> {
  const opened = await Desk.open(...options);
  onTestFinished(() => opened.remove());
  return opened;
}

describe('collecting', () => {
  beforeAll(async () => {
    desk = await Desk.open('hospital');
    await desk.signIn('cashier');
    await desk.openShift();
  });
  afterAll(() => desk.remove());

  it('part of a bill, then the rest, each with its receipt; what is paid cannot be paid again', async () => {
    const { payer, lines } = await desk.owing(([first]) => (first?.owed ?? 0) > 20_000);
    const [line] = lines;
    if (line === undefined) throw new Error('no line');
    const first = await desk.pay(payer, [{ bill: line.bill, amount: 10_000 }]);
    expect(first.collected.receipts.map(({ total }) => total)).toEqual([10_000]);
    expect(await desk.owed(payer.payer, line.bill)).toBe(line.owed - 10_000);
    const tooMuch = [{ bill: line.bill, amount: line.owed - 10_000 + 1 }];
    expect(await refused(async () => codeOf((await desk.begin(payer, tooMuch)).answer))).toBe(
      'bill-owed-less',
    );
    const second = await desk.pay(payer, [{ bill: line.bill, amount: line.owed - 10_000 }]);
    expect(second.collected.receipts.map(({ total }) => total)).toEqual([line.owed - 10_000]);
    expect(await desk.owed(payer.payer, line.bill)).toBe(0);
    const again = [{ bill: line.bill, amount: 1_000 }];
    expect(await refused(async () => codeOf((await desk.begin(payer, again)).answer))).toBe('bill-owed-less');
    const numbers = [first, second].map(({ collected }) => Number(collected.receipts[0]?.number));
    expect(numbers[1]).toBe((numbers[0] ?? 0) + 1);
  });

  it('two lines on one receipt, rounded once, with the change', async () => {
    const { payer, lines } = await desk.owing(
      ([first, second]) => second !== undefined && ((first?.owed ?? 0) + second.owed) % 1_000 !== 0,
    );
    const two = whole(lines.slice(0, 2));
    const total = two.reduce((sum, { amount }) => sum + amount, 0);
    const rounded = Math.round(total / 1_000) * 1_000;
    const { due, collected } = await desk.pay(payer, two, rounded + 50_000);
    expect(due).toMatchObject({ total, due: rounded, rounding: rounded - total });
    expect(collected.receipts).toHaveLength(1);
    const [receipt] = collected.receipts;
    expect(receipt).toMatchObject({
      total,
      rounding: rounded - total,
      change: 50_000,
      given: rounded + 50_000,
    });
    expect(receipt?.lines.map(({ amount }) => amount)).toEqual(two.map(({ amount }) => amount));
    // The payer sees what was taken in: with the change it is what was given.
    const shown = await untilTopic(desk.client, 'display', ({ view }) => view.state === 'received');
    expect(shown.view).toMatchObject({ total: rounded, change: 50_000 });
    // Another one asked for and parked at once: the payer before does not come back.
    const next = await desk.owing();
    const begun = await desk.begin(next.payer, whole(next.lines));
    succeeded(begun.answer);
    await untilTopic(desk.client, 'display', ({ view }) => view.state === 'cash');
    succeeded(await desk.client.call('collect.park', { collection: begun.collection }));
    const after = await untilTopic(desk.client, 'display', ({ view }) => view.state !== 'cash');
    expect(after.view.state).toBe('guidance');
    succeeded(await desk.client.call('collect.resume', { collection: begun.collection }));
    succeeded(await desk.client.call('collect.cashCancel', { tender: begun.tender }));
  });

  it('a sum that would round to nothing is taken as it is', async () => {
    const { payer, lines } = await desk.owing();
    const { due, collected } = await desk.pay(payer, [{ bill: lines[0]?.bill ?? '', amount: 400 }], 1_000);
    expect(due).toMatchObject({ total: 400, due: 400, rounding: 0 });
    expect(collected).toMatchObject({ given: 1_000, change: 600 });
  });

  it('nothing that is not on a list, of another payer, or twice', async () => {
    const one = await desk.owing();
    const other = await desk.owing();
    const bill = one.lines[0]?.bill ?? '';
    const cases = [
      [one.payer, [{ bill: 'B-none', amount: 1_000 }], 'bill-not-found'],
      [other.payer, [{ bill, amount: 1_000 }], 'bill-not-found'],
      [{ ...one.payer, payer: 'P-none' }, [{ bill, amount: 1_000 }], 'payer-not-found'],
      [
        one.payer,
        [
          { bill, amount: 500 },
          { bill, amount: 500 },
        ],
        'bill-twice',
      ],
    ] as const;
    for (const [payer, lines, code] of cases) {
      expect(await refused(async () => codeOf((await desk.begin(payer, lines)).answer)), code).toBe(code);
    }
  });

  it('one at a time: a second is refused until the first is cancelled, which frees its bill', async () => {
    const { payer, lines } = await desk.owing();
    const other = await desk.owing();
    const { tender, collection, answer } = await desk.begin(payer, whole(lines.slice(0, 1)));
    succeeded(answer);
    expect(await desk.owed(payer.payer, lines[0]?.bill ?? '')).toBe(0);
    const second = async () => codeOf((await desk.begin(other.payer, whole(other.lines))).answer);
    expect(await refused(second)).toBe('another-collection-open');
    expect(await refused(() => desk.code('collect.undo', { collection }))).toBe('collection-has-money');
    succeeded(await desk.client.call('collect.cashCancel', { tender }));
    expect(await refused(() => desk.code('collect.cashCancel', { tender }))).toBe('ok');
    expect(await desk.owed(payer.payer, lines[0]?.bill ?? '')).toBe(lines[0]?.owed);
    expect(await refused(() => desk.code('collect.cashReceive', { tender, given: 0 }))).not.toBe('ok');
    expect(await refused(() => desk.code('collect.park', { collection }))).toBe('collection-finished');
    expect((await desk.workplace(({ front }) => front === null)).unfinished).toEqual(
      expect.not.arrayContaining([expect.objectContaining({ ref: collection })]),
    );
    await desk.pay(other.payer, whole(other.lines));
  });

  it('asked again with the same ids it answers the same and writes nothing; with others’ ids it refuses', async () => {
    const { payer, lines } = await desk.owing();
    const { request, tender, answer } = await desk.begin(payer, whole(lines));
    const due = succeeded(answer);
    expect(
      await refused(async () => JSON.stringify(await desk.client.call('collect.cashBegin', request))),
    ).toBe(JSON.stringify({ ok: true, value: due }));
    const elsewhere = { ...request, collection: desk.id() };
    expect(await refused(() => desk.code('collect.cashBegin', elsewhere))).toBe('tender-not-found');
    const unknown = { tender: desk.id(), given: 0 };
    expect(await refused(() => desk.code('collect.cashReceive', unknown))).toBe('tender-not-found');
    expect(await refused(() => desk.code('collect.cashReceive', { tender, given: due.due - 1 }))).toBe(
      'given-short',
    );
    const first = await desk.receive(tender);
    const repeated = () => desk.client.call('collect.cashReceive', { tender, given: 999_000_000 });
    expect(await refused(async () => String(succeeded(await repeated()).receipts[0]?.receipt))).toBe(
      first.receipts[0]?.receipt,
    );
    expect(await refused(() => desk.code('collect.cashCancel', { tender }))).not.toBe('ok');
  });

  it('parked aside while the next pays, listed meanwhile, taken up again and finished', async () => {
    const first = await desk.owing();
    const { collection, tender, answer } = await desk.begin(first.payer, whole(first.lines));
    const { due } = succeeded(answer);
    expect(await refused(() => desk.code('collect.resume', { collection }))).toBe('collection-unchanged');
    succeeded(await desk.client.call('collect.park', { collection }));
    expect(await refused(() => desk.code('collect.park', { collection }))).toBe('collection-unchanged');
    const parked = await desk.workplace(({ unfinished }) => unfinished.some(({ kind }) => kind === 'parked'));
    expect(parked.front).toBeNull();
    expect(parked.unfinished).toContainEqual(expect.objectContaining({ kind: 'parked', ref: collection }));
    expect(await desk.owed(first.payer.payer, first.lines[0]?.bill ?? '')).toBe(0);

    const next = await desk.owing();
    await desk.pay(next.payer, whole(next.lines));
    const third = await desk.owing();
    const open = await desk.begin(third.payer, whole(third.lines));
    succeeded(open.answer);
    succeeded(await desk.client.call('collect.resume', { collection }));
    const resumed = await desk.workplace(({ front }) => front?.collection === collection);
    expect(resumed.front?.cash).toMatchObject({ tender, due });
    expect(resumed.unfinished).toContainEqual(
      expect.objectContaining({ kind: 'parked', ref: open.collection }),
    );
    const done = await desk.receive(tender);
    expect(done.receipts).toHaveLength(1);
    succeeded(await desk.client.call('collect.cashCancel', { tender: open.tender }));
    await desk.workplace(({ unfinished }) => unfinished.every(({ kind }) => kind !== 'parked'));
  });

  it('behind the lock nothing goes on; unlocked, the payer in front is still there', async () => {
    const { payer, lines } = await desk.owing();
    const { collection, tender, answer } = await desk.begin(payer, whole(lines));
    succeeded(answer);
    succeeded(await desk.client.call('staff.lock', {}));
    await untilTopic(desk.client, 'workplace', ({ view }) => view === null);
    const gate = await untilTopic(desk.client, 'gate', ({ state }) => state === 'locked');
    expect(gate.signedIn?.person).toBe((await desk.people('cashier'))[0]?.person);
    expect(await refused(() => desk.code('collect.cashReceive', { tender, given: 0 }))).toBe('locked');
    expect(await desk.code('staff.unlock', { pin: '864209' })).toBe('wrong-pin');
    expect(await desk.code('staff.unlock', { pin: demoPin })).toBe('pin-wait');
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    expect(await desk.code('staff.unlock', { pin: demoPin })).toBe('ok');
    const back = await desk.workplace(({ front }) => front !== null);
    expect(back.front).toMatchObject({ collection, cash: { tender } });
    await desk.receive(tender);
  });

  it('without a printer: the payment stands, its paper heads the list of what is not done', async () => {
    const { payer, lines } = await desk.owing();
    const { collected } = await desk.pay(payer, whole(lines));
    const receipt = collected.receipts[0]?.receipt ?? '';
    const view = await desk.workplace(
      ({ lastReceipt }) => lastReceipt?.receipt === receipt && lastReceipt.print === 'failed',
    );
    expect(view.unfinished).toContainEqual(expect.objectContaining({ kind: 'not-printed', ref: receipt }));
  });
});

describe('a school', () => {
  it('gives thu hộ a receipt and a series of its own; together they are the money', async () => {
    desk = await deskFor('school');
    await desk.signIn('cashier');
    await desk.openShift(0);
    const { payer, lines } = await desk.owing(
      (owed) => owed.some(({ onBehalf }) => onBehalf) && owed.some(({ onBehalf }) => !onBehalf),
    );
    const { due, collected } = await desk.pay(payer, whole(lines));
    const sumOf = (onBehalf: boolean) =>
      lines.filter((line) => line.onBehalf === onBehalf).reduce((sum, { owed }) => sum + owed, 0);
    const year = new Date(desk.counter.clock.now() + 7 * 3_600_000).getUTCFullYear() % 100;
    expect(collected.receipts).toHaveLength(2);
    const ownReceipt = collected.receipts.find(({ series }) => series === `HP${year}-Q1`);
    const behalfReceipt = collected.receipts.find(({ series }) => series === `HPH${year}-Q1`);
    expect(ownReceipt).toMatchObject({ number: '000001', total: sumOf(false) });
    expect(behalfReceipt).toMatchObject({ number: '000001', total: sumOf(true) });
    const rounding = collected.receipts.reduce((sum, receipt) => sum + receipt.rounding, 0);
    expect(due.total + rounding).toBe(due.due);
    const tenders = collected.receipts.flatMap((receipt) => receipt.tenders.map(({ amount }) => amount));
    expect(tenders.reduce((sum, amount) => sum + amount, 0)).toBe(due.total + Math.min(0, due.rounding));
    const counted = await desk.count('close', due.due);
    const close = { count: counted.count, reason: null, nextFloat: 0, approval: null };
    const z = succeeded(await desk.client.call('shift.close', close));
    expect(z).toMatchObject({ difference: 0, figures: { receiptCount: 2, receiptTotal: due.total } });
    expect(z.figures.receipts.map(({ total }) => total).sort()).toEqual([sumOf(false), sumOf(true)].sort());
  });
});

describe('a printer that is away', () => {
  it('costs no payment; when it is back the original comes out, once', async () => {
    const gone = await PrinterSimulator.start();
    const { address } = gone;
    gone.stop();
    desk = await deskFor('hospital', { printer: address });
    await desk.signIn('cashier');
    await desk.openShift();
    const { payer, lines } = await desk.owing();
    const { collected } = await desk.pay(payer, whole(lines));
    const receipt = collected.receipts[0]?.receipt ?? '';
    const failed = await desk.workplace(({ lastReceipt }) => lastReceipt?.print === 'failed');
    expect(failed.unfinished).toContainEqual(expect.objectContaining({ kind: 'not-printed', ref: receipt }));
    expect(failed.rail.printer.state).toBe('offline');

    const back = await PrinterSimulator.start('--port', String(address.port));
    onTestFinished(() => back.stop());
    expect(succeeded(await desk.client.call('receipt.print', { receipt })).job).toBe(
      failed.lastReceipt?.printJob,
    );
    const printed = await desk.workplace(({ lastReceipt }) => lastReceipt?.print === 'printed');
    expect(printed.lastReceipt).toMatchObject({ receipt, copies: 0 });
    expect(printed.unfinished).toEqual([]);
    expect(await back.sheets()).toHaveLength(1);

    succeeded(await desk.client.call('receipt.print', { receipt }));
    await desk.workplace(({ lastReceipt }) => lastReceipt?.print === 'printed' && lastReceipt.copies === 1);
    expect(await back.sheets()).toHaveLength(2);
  });
});
