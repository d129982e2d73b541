/** What the rest of the house is told of a command's end. */
import { unreachable } from '../../../../shared/kernel/assert.ts';
import type { EpochMs } from '../../../../shared/kernel/clock.ts';
import type {
  CardAttempt,
  CardOutcome,
  CardQueryAnswer,
  NotSentCause,
  SettlementOutcome,
} from '../../ports.ts';
import { isUnheard } from '../base.ts';
import type { ZvtProfile } from './profile.ts';
import { nextReceipt, type ReadStatus } from './replies.ts';
import type { Asked } from './requests.ts';
import type { SessionOutcome } from './session-types.ts';

export interface Believed {
  readonly profile: ZvtProfile;
  readonly asked: Asked;
}

/** What became of a charge. */
export function chargeOutcome(profile: ZvtProfile, outcome: SessionOutcome): CardOutcome {
  switch (outcome.kind) {
    case 'completed': {
      const { status } = outcome;
      if (status === null) return { kind: 'unknown', cause: 'reply-unproved' };
      if (status.result === 'approved') return { kind: 'approved', ...status.details };
      return { kind: 'declined', responseCode: status.responseCode, text: status.text };
    }
    case 'aborted': {
      const { status, code } = outcome;
      return { kind: 'declined', responseCode: status?.responseCode ?? code, text: status?.text ?? '' };
    }
    case 'refused':
      return { kind: 'declined', responseCode: outcome.code, text: '' };
    case 'unknown': {
      const { cause, heard } = outcome;
      if (heard === null) return { kind: 'unknown', cause };
      return { kind: 'unknown', cause, heard: { ...heard.details, result: resultOf(profile, heard) } };
    }
    case 'not-sent':
      return outcome;
    default:
      return unreachable(outcome);
  }
}

function resultOf(profile: ZvtProfile, { responseCode }: ReadStatus): 'approved' | 'declined' {
  return profile.approved.includes(responseCode) ? 'approved' : 'declined';
}

/**
 * What the repetition of the last receipt says of an attempt. The terminal does not know our reference: the receipt is
 * ours when its number is the one named before the line was lost, or the very next after the last before the attempt.
 * Anything else in between leaves it to an approver.
 */
export function queryAnswer(
  profile: ZvtProfile,
  { reference, before, heardReceipt }: CardAttempt,
  outcome: SessionOutcome,
): CardQueryAnswer {
  if (outcome.kind === 'not-sent' || outcome.kind === 'unknown') {
    return { kind: 'no-answer', cause: outcome.cause };
  }
  if (outcome.kind === 'refused') return { kind: 'no-answer', cause: 'busy' satisfies NotSentCause };
  const notFound = (at: EpochMs | null) =>
    ({ kind: 'not-found', idle: profile.answersOnlyWhenIdle, at, batch: null }) as const;
  const at = outcome.kind === 'completed' ? outcome.at : null;
  const { status } = outcome;
  if (status === null) {
    const none = outcome.kind === 'completed' || profile.nothingToRepeat.includes(outcome.code);
    return none && before.receipt === '0000' ? notFound(at) : { kind: 'no-answer', cause: 'reply-unclear' };
  }
  const { receipt, result, responseCode, amount, details } = status;
  const ours = heardReceipt ?? (before.receipt === null ? null : nextReceipt(before.receipt));
  if (receipt !== null && receipt === ours) {
    return { kind: 'found', result, responseCode, reference, amount, at: status.at, ...details };
  }
  const untouched = receipt !== null && heardReceipt === null && receipt === before.receipt;
  return untouched ? notFound(at) : { kind: 'no-answer', cause: 'reply-unproved' };
}

/** What became of a settlement. */
export function settlementOutcome(profile: ZvtProfile, outcome: SessionOutcome): SettlementOutcome {
  switch (outcome.kind) {
    case 'completed':
      if (outcome.status?.result !== 'approved') return { kind: 'unknown', cause: 'reply-unclear' };
      return { kind: 'settled', batch: null, ...outcome.status.settled };
    case 'aborted':
      return profile.nothingToSettle.includes(outcome.code)
        ? { kind: 'declined', responseCode: outcome.code, text: 'nothing to settle', empty: true }
        : { kind: 'unknown', cause: 'reply-unclear' };
    case 'refused':
      return { kind: 'declined', responseCode: outcome.code, text: '', empty: false };
    case 'unknown':
      return { kind: 'unknown', cause: outcome.cause };
    case 'not-sent':
      return outcome;
    default:
      return unreachable(outcome);
  }
}

/** A result that was told and does not stand yet. */
export function heardOnly(status: ReadStatus): SessionOutcome {
  return { kind: 'unknown', cause: 'not-completed', heard: status };
}

/** A command that was not tried. */
export function notSent(cause: NotSentCause): { readonly kind: 'not-sent'; readonly cause: NotSentCause } {
  return { kind: 'not-sent', cause };
}

/** Why a command that had to come first leaves the charge unsent. */
export function causeOf(outcome: SessionOutcome): NotSentCause {
  switch (outcome.kind) {
    case 'not-sent':
      return outcome.cause;
    case 'unknown':
      return outcome.cause === 'no-ack' || outcome.cause === 'no-reply' ? 'deadline' : 'disconnected';
    default:
      return 'refused';
  }
}

/** Whether the terminal could not be heard, as against: said something of no use. */
export function isOffline(outcome: SessionOutcome): boolean {
  if (outcome.kind === 'not-sent') return true;
  if (outcome.kind !== 'unknown') return false;
  return isUnheard(outcome.cause);
}
