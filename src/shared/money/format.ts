import { vnd } from './vnd.ts';

/** U+00A0: amount and sign never end up on two lines. */
const gap = '\u00a0';

/** `1.234.567`, with a leading `-` when negative. Own code: Intl answers with ₫, which printers and banks lack. */
export function formatDong(amount: number): string {
  return String(vnd(amount)).replace(/\B(?=(\d{3})+$)/g, '.');
}

/** `1.234.567 đ` with a no-break space; đ is the sign invoices use (NĐ 254, appendix, item 8). */
export function formatVnd(amount: number): string {
  return `${formatDong(amount)}${gap}đ`;
}
