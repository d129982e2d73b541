/**
 * Code of a series as printed ("Ký hiệu"): prefix, a letter for thu hộ, two digits of the year, the first number in
 * the counter's name (1 where it has none). Thu hộ has its own, so that it never mixes with revenue (product.md A2).
 */
export function seriesCode(
  prefix: string,
  purpose: 'receipt' | 'on-behalf',
  year: number,
  counterName: string,
): string {
  const counter = /\d+/.exec(counterName)?.[0] ?? '1';
  const kind = purpose === 'on-behalf' ? 'H' : '';
  return `${prefix}${kind}${String(year % 100).padStart(2, '0')}-Q${counter}`;
}
