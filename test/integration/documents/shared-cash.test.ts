/** One payment in cash for several receipts: each says what it used, and given and change are told once. */
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import { parseDocument, type ReceiptDocument } from '../../../src/main/documents/model.ts';
import { paperOf } from '../../../src/main/documents/render.ts';
import { parseReceiptCode } from '../../../src/shared/text/index.ts';
import { Desk, whole } from '../counter/desk-rig.ts';

/** A whole counter is set up with sample data first. */
const timeoutMs = 60_000;

let desk: Desk | undefined;
afterEach(async () => {
  await desk?.remove();
  desk = undefined;
});

/** The receipts whose paper was asked for, oldest first, as they were frozen. */
function frozenReceipts(folder: string): ReceiptDocument[] {
  const connection = new BetterSqlite3(join(folder, 'money.db'), { readonly: true });
  try {
    const rows = connection.prepare<[], { content: string }>('SELECT content FROM print_documents').all();
    return rows
      .map(({ content }) => parseDocument(content))
      .filter((one) => one.kind === 'receipt')
      .sort((a, b) => (a.document < b.document ? -1 : 1));
  } finally {
    connection.close();
  }
}

const said = (receipt: ReceiptDocument) => JSON.stringify(paperOf(receipt, { kind: 'original' }).blocks);

test('school fees and thu hộ in one payment', { timeout: timeoutMs }, async () => {
  desk = await Desk.open('school');
  await desk.signIn('cashier');
  await desk.openShift();
  const { payer, lines } = await desk.owing(
    (owed) => owed.some((line) => line.onBehalf) && owed.some((line) => !line.onBehalf),
  );
  const chosen = whole(lines);
  const total = chosen.reduce((sum, { amount }) => sum + amount, 0);
  const given = Math.ceil(total / 500_000) * 500_000 + 500_000;
  const { due, collected } = await desk.pay(payer, chosen, given);
  expect(collected.receipts.length).toBe(2);

  const [first, second] = frozenReceipts(desk.counter.folder);
  if (first === undefined || second === undefined) throw new Error('two receipts');
  expect([first.cash?.used ?? 0, second.cash?.used ?? 0].reduce((sum, one) => sum + one, 0)).toBe(due.due);
  expect(first.cash?.shared).toEqual({ receipts: 2, toldOn: null });
  expect(second.cash?.shared).toEqual({ receipts: 2, toldOn: first.number });
  expect(said(first)).toContain('cho 2 biên lai, trả lại');
  expect(said(second)).not.toContain(', trả lại');
  expect(said(second)).toContain(`ghi ở biên lai số ${first.number}`);
  for (const receipt of [first, second]) {
    expect(said(receipt)).not.toContain('Trả lại');
    const { series, number } = receipt;
    expect(parseReceiptCode(receipt.lookUp ?? '')).toEqual({ ok: true, value: { series, number } });
  }

  const views = collected.receipts;
  expect(views.reduce((sum, view) => sum + view.cashUsed, 0)).toBe(due.due);
  expect(views.every((view) => view.cashUsed < view.given - view.change)).toBe(true);
});

test('a payment for one receipt keeps given and change on it', { timeout: timeoutMs }, async () => {
  desk = await Desk.open('hospital');
  await desk.signIn('cashier');
  await desk.openShift();
  const { payer, lines } = await desk.owing(
    (owed) => owed.length > 0 && owed.every((line) => !line.onBehalf),
  );
  const { due, collected } = await desk.pay(payer, whole(lines), 0);
  const [receipt] = frozenReceipts(desk.counter.folder);
  expect(collected.receipts.length).toBe(1);
  expect(receipt?.cash).toMatchObject({ used: due.due, given: due.due, change: 0, shared: null });
  expect(receipt === undefined ? '' : said(receipt)).toContain('Tiền mặt nhận');
});
