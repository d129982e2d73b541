import { describe, expect, test } from 'vitest';
import type { ReadReply, Verdict } from '../../../src/main/devices/terminal/stx/replies.ts';
import {
  type Command,
  type SessionEvent,
  type SessionState,
  startSession,
  stepSession,
} from '../../../src/main/devices/terminal/stx/session.ts';

const reply: ReadReply = {
  result: 'approved',
  responseCode: '00',
  text: '',
  reference: 'A1',
  amount: 1,
  amountUnreadable: false,
  at: null,
  details: {
    approvalCode: '1',
    rrn: null,
    stan: '1',
    tid: '1',
    mid: null,
    batch: null,
    scheme: null,
    lastFour: null,
  },
  settled: { count: null, total: null },
};
const charge: Command = { frameBytes: 60, repeatAfterSilence: true, repeatAfterDamage: false };
const nameless: Command = { ...charge, repeatAfterSilence: false };
const question: Command = { ...charge, repeatAfterDamage: true };

const verdicts: readonly Verdict[] = [
  { kind: 'step', step: 'card' },
  { kind: 'answer', reply },
  { kind: 'unsure', cause: 'amount-differs' },
  { kind: 'nameless', reply },
  { kind: 'other' },
];
const events: readonly SessionEvent[] = [
  { type: 'opened' },
  { type: 'open-failed', why: 'refused' },
  { type: 'wrote', taken: 60, failure: null },
  { type: 'wrote', taken: 60, failure: 'disconnected' },
  { type: 'wrote', taken: 59, failure: 'disconnected' },
  { type: 'wrote', taken: 0, failure: 'deadline' },
  { type: 'ack' },
  { type: 'nak' },
  { type: 'noise' },
  { type: 'damaged' },
  { type: 'timeout' },
  { type: 'broken', why: 'disconnected' },
  ...verdicts.map((verdict): SessionEvent => ({ type: 'frame', verdict })),
];

function play(command: Command, ...played: readonly SessionEvent[]) {
  let { state, commands } = startSession(command);
  const all = [...commands];
  for (const event of played) {
    ({ state, commands } = stepSession(state, event));
    all.push(...commands);
  }
  return { state, commands, all, sends: all.filter(({ type }) => type === 'send').length };
}
const opened: SessionEvent = { type: 'opened' };
const wrote: SessionEvent = { type: 'wrote', taken: 60, failure: null };
const ack: SessionEvent = { type: 'ack' };
const nak: SessionEvent = { type: 'nak' };
const timeout: SessionEvent = { type: 'timeout' };
const frame = (verdict: Verdict): SessionEvent => ({ type: 'frame', verdict });
const outcome = (state: SessionState) => (state.at === 'done' ? state.outcome : null);

/** What the histories that lead to one state have in common, for the laws below. */
interface Story {
  readonly state: SessionState;
  readonly acked: boolean;
  /** The terminal was heard to have got it: acknowledged, a step, or damaged bytes that may have been either. */
  readonly maybeAcked: boolean;
  readonly wholeFrames: number;
  readonly sends: number;
}

describe('laws over every history', () => {
  test.each([
    ['charge', charge],
    ['charge without reference', nameless],
    ['question', question],
  ] as const)('%s', (_, command) => {
    const first: Story = {
      state: startSession(command).state,
      acked: false,
      maybeAcked: false,
      wholeFrames: 0,
      sends: 0,
    };
    const seen = new Set<string>();
    const queue: Story[] = [first];
    let transitions = 0;
    for (let story = queue.pop(); story !== undefined; story = queue.pop()) {
      const key = JSON.stringify(story);
      if (seen.has(key)) continue;
      seen.add(key);
      for (const event of events) {
        // A write ends once for each send.
        if (event.type === 'wrote' && story.state.at !== 'sending') continue;
        transitions += 1;
        queue.push(judge(command, story, event));
      }
    }
    const reached = new Set([...seen].map((key) => (JSON.parse(key) as Story).state.at));
    expect(reached).toEqual(new Set(['opening', 'sending', 'awaiting-ack', 'awaiting-answer', 'done']));
    expect(transitions).toBeGreaterThan(500);
  });

  function judge(command: Command, story: Story, event: SessionEvent): Story {
    const { state, commands } = stepSession(story.state, event);
    const where = `${JSON.stringify(story)} ${JSON.stringify(event)}`;
    const sending = commands.filter(({ type }) => type === 'send').length;
    const isStep = event.type === 'frame' && event.verdict.kind === 'step';
    const live = story.state.at === 'sending' || story.state.at === 'awaiting-ack';
    const acked = story.acked || (story.sends > 0 && (event.type === 'ack' || isStep));
    const maybeAcked =
      acked || story.maybeAcked || (live && (event.type === 'noise' || event.type === 'damaged'));
    const sends = story.sends + sending;
    if (sending > 0) expect(acked, `sent after an acknowledgement: ${where}`).toBe(false);
    if (sending > 0 && !command.repeatAfterDamage) expect(maybeAcked, where).toBe(false);
    expect(sends, where).toBeLessThanOrEqual(2);
    const wholeFrames =
      story.wholeFrames + (event.type === 'wrote' && event.taken === command.frameBytes ? 1 : 0);
    if (story.state.at === 'done') {
      expect(state, where).toBe(story.state);
      expect(commands, where).toEqual([]);
    } else if (state.at === 'done') {
      const { kind } = state.outcome;
      if (kind === 'not-sent') {
        expect(wholeFrames, `not sent, though a whole frame was: ${where}`).toBe(0);
        expect(acked, where).toBe(false);
      }
      if (kind === 'answered') expect(event, where).toMatchObject({ type: 'frame' });
      if (kind === 'answered' && event.type === 'frame' && event.verdict.kind === 'nameless') {
        expect(story.acked, where).toBe(true);
      }
      expect(commands, where).toContainEqual({ type: 'wait', for: 'none' });
    }
    return { state, acked, maybeAcked, wholeFrames, sends };
  }
});

