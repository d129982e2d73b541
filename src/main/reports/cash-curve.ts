/** What the drawer held through a shift, for the curve on the screen. */
import { postingsOf } from '../../shared/payment/index.ts';
import type { LedgerReads } from '../ledger/read.ts';

export interface CurvePoint {
  readonly at: number;
  readonly amount: number;
}

/** More would not be told apart on a screen. */
const mostPoints = 240;

/** What one posting adds to the drawer. */
function cashOf({ account, key, amount }: { account: string; key: string; amount: number }): number {
  switch (account) {
    case 'float':
    case 'pay-in':
      return amount;
    case 'pay-out':
    case 'safe-drop':
      return -amount;
    case 'money-in':
      return key === 'cash' ? amount : 0;
    case 'money-back':
      return key === 'cash' ? -amount : 0;
    default:
      return 0;
  }
}

/**
 * Cash in the drawer after each move of a shift. Of many moves, evenly many are kept, the last always: the curve ends
 * where the Z says that it should.
 */
export function cashCurve(reads: LedgerReads, shift: string): CurvePoint[] {
  const points: CurvePoint[] = [];
  let amount = 0;
  for (const entry of reads.entriesOfShift(shift)) {
    const moved = postingsOf(entry as never).reduce((sum, posting) => sum + cashOf(posting), 0);
    if (moved === 0) continue;
    amount += moved;
    points.push({ at: entry.at, amount });
  }
  return thinned(points, mostPoints);
}

/** At most so many of a list, the first and the last among them. */
export function thinned<T>(list: readonly T[], most: number): T[] {
  if (list.length <= most) return [...list];
  const step = (list.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => list[Math.round(index * step)]).filter(
    (one): one is T => one !== undefined,
  );
}
