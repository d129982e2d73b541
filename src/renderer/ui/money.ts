import { amountInWords, formatDong, formatVnd } from '../../shared/money/index.ts';

const minus = '\u2212';

/** The sign of the currency, as law and invoices write it. */
export const dongSign = 'đ';

/** `1.234.567 đ`; on the screen the sign of a negative amount is a real minus, as wide as a digit. */
export function dong(amount: number): string {
  return formatVnd(amount).replace('-', minus);
}

/** `1.234.567` without the sign of the currency, for columns and paper. */
export function plainAmount(amount: number): string {
  return formatDong(amount).replace('-', minus);
}

/** `+462` or `−118`, for a step of a column. */
export function signedAmount(amount: number): string {
  return amount > 0 ? `+${plainAmount(amount)}` : plainAmount(amount);
}

/** An amount with its sign whichever it is, as rounding is shown: `+462 đ`. */
export function signedDong(amount: number): string {
  return amount > 0 ? `+${dong(amount)}` : dong(amount);
}

/** An amount in words; nothing of nothing, where somebody has yet to type. */
export function wordsUnlessZero(amount: number): string {
  return amount === 0 ? '' : amountInWords(amount);
}

/** A share in percent, decimal comma as written in Vietnamese: `48,4`. Nothing of nothing is 0. */
export function percent(part: number, whole: number, decimals: 0 | 1 | 2 = 1): string {
  if (whole === 0) return '0';
  return ((part / whole) * 100).toFixed(decimals).replace('.', ',');
}

/** Digits an amount has, for the steps of the large sizes. */
export function digitCount(amount: number): number {
  return String(Math.abs(amount)).length;
}