describe('the usual ways', () => {
  test('acknowledged, steps, answer', () => {
    const { state, all, sends } = play(
      charge,
      opened,
      wrote,
      ack,
      frame({ kind: 'step', step: 'card' }),
      frame({ kind: 'step', step: 'pin' }),
      frame({ kind: 'answer', reply }),
    );
    expect(outcome(state)).toEqual({ kind: 'answered', reply });
    expect(sends).toBe(1);
    expect(all.filter(({ type }) => type === 'tell')).toEqual([
      { type: 'tell', step: 'card' },
      { type: 'tell', step: 'pin' },
    ]);
    expect(all.at(-2)).toEqual({ type: 'acknowledge', what: 'answer' });
  });
  test('what the terminal says before the end of the write is told is not lost', () => {
    expect(play(charge, opened, ack, wrote).state).toMatchObject({
      at: 'awaiting-answer',
      acknowledged: true,
    });
    expect(outcome(play(charge, opened, frame({ kind: 'answer', reply })).state)?.kind).toBe('answered');
    expect(outcome(play(charge, opened, { type: 'broken', why: 'disconnected' }, wrote).state)).toEqual({
      kind: 'unknown',
      cause: 'disconnected',
    });
  });
  test('silence: the same once more, then unknown', () => {
    const { state, sends } = play(charge, opened, wrote, timeout, wrote, timeout);
    expect(sends).toBe(2);
    expect(outcome(state)).toEqual({ kind: 'unknown', cause: 'no-ack' });
  });
  test('silence without a reference: never again, but the answer may still come', () => {
    const { state, sends } = play(nameless, opened, wrote, timeout);
    expect(sends).toBe(1);
    expect(state.at).toBe('awaiting-answer');
  });
  test('refused twice is not proof that nothing was taken', () => {
    const { state, sends } = play(charge, opened, wrote, nak, wrote, nak);
    expect(sends).toBe(2);
    expect(outcome(state)).toEqual({ kind: 'unknown', cause: 'nak' });
  });
  test('a storm of refusals after the acknowledgement changes nothing', () => {
    const { state, sends } = play(charge, opened, wrote, ack, nak, nak, nak);
    expect(sends).toBe(1);
    expect(state.at).toBe('awaiting-answer');
  });
  test('an acknowledgement that may lie among damaged bytes forbids the second frame', () => {
    for (const event of [{ type: 'noise' }, { type: 'damaged' }] as const) {
      expect(play(charge, opened, wrote, event, timeout)).toMatchObject({
        sends: 1,
        state: { at: 'awaiting-answer' },
      });
      expect(play(question, opened, wrote, event, timeout).sends).toBe(2);
    }
  });
  test('a frame without its last byte is none; the second one says nothing of the first', () => {
    const cut: SessionEvent = { type: 'wrote', taken: 59, failure: 'disconnected' };
    expect(outcome(play(charge, opened, cut).state)).toEqual({ kind: 'not-sent', cause: 'disconnected' });
    expect(outcome(play(charge, opened, wrote, timeout, cut).state)?.kind).toBe('unknown');
  });
  test('damaged answers are asked for again, three times', () => {
    const damaged: SessionEvent = { type: 'damaged' };
    const { all } = play(charge, opened, wrote, ack, damaged, damaged, damaged, damaged, damaged);
    expect(all.filter(({ type }) => type === 'refuse')).toHaveLength(3);
  });
  test('steps lengthen the wait, but not for ever', () => {
    const steps = Array.from({ length: 60 }, () => frame({ kind: 'step', step: 'pin' }));
    const { all } = play(charge, opened, wrote, ack, ...steps);
    expect(all.filter((one) => one.type === 'wait' && one.for === 'answer')).toHaveLength(51);
  });
  test('an older answer is acknowledged and passed over', () => {
    const { state, commands } = play(charge, opened, wrote, ack, frame({ kind: 'other' }));
    expect(commands).toEqual([{ type: 'acknowledge', what: 'answer' }]);
    expect(state.at).toBe('awaiting-answer');
  });
});
