import type { CreditCandidate, CreditView } from '../../../shared/rpc/contract.ts';
import { billOf, clamp } from './billState.ts';
import type { Common, Workplace, WorkplaceEvent } from './state.ts';

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

/** Moves while a person says whose a credit is. */
export function reduceCredit(state: JudgingCredit, event: WorkplaceEvent): Workplace {
  switch (event.is) {
    case 'credit-cursor':
      return { ...state, cursor: clamp(state.cursor + event.by, Math.max(0, state.candidates.length - 1)) };
    case 'opened':
      return { ...billOf(event.payer, state.settled), credit: state.credit };
    default:
      return state;
  }
}
