import { describe, expect, it } from 'vitest';
import { type Session, type SessionEvent, stepSession } from '../../../src/main/staff/session.ts';

const states = {
  out: { state: 'signed-out' },
  open: { state: 'open', person: 'A' },
  locked: { state: 'locked', person: 'A' },
} as const satisfies Record<string, Session>;

const events = {
  'A signs in': { type: 'sign-in', person: 'A' },
  'B signs in': { type: 'sign-in', person: 'B' },
  'A unlocks': { type: 'unlock', person: 'A' },
  'B unlocks': { type: 'unlock', person: 'B' },
  lock: { type: 'lock' },
  'idle too short': { type: 'idle', idleMs: 299_999, limitMs: 300_000 },
  'idle long enough': { type: 'idle', idleMs: 300_000, limitMs: 300_000 },
  'idle, never locks': { type: 'idle', idleMs: 9_000_000, limitMs: 0 },
  'sign out': { type: 'sign-out' },
  'A deactivated': { type: 'deactivated', person: 'A' },
  'B deactivated': { type: 'deactivated', person: 'B' },
} as const satisfies Record<string, SessionEvent>;

type StateName = keyof typeof states;
type Expected = string;

const openB = 'open B';
const handedOver = 'signed-out A by B, handed-over A>B by B, signed-in B by B';

/** What comes of each event in each state: the new state and the entries, or the refusal. */
const table: Record<keyof typeof events, Record<StateName, Expected>> = {
  'A signs in': {
    out: 'open A: signed-in A by A',
    open: 'refused already-signed-in',
    locked: 'open A: unlocked A by A',
  },
  'B signs in': {
    out: `${openB}: signed-in B by B`,
    open: `${openB}: ${handedOver}`,
    locked: `${openB}: ${handedOver}`,
  },
  'A unlocks': {
    out: 'refused not-signed-in',
    open: 'refused not-locked',
    locked: 'open A: unlocked A by A',
  },
  'B unlocks': {
    out: 'refused not-signed-in',
    open: 'refused someone-else-signed-in',
    locked: 'refused someone-else-signed-in',
  },
  lock: { out: 'refused not-signed-in', open: 'locked A: locked A by A', locked: 'locked A: ' },
  'idle too short': { out: 'signed-out: ', open: 'open A: ', locked: 'locked A: ' },
  'idle long enough': { out: 'signed-out: ', open: 'locked A: locked A by counter', locked: 'locked A: ' },
  'idle, never locks': { out: 'signed-out: ', open: 'open A: ', locked: 'locked A: ' },
  'sign out': {
    out: 'refused not-signed-in',
    open: 'signed-out: signed-out A by A',
    locked: 'signed-out: signed-out A by A',
  },
  'A deactivated': {
    out: 'signed-out: ',
    open: 'signed-out: signed-out A by counter',
    locked: 'signed-out: signed-out A by counter',
  },
  'B deactivated': { out: 'signed-out: ', open: 'open A: ', locked: 'locked A: ' },
};

function describeStep(session: Session, event: SessionEvent): Expected {
  const step = stepSession(session, event);
  if (!step.ok) return `refused ${step.reason}`;
  const { session: after, entries } = step.value;
  const state = after.state === 'signed-out' ? 'signed-out' : `${after.state} ${after.person}`;
  const written = entries.map(({ type, body, actor }) => {
    const who = 'person' in body ? body.person : `${body.from}>${body.to}`;
    return `${type.replace('session.', '')} ${who} by ${actor}`;
  });
  return `${state}: ${written.join(', ')}`;
}

describe('session', () => {
  const names = Object.keys(states) as StateName[];
  const cases = (Object.keys(events) as (keyof typeof events)[]).flatMap((event) =>
    names.map((state) => [event, state, table[event][state]] as const),
  );

  it.each(cases)('%s, when %s → %s', (event, state, expected) => {
    expect(describeStep(states[state], events[event])).toBe(expected);
  });

  it('journals every change of state and nothing else', () => {
    for (const session of Object.values(states)) {
      for (const event of Object.values(events)) {
        const step = stepSession(session, event);
        if (!step.ok) continue;
        const changed = JSON.stringify(step.value.session) !== JSON.stringify(session);
        expect(step.value.entries.length > 0).toBe(changed);
      }
    }
  });
});
