/** A person can enter at most 999.999.999.999 đồng (design §1). */
export const maxDigits = 12;

/** The digits of what a money field holds: no grouping, no leading zeros; '' is empty. Longer input is cut off. */
export function digitsOf(text: string, limit: number = maxDigits): string {
  return text
    .replace(/\D/g, '')
    .replace(/^0+(?=\d)/, '')
    .slice(0, limit);
}

/** Milliseconds between digits below which a hand is not typing: a scanner sends a digit every 1–15 ms. */
const fastestHandMs = 25;
const shortestScan = 10;

/**
 * Whether digits that arrived at these times look scanned rather than typed: ten or more, each close behind the
 * last. Such a burst (a citizen number, a bill code) must not become an amount (product.md A1).
 */
export function looksScanned(timesMs: readonly number[]): boolean {
  if (timesMs.length < shortestScan) return false;
  return timesMs.every((at, index) => index === 0 || at - (timesMs[index - 1] ?? 0) < fastestHandMs);
}
