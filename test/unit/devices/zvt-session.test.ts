/** The ZVT session over all its transitions: what it may never do, from every state it can be in. */
import { describe, expect, test } from 'vitest';
import type { ReadStatus, Verdict } from '../../../src/main/devices/terminal/zvt/replies.ts';
import { startSession, stepSession } from '../../../src/main/devices/terminal/zvt/session.ts';
import type {
  Command,
  SessionCommand,
  SessionEvent,
  SessionState,
} from '../../../src/main/devices/terminal/zvt/session-types.ts';

const charge: Command = { frameBytes: 20, serial: true, charge: true };
const overTcp: Command = { ...charge, serial: false };
const question: Command = { ...charge, charge: false };

const approved: ReadStatus = {
  result: 'approved',
  responseCode: '00',
  text: '',
  receipt: '0001',
  amount: 1_000,
  currency: '0704',
  at: null,
  details: {
    approvalCode: '1',
    rrn: null,
    stan: '0001',
    tid: '1',
    mid: null,
    batch: null,
    scheme: null,
    lastFour: null,
  },
  settled: { count: null, total: null },
};
const declined: ReadStatus = { ...approved, result: 'declined', responseCode: '05' };

const verdicts: readonly Verdict[] = [
  { kind: 'accepted' },
  { kind: 'refused', code: '83' },
  { kind: 'step', step: 'card' },
  { kind: 'step', step: null },
  { kind: 'line', text: 'x' },
  { kind: 'status', status: approved },
  { kind: 'status', status: declined },
  { kind: 'unsure', cause: 'amount-differs' },
  { kind: 'older', status: approved },
  { kind: 'completed', at: null },
  { kind: 'aborted', code: '6C' },
  { kind: 'other' },
];
const wrote: SessionEvent = { type: 'wrote', taken: 20, failure: null };
const events: readonly SessionEvent[] = [
  { type: 'opened' },
  { type: 'open-failed', why: 'refused' },
  wrote,
  { type: 'wrote', taken: 0, failure: 'disconnected' },
  { type: 'wrote', taken: 20, failure: 'deadline' },
  { type: 'ack' },
  { type: 'nak' },
  { type: 'noise' },
  { type: 'damaged' },
  { type: 'timeout' },
  { type: 'broken', why: 'disconnected' },
  ...verdicts.map((verdict) => ({ type: 'message', verdict }) as const),
];

interface Walked {
  readonly state: SessionState;
  readonly path: readonly SessionEvent[];
  readonly done: readonly SessionCommand[];
}

/** Every state reached by at most `depth` events, with one way there for each. */
function walk(command: Command, depth: number): readonly Walked[] {
  const first = startSession(command);
  const seen = new Map<string, Walked>();
  let edge: readonly Walked[] = [{ state: first.state, path: [], done: first.commands }];
  for (let step = 0; step <= depth; step += 1) {
    const next: Walked[] = [];
    for (const one of edge) {
      const key = JSON.stringify([one.state, one.done.filter(({ type }) => type === 'send').length]);
      // One message before the end of the write stands for more.
      if (seen.has(key) || (one.state.at === 'sending' && one.state.early.length > 1)) continue;
      seen.set(key, one);
      for (const event of events) {
        const { state, commands } = stepSession(one.state, event);
        next.push({ state, path: [...one.path, event], done: [...one.done, ...commands] });
      }
    }
    edge = next;
  }
  return [...seen.values()];
}

describe.each([
  ['a charge on a serial line', charge],
  ['a charge over TCP', overTcp],
  ['a question', question],
] as const)('%s, over every transition', (_, command) => {
  const walked = walk(command, 5);

  test('reaches every state', () => {
    const states = new Set(walked.map(({ state }) => state.at));
    expect(states.size).toBe(command.serial ? 6 : 5);
    expect(walked.length).toBeGreaterThan(50);
  });

  test('an approval stands only on a result recorded before it was answered, and a completion after it', () => {
    for (const { state, path, done } of walked) {
      if (state.at !== 'done' || state.outcome.kind !== 'completed' || !command.charge) continue;
      expect(state.outcome.status).not.toBeNull();
      const heard = path.findLastIndex((one) => one.type === 'message' && one.verdict.kind === 'status');
      const ended = path.findIndex((one) => one.type === 'message' && one.verdict.kind === 'completed');
      expect(heard).toBeLessThan(ended);
      const recorded = done.findIndex(({ type }) => type === 'record');
      expect(recorded).toBeGreaterThan(-1);
      expect(done[recorded + 1]?.type).toBe('answer');
    }
  });

  test('a charge is sent again only after a refusal and before anything else was heard', () => {
    for (const { path, done } of walked) {
      const sends = done.filter(({ type }) => type === 'send').length;
      expect(sends).toBeLessThanOrEqual(3);
      if (!command.charge || sends < 2) continue;
      const naks = path.filter(({ type }) => type === 'nak').length;
      expect(naks).toBeGreaterThanOrEqual(sends - 1);
    }
  });

  test('a refusal says that nothing was charged only when the charge went out once', () => {
    const refused = walked.filter(({ state }) => state.at === 'done' && state.outcome.kind === 'refused');
    expect(refused.length).toBeGreaterThan(0);
    for (const { done } of command.charge ? refused : []) {
      expect(done.filter(({ type }) => type === 'send')).toHaveLength(1);
    }
  });

  test('not sent is said only when nothing whole can have left', () => {
    for (const { state, done } of walked) {
      if (state.at !== 'done' || state.outcome.kind !== 'not-sent') continue;
      expect(done.filter(({ type }) => type === 'send').length).toBeLessThanOrEqual(1);
    }
  });

  test('every end stops the timer, and nothing moves an ended session', () => {
    for (const { state, done } of walked) {
      if (state.at !== 'done') continue;
      expect(done.at(-1)).toEqual({ type: 'wait', for: 'none' });
      for (const event of events) expect(stepSession(state, event)).toEqual({ state, commands: [] });
    }
  });

  test('silence always ends it', () => {
    for (const { state } of walked) {
      let now = state;
      for (let waited = 0; waited < 12 && now.at !== 'done'; waited += 1) {
        for (const event of [
          { type: 'open-failed', why: 'deadline' } as const,
          wrote,
          { type: 'timeout' } as const,
        ]) {
          now = stepSession(now, event).state;
        }
      }
      expect(now.at).toBe('done');
    }
  });
});

test('messages that come before the end of the write is told are not lost', () => {
  let { state } = startSession(overTcp);
  const all: SessionCommand[] = [];
  for (const event of [
    { type: 'opened' },
    { type: 'message', verdict: { kind: 'accepted' } },
    { type: 'message', verdict: { kind: 'status', status: approved } },
    wrote,
    { type: 'message', verdict: { kind: 'completed', at: null } },
  ] as const) {
    const step = stepSession(state, event);
    state = step.state;
    all.push(...step.commands);
  }
  expect(state).toMatchObject({ at: 'done', outcome: { kind: 'completed', status: approved } });
  expect(all.map(({ type }) => type)).toContain('record');
});

test('an approval that the terminal then aborts is not known to stand', () => {
  let { state } = startSession(overTcp);
  for (const event of [
    { type: 'opened' },
    wrote,
    { type: 'message', verdict: { kind: 'accepted' } },
    { type: 'message', verdict: { kind: 'status', status: approved } },
    { type: 'message', verdict: { kind: 'aborted', code: '6C' } },
  ] as const) {
    state = stepSession(state, event).state;
  }
  expect(state).toMatchObject({ at: 'done', outcome: { kind: 'unknown', cause: 'reply-unclear' } });
});
