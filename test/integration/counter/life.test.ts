/** Corrections, deposits and reports over the line, as a window uses them. */
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { succeeded } from '../../support/running-counter.ts';
import { codeOf, Desk, whole } from './desk-rig.ts';

let desk: Desk;

/** Everything that was ever queued for a printer. */
function papersOf(folder: string): unknown[] {
  const connection = new BetterSqlite3(join(folder, 'money.db'), { readonly: true });
  try {
    const contents = connection.prepare<[], string>('SELECT content FROM print_documents').pluck().all();
    return contents.map((content) => JSON.parse(content) as unknown);
  } finally {
    connection.close();
  }
}

beforeAll(async () => {
  desk = await Desk.open('hospital');
  await desk.signIn('cashier');
  await desk.openShift();
});
afterAll(() => desk.remove());

/** Waits until this paper stands in the list of what is not done, and asks for it anew. */
async function unprinted(desk: Desk, document: string, kind: 'deposit' | 'refund'): Promise<void> {
  const cause = kind === 'deposit' ? 'deposit-slip' : 'pay-voucher';
  const view = await desk.workplace(({ unfinished }) => unfinished.some(({ ref }) => ref === document));
  const paper = succeeded(await desk.client.call('voucher.paper', { document }));
  expect(view.unfinished).toContainEqual(
    expect.objectContaining({
      ...{ kind: 'voucher-not-printed', ref: document, cause, name: paper.name, amount: paper.amount },
    }),
  );
  expect(paper).toMatchObject({ kind, print: 'failed', copies: 0 });
  expect(paper.number).toMatch(/^0{5}\d$/);
  expect(succeeded(await desk.client.call('voucher.print', { document })).job).toBe(paper.printJob);
}

it('a receipt is voided with what becomes of its money, and stands in the lists of the books', async () => {
  const { payer, lines } = await desk.owing();
  const { collected } = await desk.pay(payer, whole(lines.slice(0, 1)));
  const receipt = collected.receipts[0]?.receipt ?? '';
  const choices = succeeded(await desk.client.call('void.choices', { receipt }));
  expect(choices).toMatchObject({ refused: null, afterZ: false });
  expect(choices.tenders).toMatchObject([{ method: 'cash', fates: ['returned', 'refund', 'balance'] }]);
  const request = {
    ...{
      receipt,
      reason: 'wrong-payer' as const,
      text: 'ghi sai tên',
      copyRecalled: true,
      replacement: null,
    },
    fates: choices.tenders.map(({ tender }) => ({ tender, fate: 'balance' as const })),
    approval: await desk.approval('chief-accountant'),
  };
  expect(codeOf(await desk.client.call('void.make', { ...request, fates: [] }))).toBe('fate-missing');
  expect(succeeded(await desk.client.call('void.make', request))).toEqual({ receipt, replacedBy: null });
  expect(succeeded(await desk.client.call('void.choices', { receipt })).refused).toBe('receipt-void');
  const { balances } = succeeded(await desk.client.call('balance.open', {}));
  expect(balances).toMatchObject([{ payer: payer.payer, left: collected.given - collected.change }]);
  await desk.signOut();
  await desk.signIn('chief-accountant');
  const day = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  const month = succeeded(await desk.client.call('report.period', { kind: 'month', day }));
  const lists = succeeded(await desk.client.call('corrections.list', { ...month, otherWayOnly: false }));
  expect(lists.voided).toMatchObject([{ receipt, reason: 'wrong-payer', text: 'ghi sai tên' }]);
  const report = succeeded(await desk.client.call('report.collected', month));
  expect(report.total).toMatchObject({ issuedCount: 1, voidedCount: 1, net: 0 });
  expect(report.byCashier[0]?.label).not.toMatch(/^0/);
  const share = succeeded(await desk.client.call('report.cashless', month));
  expect(share).toMatchObject({ rule: 'cashless-1', count: 1, cashlessCount: 0, scope: 'counter' });
  const ofMonth = { ...month, supplements: null };
  expect(codeOf(await desk.client.call('report.freeze', ofMonth))).toBe('period-not-over');
  const frozen = succeeded(await desk.client.call('report.freeze', { ...ofMonth, early: true }));
  const bytes = succeeded(await desk.client.call('report.frozenBytes', { report: frozen.report }));
  expect(bytes.hash).toBe(frozen.hash);
  expect(JSON.parse(Buffer.from(bytes.content, 'base64').toString())).toMatchObject({ rule: 'cashless-1' });
  await desk.signOut();
  await desk.signIn('cashier');
  expect(codeOf(await desk.client.call('report.freeze', ofMonth))).toBe('wrong-role');
});

