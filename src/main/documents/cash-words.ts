/** How the cash of one receipt is told, on a roll and on a page. */
import { dong } from './figures.ts';
import type { ReceiptDocument } from './model.ts';

type Cash = NonNullable<ReceiptDocument['cash']>;

/**
 * Amounts in cash. When one payment paid for several receipts only the cash of this one stands here: given and change
 * written on each would look as if they had happened twice.
 */
export function cashLines(cash: Cash): readonly { readonly label: string; readonly amount: number }[] {
  if (cash.shared !== null && cash.used !== null) return [{ label: 'Tiền mặt', amount: cash.used }];
  return [
    { label: 'Tiền mặt nhận', amount: cash.given },
    { label: 'Trả lại', amount: cash.change },
  ];
}

/** Where given and change of a payment for several receipts stand: here in one sentence, or on which receipt. */
export function cashNote({ shared, given, change }: Cash): string | null {
  if (shared === null) return null;
  if (shared.toldOn !== null) return `Khách đưa và tiền trả lại ghi ở biên lai số ${shared.toldOn}.`;
  if (shared.receipts === null) return null;
  const back = change === 0 ? 'không phải trả lại' : `trả lại ${dong(change)}`;
  return `Khách đưa ${dong(given)} cho ${shared.receipts} biên lai, ${back}.`;
}
