import type { CreditCandidate, CreditView } from '../../../shared/rpc/contract.ts';
import type { Common } from './state.ts';

/** A credit nobody has been found for, and where it could go. A person decides. */
export interface JudgingCredit extends Common {
  readonly at: 'credit';
  readonly credit: CreditView;
  readonly candidates: readonly CreditCandidate[];
  readonly cursor: number;
}

export type JudgingCreditEvent =
  | {
      readonly is: 'credit-opened';
      readonly credit: CreditView;
      readonly candidates: readonly CreditCandidate[];
    }
  | { readonly is: 'credit-cursor'; readonly by: number };

/** The candidate that Enter means. */
export function chosenCandidate({ candidates, cursor }: JudgingCredit): CreditCandidate | undefined {
  return candidates[cursor];
}
