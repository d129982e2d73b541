/** What nobody may do, each refused over the line with its reason, and nothing written (issue 6, "Must hold" 7). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPin } from '../../../src/main/desk/demo.ts';
import { succeeded } from '../../support/running-counter.ts';
import { Desk, unwritten, whole } from './desk-rig.ts';

let desk: Desk;
/** The cashier at the window, and a receipt in cash of the open shift. */
let cashier: string;
let receipt: string;
let tender: string;
let collection: string;
let total: number;
/** What lies in the drawer for it: the sum may have been rounded. */
let cash: number;

beforeAll(async () => {
  desk = await Desk.open('hospital');
  cashier = await desk.signIn('cashier');
  await desk.openShift();
  const { payer, lines } = await desk.owing();
  const begun = await desk.begin(payer, whole(lines.slice(0, 1)));
  const collected = await desk.receive(begun.tender);
  ({ tender, collection } = begun);
  receipt = collected.receipts[0]?.receipt ?? '';
  total = collected.receipts[0]?.total ?? 0;
  cash = collected.given - collected.change;
});
afterAll(() => desk.remove());

const voiding = (part: object) => ({
  ...{ receipt, reason: 'wrong-payer' as const, text: 'sai', copyRecalled: true, replacement: null },
  fates: [{ tender, fate: 'returned' as const }],
  ...part,
});

test('self-approval', async () => {
  const approval = { person: cashier, pin: demoPin };
  expect(await unwritten(desk, () => desk.code('void.make', voiding({ approval }) as never))).toBe(
    'self-approval',
  );
});

test('void of a document without saying what happens to the money', async () => {
  const approval = await desk.approval('chief-accountant');
  const request = voiding({ approval, fates: [] });
  expect(await unwritten(desk, () => desk.code('void.make', request as never))).toBe('fate-missing');
});

test('refund above balance', async () => {
  const request = {
    ...({ source: 'tender', way: 'cash' } as const),
    ...{ refund: desk.id(), id: tender, receipt, amount: total + 1 },
    ...{ payeeName: 'Phạm Người Nhà', payeeIdentity: '001099000001', text: 'trả lại' },
  };
  expect(await unwritten(desk, () => desk.code('refund.request', request))).toBe('refund-above-balance');
});

test('edit of an issued receipt', async () => {
  const before = succeeded(await desk.client.call('history.open', { receipt }));
  // Under its own collection: other lines, another sum, another payer's name.
  const { payer, lines } = await desk.owing();
  const request = {
    ...{ collection, tender: desk.id(), payer: payer.payer, payerName: 'Người Khác' },
    lines: whole(lines.slice(0, 1)),
  };
  expect(await unwritten(desk, () => desk.code('collect.cashBegin', request))).toBe('nothing-due');
  // Asked to issue again it answers as it did, and writes nothing.
  expect(await unwritten(desk, () => desk.code('collect.issue', { collection }))).toBe('ok');
  expect(await unwritten(desk, () => desk.code('collect.undo', { collection }))).toBe('collection-finished');
  // The same tender again with another sum answers as it did: the receipt as it was issued.
  const again = succeeded(await desk.client.call('collect.cashReceive', { tender, given: total + 500_000 }));
  expect(again.receipts.map((one) => [one.receipt, one.total])).toEqual([[receipt, total]]);
  expect(succeeded(await desk.client.call('history.open', { receipt })).receipt).toEqual(before.receipt);
});

test('closing the shift of somebody else without the role', async () => {
  const { count } = await desk.count('close', 2_000_000 + cash);
  const close = { count, reason: null, nextFloat: 0 };
  await desk.signOut();
  const second = await desk.signIn('cashier', 1);
  const refused = (approval: { person: string; pin: string } | null) =>
    unwritten(desk, () => desk.code('shift.close', { ...close, approval }));
  expect(await refused(null)).toBe('approval-needed');
  expect(await refused({ person: second, pin: demoPin })).toBe('self-approval');
  const administrator = await desk.approval('administrator');
  expect(['wrong-role', 'self-approval']).toContain(await refused(administrator));
  await desk.signOut();
  await desk.signIn('cashier');
  succeeded(await desk.client.call('shift.close', { ...close, approval: null }));
});

test('second hand-in of a receipt’s cash', async () => {
  const { handIns } = succeeded(await desk.client.call('handIn.open', {}));
  const [handIn] = handIns;
  if (handIn === undefined) throw new Error('no hand-in');
  const receiver = await desk.approval('treasurer');
  const day = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  const amount = 2_000_000 + cash;
  const count = { handIn: handIn.handIn, lines: [], torn: amount, receiver };
  // Two-sided: at the cashier's window, by the treasurer's PIN.
  succeeded(await desk.client.call('handIn.confirm', count));
  expect(await unwritten(desk, () => desk.code('handIn.confirm', count))).toBe('hand-in-finished');
  // Nor can the shift be closed into a second Z, or its cash be counted for one.
  const again = { purpose: 'close' as const, torn: amount, lines: [] };
  expect(await unwritten(desk, () => desk.code('shift.count', again))).toBe('no-shift');
  const { handIns: rows } = succeeded(await desk.client.call('handIn.list', { from: day, to: day }));
  expect(rows.map(({ state, counted }) => [state, counted])).toEqual([['confirmed', amount]]);
});
