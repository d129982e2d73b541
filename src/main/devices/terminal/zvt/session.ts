/**
 * One command to a ZVT terminal as a pure state machine: open, send, link acknowledgement (serial only), acceptance, then
 * whatever the terminal sends until it completes or aborts, each message answered. Bytes, time and the line belong to the
 * exchange. A result is recorded before it is answered, and believed only once the terminal completes: until then it may
 * take it back (PA00P015 §2.2.6 and §4.2 differ on that, so nothing is assumed).
 */
import { unreachable } from '../../../../shared/kernel/assert.ts';
import type { EpochMs } from '../../../../shared/kernel/clock.ts';
import type { LinkFailure, UnknownCause } from '../../ports.ts';
import type { ReadStatus, Verdict } from './replies.ts';
import type {
  Command,
  SessionCommand,
  SessionEvent,
  SessionOutcome,
  SessionState,
  SessionStep,
} from './session-types.ts';

type At<Name extends SessionState['at']> = SessionState & { readonly at: Name };

/** PA00P016: repeated at most twice. */
const maxSends = 3;
/** Signs of life that start the wait anew; a terminal that sends more is not believed to get anywhere. */
const maxSigns = 500;
const maxNaks = 3;
/** Kept while a write is under way; a terminal that says more before it has our command is not answering it. */
const maxEarly = 50;

const hangUp: SessionCommand = { type: 'hang-up' };
const answer: SessionCommand = { type: 'answer' };
const waitOn: SessionCommand = { type: 'wait', for: 'completion' };

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
    case 'awaiting-acceptance':
      return whenAwaitingAcceptance(state, event);
    case 'running':
      return whenRunning(state, event);
    case 'done':
      return stay(state);
    default:
      return unreachable(state);
  }
}

const stay = (state: SessionState, ...commands: readonly SessionCommand[]): SessionStep => ({
  state,
  commands,
});

function done(command: Command, outcome: SessionOutcome, ...last: readonly SessionCommand[]): SessionStep {
  return { state: { command, at: 'done', outcome }, commands: [...last, { type: 'wait', for: 'none' }] };
}

function unknown(
  command: Command,
  cause: UnknownCause,
  heard: ReadStatus | null,
  ...last: readonly SessionCommand[]
): SessionStep {
  return done(command, { kind: 'unknown', cause, heard }, ...last);
}

function send(command: Command, sends: number, damaged: boolean): SessionStep {
  return {
    state: { command, at: 'sending', sends, damaged, early: [] },
    commands: [{ type: 'wait', for: 'none' }, { type: 'send' }],
  };
}

function awaitAcceptance(command: Command, sends: number): SessionStep {
  return {
    state: { command, at: 'awaiting-acceptance', sends },
    commands: [{ type: 'wait', for: 'acceptance' }],
  };
}

function whenOpening(state: At<'opening'>, event: SessionEvent): SessionStep {
  if (event.type === 'opened') return send(state.command, 1, false);
  if (event.type === 'open-failed' || event.type === 'broken') {
    return done(state.command, { kind: 'not-sent', cause: event.why });
  }
  return stay(state);
}

function whenSending(state: At<'sending'>, event: SessionEvent): SessionStep {
  if (event.type === 'wrote') return afterWrite(state, event.taken, event.failure);
  // A timer of the last wait may still fire; a refusal before the frame was out is not of this frame.
  if (event.type === 'timeout' || event.type === 'nak' || state.early.length >= maxEarly) return stay(state);
  return stay({ ...state, early: [...state.early, event] });
}

function afterWrite(state: At<'sending'>, taken: number, failure: LinkFailure | null): SessionStep {
  const { command, sends, damaged, early } = state;
  if (failure !== null) {
    // A frame without its end is none, unless one went out whole before.
    const nothingOut =
      sends === 1 && taken < command.frameBytes && !early.some(({ type }) => type === 'message');
    if (nothingOut) return done(command, { kind: 'not-sent', cause: failure }, hangUp);
    return unknown(command, failure, null, hangUp);
  }
  const first: SessionStep = command.serial
    ? {
        state: { command, at: 'awaiting-ack', sends, damaged },
        commands: [{ type: 'wait', for: 'ack' }],
      }
    : awaitAcceptance(command, sends);
  return early.reduce<SessionStep>((step, event) => {
    const next = stepSession(step.state, event);
    return { state: next.state, commands: [...step.commands, ...next.commands] };
  }, first);
}

