/** Random talks with a printer: whatever it does, an outcome never claims more than happened. */

import { describe, expect, test } from 'vitest';
import { startSession, stepSession } from '../../../src/main/devices/printer/session.ts';
import type {
  SessionCommand,
  SessionEvent,
  SessionJob,
  SessionState,
} from '../../../src/main/devices/printer/session-types.ts';
import fc from '../../support/check.ts';

const job: SessionJob = { parts: 3, fill: false, readable: true, prove: true };
const good: SessionEvent = { type: 'reply', reply: { kind: 'status', byte: 0x12 } };
const part = (taken: number): SessionEvent => ({ type: 'wrote', what: 'part', taken, failure: null });
const proof: SessionEvent = { type: 'reply', reply: { kind: 'proof', paperOut: false } };

function play(given: SessionJob, events: readonly SessionEvent[]) {
  let step = startSession(given);
  const commands: SessionCommand[] = [...step.commands];
  for (const event of events) {
    step = stepSession(step.state, event);
    commands.push(...step.commands);
  }
  return { state: step.state, commands };
}

const outcomeOf = (state: SessionState) => (state.at === 'done' ? state.outcome : null);

describe('printer session', () => {
  test('asks, sends every part in order, proves', () => {
    const { state, commands } = play(job, [
      { type: 'opened' },
      good,
      good,
      good,
      part(5),
      part(7),
      part(4),
      proof,
    ]);
    expect(outcomeOf(state)).toEqual({ kind: 'printed' });
    expect(commands.filter(({ type }) => type === 'send')).toEqual(
      [0, 1, 2].map((one) => ({ type: 'send', part: one })),
    );
    expect(commands.at(-1)).toEqual({ type: 'close' });
  });

  test('fills up a broken picture before it asks', () => {
    const { commands } = play({ ...job, fill: true }, [
      { type: 'opened' },
      { type: 'wrote', what: 'fill', taken: 9, failure: null },
    ]);
    expect(commands.map(({ type }) => type)).toEqual(['open', 'fill', 'ask', 'wait']);
  });

  test('a late end of a question is not the end of a part', () => {
    const late: SessionEvent = { type: 'wrote', what: 'request', taken: 3, failure: null };
    const { state } = play(job, [{ type: 'opened' }, good, good, good, late, late]);
    expect(state).toMatchObject({ at: 'sending', part: 0, taken: 0 });
  });

  test('proof that says paper out is no proof', () => {
    const { state } = play(job, [
      { type: 'opened' },
      good,
      good,
      good,
      part(1),
      part(1),
      part(1),
      { type: 'reply', reply: { kind: 'proof', paperOut: true } },
    ]);
    expect(outcomeOf(state)).toEqual({ kind: 'unknown', tookBytes: 3, why: 'no-paper' });
  });

  test('asking only ends with a state and sends nothing', () => {
    const { state, commands } = play({ ...job, parts: 0 }, [{ type: 'opened' }, good, good, good]);
    expect(state).toMatchObject({ at: 'done', printer: 'ready', outcome: { kind: 'state-only' } });
    expect(commands.some(({ type }) => type === 'send')).toBe(false);
  });

  const anyEvent: fc.Arbitrary<SessionEvent> = fc.oneof(
    fc.constant<SessionEvent>({ type: 'opened' }),
    fc.constant<SessionEvent>({ type: 'open-failed', why: 'refused' }),
    fc
      .integer({ min: 0, max: 255 })
      .map<SessionEvent>((byte) => ({ type: 'reply', reply: { kind: 'status', byte } })),
    fc.constant(good),
    fc.boolean().map<SessionEvent>((paperOut) => ({ type: 'reply', reply: { kind: 'proof', paperOut } })),
    fc.record({
      type: fc.constant('wrote' as const),
      what: fc.constantFrom('fill' as const, 'part' as const, 'request' as const),
      taken: fc.integer({ min: 1, max: 9 }),
      failure: fc.constantFrom(null, null, null, 'disconnected' as const),
    }),
    fc.constant<SessionEvent>({ type: 'timeout' }),
    fc.constant<SessionEvent>({ type: 'broken', why: 'disconnected' }),
    fc
      .constantFrom(null, 'deadline' as const)
      .map<SessionEvent>((failure) => ({ type: 'finished', failure })),
  );
  const anyJob = fc.record({
    parts: fc.integer({ min: 0, max: 3 }),
    fill: fc.boolean(),
    readable: fc.boolean(),
    prove: fc.boolean(),
  });

  test('never claims more than happened', () => {
    fc.assert(
      fc.property(anyJob, fc.array(anyEvent, { maxLength: 40 }), (given, events) => {
        let step = startSession(given);
        let sent = 0;
        let partsDone = 0;
        let proved = false;
        for (const event of events) {
          const before = step.state;
          if (before.at === 'sending' && event.type === 'wrote' && event.what === 'part') {
            sent += event.taken;
            if (event.failure === null) partsDone += 1;
          }
          if (event.type === 'reply' && event.reply.kind === 'proof' && !event.reply.paperOut) {
            proved ||= before.at === 'proving' || before.at === 'diagnosing';
          }
          step = stepSession(before, event);
          if (before.at === 'done') expect(step).toEqual({ state: before, commands: [] });
        }
        const outcome = outcomeOf(step.state);
        if (outcome === null) return;
        if (outcome.kind === 'printed') expect(proved && partsDone === given.parts).toBe(true);
        if (outcome.kind === 'sent') expect(partsDone).toBe(given.parts);
        if (outcome.kind === 'failed') expect(sent).toBe(0);
        if (outcome.kind === 'unknown') expect(outcome.tookBytes).toBe(sent);
        if (outcome.kind === 'state-only') expect(given.parts).toBe(0);
      }),
      { numRuns: 3000 },
    );
  });
});
