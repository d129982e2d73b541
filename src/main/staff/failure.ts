import { type Result, refuse } from '../../shared/kernel/result.ts';
import type { Failure } from '../../shared/rpc/define.ts';
import type { AccessRefusal } from './access.ts';
import type { SessionRefusal } from './session.ts';

/** Every reason this room refuses for; the window translates it. Nothing here moves money. */
export type StaffCode =
  | AccessRefusal
  | SessionRefusal
  /** Not four to eight digits. No attempt was counted. */
  | 'bad-pin'
  /** Among the PINs tried first. No attempt was counted, the old PIN holds. */
  | 'weak-pin'
  | 'pin-unchanged'
  /** A new person came without a PIN. */
  | 'pin-needed'
  /** The person has no PIN on this machine; an administrator sets one. */
  | 'pin-not-set'
  /** `attemptsLeft` before the block, `waitMs` until the next attempt is taken. */
  | 'wrong-pin'
  /** Too soon after a wrong PIN (`waitMs`, `untilMs`); this one was not looked at. */
  | 'pin-wait'
  /** Five wrong PINs: `waitMs`, `untilMs`. */
  | 'pin-blocked'
  /** More PINs were given at once than are queued. */
  | 'busy'
  | 'person-unknown'
  | 'person-inactive'
  | 'self-approval'
  | 'bad-name'
  | 'roles-not-together'
  | 'last-administrator'
  | 'too-many-people'
  | 'already-set-up'
  /** Who is signed in changed while the PIN was being checked; nothing was done. */
  | 'session-changed';

export interface StaffFailure extends Failure {
  readonly code: StaffCode;
}

export type Outcome<T> = Result<T, StaffFailure>;

/** A refusal with its code; no act of this room moves money. */
export function fail(
  code: StaffCode,
  detail?: Readonly<Record<string, string | number>>,
): { readonly ok: false; readonly reason: StaffFailure } {
  return refuse(detail === undefined ? { code, moneyMoved: 'no' } : { code, moneyMoved: 'no', detail });
}
