/** Sums of a batch of cards keyed by hand: ours, and the settlement paper's. */
import type { CardGroup, CardSlip } from '../../../shared/rpc/card-match.ts';

export interface CardSums {
  /** Slips chosen now and those matched before. */
  readonly ourCount: number;
  readonly ourTotal: number;
  /** The paper's less ours, in charges and in đồng. */
  readonly countDifference: number;
  readonly difference: number;
}

/** Sums as they would be written; what was not typed yet counts as nothing. */
export function sumsOf(
  { matchedBefore }: Pick<CardGroup, 'matchedBefore'>,
  taken: readonly Pick<CardSlip, 'amount'>[],
  paper: { readonly count: string; readonly total: string },
): CardSums {
  const ourCount = matchedBefore.count + taken.length;
  const ourTotal = taken.reduce((sum, { amount }) => sum + amount, matchedBefore.total);
  return {
    ...{ ourCount, ourTotal },
    countDifference: Number(paper.count || 0) - ourCount,
    difference: Number(paper.total || 0) - ourTotal,
  };
}

/** What the difference is, in one word. */
export function verdictOf(sums: CardSums): 'even' | 'more' | 'less' | 'number' {
  if (sums.difference > 0) return 'more';
  if (sums.difference < 0) return 'less';
  return sums.countDifference === 0 ? 'even' : 'number';
}
