import type { CardOutcome, CardWatch } from '../ports.ts';

/** Has whoever follows a charge write down what is known; false when that failed, and the terminal must hear nothing. */
export function recorded(watch: CardWatch, outcome: CardOutcome): boolean {
  try {
    watch.record?.(outcome);
    return true;
  } catch {
    return false;
  }
}
