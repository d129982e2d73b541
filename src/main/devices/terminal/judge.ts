/** What an answer to a query is worth (design §4; facts/payments §3.5 rules 3 and 4). Pure. */
import type { CardAttempt, CardQueryAnswer } from '../ports.ts';

/** `not-charged`: certainly never charged. `undecided`: an approver decides. */
export type QueryJudgement = 'approved' | 'declined' | 'not-charged' | 'undecided';

export interface QueryLimits {
  /** How far the terminal's clock may differ from ours. */
  readonly clockSkewMs: number;
  /** How long after the command a card may still be taken. */
  readonly longestMs: number;
}

/**
 * Judges an answer. A result counts only if reference, amount and time agree; the time may differ by `clockSkewMs` from
 * our clock, and a card may take `longestMs` after the command. "Not found" is final only when the terminal is idle, its
 * clock is past the attempt and it is still in the batch of the attempt.
 */
export function judgeQuery(
  attempt: CardAttempt,
  answer: CardQueryAnswer,
  limits: QueryLimits,
): QueryJudgement {
  switch (answer.kind) {
    case 'no-answer':
      return 'undecided';
    case 'not-found':
      return isFinal(attempt, answer) ? 'not-charged' : 'undecided';
    case 'found': {
      const { reference, amount, at, result } = answer;
      if (reference !== attempt.reference || amount !== attempt.amount || at === null) return 'undecided';
      const afterMs = at - attempt.sentAt;
      const inTime = afterMs >= -limits.clockSkewMs && afterMs <= limits.longestMs + limits.clockSkewMs;
      return inTime ? result : 'undecided';
    }
  }
}

function isFinal(attempt: CardAttempt, answer: CardQueryAnswer & { readonly kind: 'not-found' }): boolean {
  if (!answer.idle || answer.at === null || answer.at <= attempt.sentAt) return false;
  const { batch } = attempt.before;
  return batch === null || answer.batch === batch;
}
