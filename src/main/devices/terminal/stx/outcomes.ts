/** What the rest of the house is told of a command's end. */
import type { CardOutcome, NotSentCause } from '../../ports.ts';
import type { SessionOutcome } from './session.ts';

/** What a window is told of a charge. */
export function chargeOutcome(told: Told): CardOutcome {
  if (told.kind !== 'answered') return told;
  const { result, responseCode, text, details } = told.reply;
  if (result !== 'approved') return { kind: 'declined', responseCode, text };
  return { kind: 'approved', ...details };
}

/** What became of a command that may not even have been tried. */
export type Told = SessionOutcome | { readonly kind: 'not-sent'; readonly cause: NotSentCause };

/** Another charge is under way. */
export const busy: Told = { kind: 'not-sent', cause: 'busy' };