it('a deposit is taken in cash and its stay is settled from it', async () => {
  const { payer, lines } = await desk.owing(([first]) => (first?.owed ?? 0) > 10_000);
  const ids = { collection: desk.id(), tender: desk.id() };
  const who = { payer: payer.payer, payerName: 'Trần Quốc Ưởng' };
  const { collection } = ids;
  const owed = whole(lines.slice(0, 1));
  const amount = (owed[0]?.amount ?? 0) + 5_000;
  succeeded(await desk.client.call('deposit.begin', { collection, ...who, visit: null, amount }));
  succeeded(await desk.client.call('collect.cashBegin', { ...ids, ...who, lines: owed }));
  const taken = succeeded(await desk.client.call('collect.cashReceive', { tender: ids.tender, given: 0 }));
  expect(taken.receipts).toEqual([]);
  const slip = succeeded(await desk.client.call('deposit.of', { collection }));
  expect(slip).toMatchObject({
    deposit: { number: 1, amount, left: amount, way: 'cash' },
    given: amount,
    change: 0,
  });
  expect(succeeded(await desk.client.call('deposit.of', { collection: desk.id() })).deposit).toBeNull();
  // No printer here: the slip is unfinished business, with its way out.
  await unprinted(desk, slip.deposit?.deposit ?? '', 'deposit');
  const before = succeeded(await desk.client.call('deposit.list', { payer: payer.payer, visit: null }));
  expect(before).toMatchObject({ left: amount, deposits: [{ amount, unproven: false }] });
  const settled = succeeded(
    await desk.client.call('stay.settle', {
      ...{ settlement: desk.id(), ...who, visit: null, insurance: 0, refundTo: null },
      lines: owed.map((line) => ({ ...line, part: 'own' as const })),
    }),
  );
  expect(settled).toMatchObject({ due: 0, back: 5_000 });
  expect(await desk.owed(payer.payer, owed[0]?.bill ?? '')).toBe(0);
  const printed = papersOf(desk.counter.folder);
  expect(printed).toContainEqual(
    expect.objectContaining({ title: 'PHIẾU THU TẠM ỨNG', number: '000001', total: amount, party: null }),
  );
  const after = succeeded(await desk.client.call('deposit.list', { payer: payer.payer, visit: null }));
  expect(after).toMatchObject({ left: 5_000, settlements: [{ due: 0, back: 5_000 }] });
});

it('a balance pays a later bill, and money of a receipt that stands is asked back, never above it', async () => {
  const { payer, lines } = await desk.owing(([first]) => (first?.owed ?? 0) > 20_000);
  const owed = whole(lines.slice(0, 1));
  const sum = owed[0]?.amount ?? 0;
  const { collected } = await desk.pay(payer, owed);
  const receipt = collected.receipts[0]?.receipt ?? '';
  const choices = succeeded(await desk.client.call('refund.choices', { receipt }));
  expect(choices.sources).toMatchObject([{ source: 'tender', method: 'cash', way: 'cash', left: sum }]);
  const from = choices.sources[0]?.id ?? '';
  const ask = {
    ...{
      refund: desk.id(),
      source: 'tender' as const,
      id: from,
      receipt,
      amount: 5_000,
      way: 'cash' as const,
    },
    ...{ payeeName: 'Trần Quốc Ưởng', payeeIdentity: '000000000001', text: 'thu nhầm' },
  };
  expect(codeOf(await desk.client.call('refund.request', { ...ask, amount: sum + 1 }))).toBe(
    'refund-above-balance',
  );
  const asked = succeeded(await desk.client.call('refund.request', ask));
  expect(asked).toMatchObject({ state: 'requested', payer: payer.payer, voucher: null });
  expect(succeeded(await desk.client.call('refund.choices', { receipt })).sources[0]?.left).toBe(sum - 5_000);
  const approval = await desk.approval('chief-accountant');
  succeeded(await desk.client.call('refund.approve', { refund: ask.refund, approval }));
  const paid = succeeded(await desk.client.call('refund.pay', { refund: ask.refund, reference: null }));
  expect(paid).toMatchObject({ state: 'paid', voucher: expect.stringMatching(/ 0{5}\d$/) });
  expect(papersOf(desk.counter.folder)).toContainEqual(
    expect.objectContaining({ title: 'PHIẾU CHI', party: 'Người nhận', total: 5_000 }),
  );
  await unprinted(desk, ask.refund, 'refund');
  expect(codeOf(await desk.client.call('voucher.paper', { document: desk.id() }))).toBe('voucher-not-found');
  const again = desk.client.call('voucher.print', { document: desk.id() });
  expect(codeOf(await again)).toBe('voucher-not-found');
  expect(codeOf(await desk.client.call('refund.choices', { receipt: desk.id() }))).toBe('receipt-not-found');

  const other = await desk.owing(([first]) => (first?.owed ?? 0) > 20_000);
  const second = await desk.pay(other.payer, whole(other.lines.slice(0, 1)));
  const voided = second.collected.receipts[0]?.receipt ?? '';
  const { tenders } = succeeded(await desk.client.call('void.choices', { receipt: voided }));
  const fates = tenders.map(({ tender }) => ({ tender, fate: 'balance' as const }));
  const why = { reason: 'not-provided' as const, text: 'không làm', copyRecalled: true, replacement: null };
  succeeded(await desk.client.call('void.make', { receipt: voided, ...why, fates, approval }));
  const { balances } = succeeded(await desk.client.call('balance.open', {}));
  const kept = balances.find((one) => one.payer === other.payer.payer);
  expect(kept?.way).toBe('cash');
  const collection = desk.id();
  const line = { bill: other.lines[0]?.bill ?? '', amount: 10_000 };
  const bill = { collection, payer: other.payer.payer, payerName: 'Trần Quốc Ưởng', lines: [line] };
  const funds = [{ source: 'balance' as const, id: kept?.balance ?? '', amount: 10_000 }];
  expect(succeeded(await desk.client.call('collect.fundBill', { ...bill, funds }))).toEqual({ left: 0 });
  expect(succeeded(await desk.client.call('collect.fundBill', { ...bill, funds }))).toEqual({ left: 0 });
  const issued = succeeded(await desk.client.call('collect.issue', { collection }));
  expect(issued.receipts).toMatchObject([{ total: 10_000 }]);
  const after = succeeded(await desk.client.call('balance.open', {}));
  expect(after.balances.find((one) => one.balance === kept?.balance)?.left).toBe((kept?.left ?? 0) - 10_000);
});
