/**
 * One command to a terminal as a pure state machine: open, send, acknowledgement, notices, answer. Bytes, time and the
 * line belong to the driver. Rules of facts/payments §3.5: the same frame is sent again at most once, never after an
 * acknowledgement, and never when one may have been among damaged bytes; what is not known is never called anything else.
 */
import { unreachable } from '../../../../shared/kernel/assert.ts';
import type { CardStep, LinkFailure, UnknownCause } from '../../ports.ts';
import type { ReadReply, Verdict } from './replies.ts';

/** What is fixed for one command. */
export interface Command {
  readonly frameBytes: number;
  /**
   * Whether silence may be answered by the same frame again: for questions, and for charges that carry a reference by
   * which the terminal knows the repetition.
   */
  readonly repeatAfterSilence: boolean;
  /** The same, although damaged bytes came that may have been an acknowledgement: for questions only. */
  readonly repeatAfterDamage: boolean;
}

export type SessionOutcome =
  | { readonly kind: 'not-sent'; readonly cause: LinkFailure }
  | { readonly kind: 'unknown'; readonly cause: UnknownCause }
  | { readonly kind: 'answered'; readonly reply: ReadReply };

/** What was heard since the first byte went out. */
interface Heard {
  readonly acknowledged: boolean;
  readonly damaged: boolean;
  /** The line broke while the write was still under way. */
  readonly broken: LinkFailure | null;
}

export type SessionState = { readonly command: Command } & (
  | { readonly at: 'opening' }
  /** `sends` counts the present one; when it is 2, the first went out whole. */
  | { readonly at: 'sending'; readonly sends: 1 | 2; readonly heard: Heard }
  | { readonly at: 'awaiting-ack'; readonly sends: 1 | 2; readonly damaged: boolean }
  | {
      readonly at: 'awaiting-answer';
      readonly acknowledged: boolean;
      readonly steps: number;
      readonly naksSent: number;
    }
  | { readonly at: 'done'; readonly outcome: SessionOutcome }
);

export type SessionEvent =
  | { readonly type: 'opened' }
  | { readonly type: 'open-failed'; readonly why: LinkFailure }
  | { readonly type: 'wrote'; readonly taken: number; readonly failure: LinkFailure | null }
  | { readonly type: 'ack' }
  | { readonly type: 'nak' }
  | { readonly type: 'noise' }
  | { readonly type: 'damaged' }
  | { readonly type: 'frame'; readonly verdict: Verdict }
  | { readonly type: 'timeout' }
  | { readonly type: 'broken'; readonly why: LinkFailure };

export type SessionCommand =
  | { readonly type: 'open' }
  | { readonly type: 'send' }
  /** Answers the frame that just came. */
  | { readonly type: 'acknowledge'; readonly what: 'answer' | 'step' }
  | { readonly type: 'refuse' }
  | { readonly type: 'tell'; readonly step: CardStep }
  /** (Re)start the only timer; `none` stops it. */
  | { readonly type: 'wait'; readonly for: 'ack' | 'answer' | 'none' }
  /** Leave the line: what the terminal holds of us must not become a command later. */
  | { readonly type: 'hang-up' };

export interface SessionStep {
  readonly state: SessionState;
  readonly commands: readonly SessionCommand[];
}

type At<Name extends SessionState['at']> = SessionState & { readonly at: Name };

/** Notices that start the wait anew; a terminal that sends more is not believed to get anywhere. */
const maxSteps = 50;
/** Damaged answers asked for again; then the wait goes on in silence. */
const maxNaks = 3;

/** The first step of a command. */
export function startSession(command: Command): SessionStep {
  return { state: { command, at: 'opening' }, commands: [{ type: 'open' }] };
}

/** The next step. Events that mean nothing in a state change nothing. */
export function stepSession(state: SessionState, event: SessionEvent): SessionStep {
  switch (state.at) {
    case 'opening':
      return whenOpening(state, event);
    case 'sending':
      return whenSending(state, event);
    case 'awaiting-ack':
      return whenAwaitingAck(state, event);
    case 'awaiting-answer':
      return whenAwaitingAnswer(state, event);
    case 'done':
      return { state, commands: [] };
    default:
      return unreachable(state);
  }
}

function done(command: Command, outcome: SessionOutcome, ...last: readonly SessionCommand[]): SessionStep {
  return { state: { command, at: 'done', outcome }, commands: [...last, { type: 'wait', for: 'none' }] };
}

function unknown(command: Command, cause: UnknownCause, ...last: readonly SessionCommand[]): SessionStep {
  return done(command, { kind: 'unknown', cause }, ...last);
}

const stay = (state: SessionState, ...commands: readonly SessionCommand[]): SessionStep => ({
  state,
  commands,
});

function send(command: Command, sends: 1 | 2, damaged: boolean): SessionStep {
  return {
    state: { command, at: 'sending', sends, heard: { acknowledged: false, damaged, broken: null } },
    commands: [{ type: 'wait', for: 'none' }, { type: 'send' }],
  };
}

function awaitAnswer(
  command: Command,
  acknowledged: boolean,
  ...first: readonly SessionCommand[]
): SessionStep {
  return {
    state: { command, at: 'awaiting-answer', acknowledged, steps: 0, naksSent: 0 },
    commands: [...first, { type: 'wait', for: 'answer' }],
  };
}

function whenOpening(state: At<'opening'>, event: SessionEvent): SessionStep {
  if (event.type === 'opened') return send(state.command, 1, false);
  if (event.type === 'open-failed') return done(state.command, { kind: 'not-sent', cause: event.why });
  if (event.type === 'broken') return done(state.command, { kind: 'not-sent', cause: event.why });
  return stay(state);
}