function whenAwaitingAck(state: At<'awaiting-ack'>, event: SessionEvent): SessionStep {
  const { command, sends, damaged } = state;
  switch (event.type) {
    case 'ack':
      return awaitAcceptance(command, sends);
    case 'nak':
      // With damage before it, an acknowledgement may have been lost among it.
      if (sends < maxSends && (!damaged || !command.charge)) return send(command, sends + 1, damaged);
      return damaged ? awaitAcceptance(command, sends) : unknown(command, 'nak', null, hangUp);
    case 'timeout':
      if (sends < maxSends && !command.charge) return send(command, sends + 1, damaged);
      return awaitAcceptance(command, sends);
    case 'noise':
      return stay({ ...state, damaged: true });
    case 'damaged':
      return stay({ ...state, damaged: true }, { type: 'refuse' });
    case 'message':
      return whenAwaitingAcceptance({ command, at: 'awaiting-acceptance', sends }, event);
    case 'broken':
      return unknown(command, event.why, null);
    case 'wrote':
    case 'opened':
    case 'open-failed':
      return stay(state);
    default:
      return unreachable(event);
  }
}

function whenAwaitingAcceptance(state: At<'awaiting-acceptance'>, event: SessionEvent): SessionStep {
  const { command } = state;
  switch (event.type) {
    case 'message':
      return beforeAcceptance(state, event.verdict);
    case 'timeout':
      // Whatever comes now could be taken for the answer to something else.
      return unknown(command, 'no-ack', null, hangUp);
    case 'damaged':
      return onDamage(state, 0);
    case 'broken':
      return unknown(command, event.why, null);
    case 'ack':
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

function beforeAcceptance(state: At<'awaiting-acceptance'>, verdict: Verdict): SessionStep {
  const { command } = state;
  const wait: SessionCommand = { type: 'wait', for: 'acceptance' };
  switch (verdict.kind) {
    case 'accepted':
      return {
        state: { command, at: 'running', status: null, spoilt: null, signs: 0, naks: 0 },
        commands: [waitOn],
      };
    case 'refused':
      // Sent more than once, the refusal may be of the second frame, while the terminal is busy with the first.
      return command.charge && state.sends > 1
        ? unknown(command, 'reply-unproved', null)
        : done(command, verdict);
    case 'status':
    case 'older':
      return stay(state, { type: 'older', status: verdict.status }, answer, wait);
    case 'step':
    case 'line':
    case 'unsure':
    case 'completed':
    case 'aborted':
    case 'other':
      return stay(state, answer, wait);
    default:
      return unreachable(verdict);
  }
}

/** A serial frame is asked for again; a TCP stream that makes no sense is left. */
function onDamage(state: At<'awaiting-acceptance'> | At<'running'>, naks: number): SessionStep {
  if (!state.command.serial) {
    return unknown(state.command, 'reply-unclear', state.at === 'running' ? state.status : null, hangUp);
  }
  return naks >= maxNaks ? stay(state) : stay(state, { type: 'refuse' });
}

function whenRunning(state: At<'running'>, event: SessionEvent): SessionStep {
  const { command, status } = state;
  switch (event.type) {
    case 'message':
      return onMessage(state, event.verdict);
    case 'timeout':
      return unknown(command, 'no-reply', status);
    case 'broken':
      return unknown(command, event.why, status);
    case 'damaged': {
      const { naks } = state;
      return onDamage({ ...state, naks: naks + 1 }, naks);
    }
    case 'ack':
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

function onMessage(state: At<'running'>, verdict: Verdict): SessionStep {
  const { command, status } = state;
  switch (verdict.kind) {
    case 'step':
      return alive(
        state,
        ...(verdict.step === null ? [] : [{ type: 'tell', step: verdict.step } as const]),
        answer,
      );
    case 'line':
      return alive(state, { type: 'print', text: verdict.text }, answer);
    case 'status':
      return alive(
        { ...state, status: verdict.status },
        ...(command.charge ? [{ type: 'record', status: verdict.status } as const] : []),
        answer,
      );
    case 'unsure':
      return alive({ ...state, spoilt: verdict.cause }, answer);
    case 'older':
      return alive(state, { type: 'older', status: verdict.status }, answer);
    case 'completed':
      return onCompleted(state, verdict.at);
    case 'aborted':
      if (status?.result === 'approved' || state.spoilt !== null) {
        return unknown(command, state.spoilt ?? 'reply-unclear', status, answer);
      }
      return done(command, { kind: 'aborted', code: verdict.code, status }, answer);
    case 'accepted':
    case 'refused':
      return stay(state);
    case 'other':
      return stay(state, answer);
    default:
      return unreachable(verdict);
  }
}

function alive(state: At<'running'>, ...commands: readonly SessionCommand[]): SessionStep {
  if (state.signs >= maxSigns) return stay(state, ...commands);
  return stay({ ...state, signs: state.signs + 1 }, ...commands, waitOn);
}

function onCompleted({ command, status, spoilt }: At<'running'>, at: EpochMs | null): SessionStep {
  if (command.charge && spoilt !== null) return unknown(command, spoilt, status, answer);
  if (command.charge && status === null) return unknown(command, 'reply-unproved', null, answer);
  return done(command, { kind: 'completed', status, at }, answer);
}
