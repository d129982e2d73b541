/** Who stands at the counter: a pure state machine. It changes nothing; the caller journals the entries it names. */

import { systemActor } from '../../shared/journal/entry.ts';
import { unreachable } from '../../shared/kernel/assert.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import type { SessionEntry } from './entries.ts';

export type Session =
  | { readonly state: 'signed-out' }
  | { readonly state: 'open'; readonly person: string }
  /** The screen shows nobody's name or amount; payments under way go on. */
  | { readonly state: 'locked'; readonly person: string };

export type SessionEvent =
  /** The person's PIN was right. */
  | { readonly type: 'sign-in'; readonly person: string }
  | { readonly type: 'unlock'; readonly person: string }
  | { readonly type: 'lock' }
  /** No request came for this long; `limitMs` 0 = never lock by itself. */
  | { readonly type: 'idle'; readonly idleMs: number; readonly limitMs: number }
  | { readonly type: 'sign-out' }
  /** The person may no longer work here. */
  | { readonly type: 'deactivated'; readonly person: string };

export type SessionRefusal = 'not-signed-in' | 'not-locked' | 'already-signed-in' | 'someone-else-signed-in';

export interface SessionStep {
  readonly session: Session;
  /** To be journalled, in this order, before the new state counts. None: nothing happened. */
  readonly entries: readonly SessionEntry[];
}

type Outcome = Result<SessionStep, SessionRefusal>;

const signedOut: Session = { state: 'signed-out' };

function entry(
  type: 'signed-in' | 'signed-out' | 'locked' | 'unlocked',
  person: string,
  actor: string = person,
): SessionEntry {
  return { type: `session.${type}`, body: { person }, actor };
}

function unchanged(session: Session): Outcome {
  return ok({ session, entries: [] });
}

/** Another person's PIN ends the session of whoever was there; an open shift stays its owner's until taken over. */
function signIn(session: Session, person: string): Outcome {
  const open: Session = { state: 'open', person };
  if (session.state === 'signed-out') return ok({ session: open, entries: [entry('signed-in', person)] });
  if (session.person !== person) {
    const handOver: SessionEntry = {
      type: 'session.handed-over',
      body: { from: session.person, to: person },
      actor: person,
    };
    const entries = [entry('signed-out', session.person, person), handOver, entry('signed-in', person)];
    return ok({ session: open, entries });
  }
  return session.state === 'locked' ? unlock(session, person) : refuse('already-signed-in');
}

function unlock(session: Session, person: string): Outcome {
  if (session.state === 'signed-out') return refuse('not-signed-in');
  if (session.person !== person) return refuse('someone-else-signed-in');
  if (session.state === 'open') return refuse('not-locked');
  return ok({ session: { state: 'open', person }, entries: [entry('unlocked', person)] });
}

function lock(session: Session): Outcome {
  if (session.state === 'signed-out') return refuse('not-signed-in');
  if (session.state === 'locked') return unchanged(session);
  const { person } = session;
  return ok({ session: { state: 'locked', person }, entries: [entry('locked', person)] });
}

/** Locks by itself; the act is the counter's, not the person's. */
function lockWhenIdle(session: Session, idleMs: number, limitMs: number): Outcome {
  if (session.state !== 'open' || limitMs <= 0 || idleMs < limitMs) return unchanged(session);
  const { person } = session;
  return ok({ session: { state: 'locked', person }, entries: [entry('locked', person, systemActor)] });
}

function signOut(session: Session): Outcome {
  if (session.state === 'signed-out') return refuse('not-signed-in');
  return ok({ session: signedOut, entries: [entry('signed-out', session.person)] });
}

function endOf(session: Session, person: string): Outcome {
  if (session.state === 'signed-out' || session.person !== person) return unchanged(session);
  return ok({ session: signedOut, entries: [entry('signed-out', person, systemActor)] });
}

/** The state after `event` and what to journal, or why it cannot happen now. */
export function stepSession(session: Session, event: SessionEvent): Outcome {
  switch (event.type) {
    case 'sign-in':
      return signIn(session, event.person);
    case 'unlock':
      return unlock(session, event.person);
    case 'lock':
      return lock(session);
    case 'idle':
      return lockWhenIdle(session, event.idleMs, event.limitMs);
    case 'sign-out':
      return signOut(session);
    case 'deactivated':
      return endOf(session, event.person);
    default:
      return unreachable(event);
  }
}