/** The end of a write may be told after what the terminal said to it, so nothing heard here may be lost. */
function whenSending(state: At<'sending'>, event: SessionEvent): SessionStep {
  const { command, heard } = state;
  switch (event.type) {
    case 'wrote':
      return afterWrite(state, event.taken, event.failure);
    case 'ack':
      return stay({ ...state, heard: { ...heard, acknowledged: true } });
    case 'noise':
      return stay({ ...state, heard: { ...heard, damaged: true } });
    case 'damaged':
      return stay({ ...state, heard: { ...heard, damaged: true } }, { type: 'refuse' });
    case 'broken':
      return stay({ ...state, heard: { ...heard, broken: event.why } });
    case 'frame':
      if (event.verdict.kind === 'step') {
        return stay({ ...state, heard: { ...heard, acknowledged: true } }, ...stepCommands(event.verdict));
      }
      return onFinalFrame(state, command, heard.acknowledged, event.verdict);
    // A refusal before the frame was out is not of this frame; a timer of the last wait may still fire.
    case 'nak':
    case 'timeout':
    case 'opened':
    case 'open-failed':
      return stay(state);
    default:
      return unreachable(event);
  }
}

function afterWrite(
  { command, sends, heard }: At<'sending'>,
  taken: number,
  failure: LinkFailure | null,
): SessionStep {
  const why = failure ?? heard.broken;
  if (why === null) {
    if (heard.acknowledged) return awaitAnswer(command, true);
    return {
      state: { command, at: 'awaiting-ack', sends, damaged: heard.damaged },
      commands: [{ type: 'wait', for: 'ack' }],
    };
  }
  // A frame without its last byte is none: the check stands at its end.
  if (sends === 1 && taken < command.frameBytes && !heard.acknowledged) {
    return done(command, { kind: 'not-sent', cause: why }, { type: 'hang-up' });
  }
  return unknown(command, why, { type: 'hang-up' });
}

function whenAwaitingAck(state: At<'awaiting-ack'>, event: SessionEvent): SessionStep {
  const { command, sends } = state;
  switch (event.type) {
    case 'ack':
      return awaitAnswer(command, true);
    case 'nak':
      if (mayRepeat(state)) return send(command, 2, state.damaged);
      // With damage before it, an acknowledgement may have been lost: wait as if it had come.
      return sends === 1 ? awaitAnswer(command, false) : unknown(command, 'nak', { type: 'hang-up' });
    case 'timeout':
      if (mayRepeat(state) && command.repeatAfterSilence) return send(command, 2, state.damaged);
      return sends === 1 || state.damaged
        ? awaitAnswer(command, false)
        : unknown(command, 'no-ack', { type: 'hang-up' });
    case 'noise':
      return stay({ ...state, damaged: true });
    case 'damaged':
      return stay({ ...state, damaged: true }, { type: 'refuse' });
    case 'broken':
      return unknown(command, event.why);
    case 'frame':
      if (event.verdict.kind === 'step') return awaitAnswer(command, true, ...stepCommands(event.verdict));
      return onFinalFrame(state, command, false, event.verdict);
    case 'wrote':
    case 'opened':
    case 'open-failed':
      return stay(state);
    default:
      return unreachable(event);
  }
}

function mayRepeat({ command, sends, damaged }: At<'awaiting-ack'>): boolean {
  return sends === 1 && (!damaged || command.repeatAfterDamage);
}

function whenAwaitingAnswer(state: At<'awaiting-answer'>, event: SessionEvent): SessionStep {
  const { command } = state;
  switch (event.type) {
    case 'ack':
      return stay({ ...state, acknowledged: true });
    case 'damaged':
      if (state.naksSent >= maxNaks) return stay(state);
      return stay({ ...state, naksSent: state.naksSent + 1 }, { type: 'refuse' });
    case 'timeout':
      return unknown(command, state.acknowledged ? 'no-reply' : 'no-ack');
    case 'broken':
      return unknown(command, event.why);
    case 'frame':
      if (event.verdict.kind === 'step') return onStep(state, event.verdict);
      return onFinalFrame(state, command, state.acknowledged, event.verdict);
    // Never a repetition here, whatever the terminal asks for.
    case 'nak':
    case 'noise':
    case 'wrote':
    case 'opened':
    case 'open-failed':
      return stay(state);
    default:
      return unreachable(event);
  }
}

function onStep(state: At<'awaiting-answer'>, verdict: Verdict & { readonly kind: 'step' }): SessionStep {
  const commands = stepCommands(verdict);
  if (state.steps >= maxSteps) return stay(state, ...commands);
  return stay({ ...state, acknowledged: true, steps: state.steps + 1 }, ...commands, {
    type: 'wait',
    for: 'answer',
  });
}

function stepCommands({ step }: Verdict & { readonly kind: 'step' }): readonly SessionCommand[] {
  return [
    { type: 'acknowledge', what: 'step' },
    { type: 'tell', step },
  ];
}

function onFinalFrame(
  state: SessionState,
  command: Command,
  acknowledged: boolean,
  verdict: Exclude<Verdict, { readonly kind: 'step' }>,
): SessionStep {
  const acknowledge: SessionCommand = { type: 'acknowledge', what: 'answer' };
  switch (verdict.kind) {
    case 'answer':
      return done(command, { kind: 'answered', reply: verdict.reply }, acknowledge);
    case 'unsure':
      return unknown(command, verdict.cause, acknowledge);
    case 'nameless':
      // Without an acknowledgement it may be the late answer to an older command of the same amount.
      if (!acknowledged) return unknown(command, 'reply-unproved', acknowledge);
      return done(command, { kind: 'answered', reply: verdict.reply }, acknowledge);
    case 'other':
      return stay(state, acknowledge);
    default:
      return unreachable(verdict);
  }
}
