/**
 * One talk with an ESC/POS printer as a pure state machine: open, ask the state, hand over the parts, prove.
 * Time, bytes and the line belong to the driver. Rules of design §4 "Paper": nothing is sent to a printer that says
 * it cannot print, and nothing is called printed that the printer did not prove.
 */
import { unreachable } from '../../../shared/kernel/assert.ts';
import type { PrinterState, PrintTrouble } from '../ports.ts';
import { type StatusBytes, type StatusTopic, stateOf, tellsError } from './escpos-codec.ts';
import type {
  Asking,
  SessionEvent,
  SessionJob,
  SessionOutcome,
  SessionState,
  SessionStep,
} from './session-types.ts';

const nothingHeard: StatusBytes = { printer: null, cause: null, error: null, paper: null };

/** The first step of a talk. */
export function startSession(job: SessionJob): SessionStep {
  return { state: { job, at: 'opening' }, commands: [{ type: 'open' }] };
}

/** The next step. Events that mean nothing in a state (late replies, noise) change nothing. */
export function stepSession(state: SessionState, event: SessionEvent): SessionStep {
  switch (state.at) {
    case 'opening':
      return whenOpening(state, event);
    case 'filling':
      return whenFilling(state, event);
    case 'asking':
      return whenAsking(state, event);
    case 'sending':
      return whenSending(state, event);
    case 'proving':
      return whenProving(state, event);
    case 'diagnosing':
      return whenDiagnosing(state, event);
    case 'finishing':
      return whenFinishing(state, event);
    case 'done':
      return { state, commands: [] };
    default:
      return unreachable(state);
  }
}

function done(job: SessionJob, printer: PrinterState, outcome: SessionOutcome): SessionStep {
  return {
    state: { job, at: 'done', printer, outcome },
    commands: [{ type: 'wait', for: 'none' }, { type: 'close' }],
  };
}

/** The link gave way: `failed` while no counted byte had gone, else only a person can tell. */
function lost(job: SessionJob, taken: number, why: PrintTrouble): SessionStep {
  if (job.parts === 0) return done(job, 'offline', { kind: 'state-only' });
  if (taken === 0) return done(job, 'offline', { kind: 'failed', why });
  return done(job, 'offline', { kind: 'unknown', tookBytes: taken, why });
}

function whenOpening(state: SessionState & { at: 'opening' }, event: SessionEvent): SessionStep {
  const { job } = state;
  if (event.type === 'open-failed') return lost(job, 0, event.why);
  if (event.type !== 'opened') return { state, commands: [] };
  if (job.fill) return { state: { job, at: 'filling' }, commands: [{ type: 'fill' }] };
  return beginAsking(job);
}

function whenFilling({ job }: SessionState & { at: 'filling' }, event: SessionEvent): SessionStep {
  if (event.type !== 'wrote' || event.what !== 'fill') return { state: { job, at: 'filling' }, commands: [] };
  return event.failure === null ? beginAsking(job) : lost(job, 0, event.failure);
}

function beginAsking(job: SessionJob): SessionStep {
  if (!job.readable) return afterAsking(job, 'unknown');
  return {
    state: { job, at: 'asking', topic: 1, heard: nothingHeard },
    commands: [
      { type: 'ask', topic: 1 },
      { type: 'wait', for: 'status' },
    ],
  };
}

function whenAsking(state: SessionState & { at: 'asking' }, event: SessionEvent): SessionStep {
  const { job } = state;
  switch (event.type) {
    case 'broken':
      return lost(job, 0, event.why);
    case 'wrote':
      return event.failure === null ? { state, commands: [] } : lost(job, 0, event.failure);
    case 'timeout':
      // Asking on after a silence would mistake a late answer for the next one.
      return afterAsking(job, stateOf(state.heard));
    case 'reply': {
      if (event.reply.kind !== 'status') return { state, commands: [] };
      const heard = hear(state, event.reply.byte);
      const topic = topicAfter(state.topic, heard);
      if (topic === null) return afterAsking(job, stateOf(heard));
      return {
        state: { job, at: 'asking', topic, heard },
        commands: [
          { type: 'ask', topic },
          { type: 'wait', for: 'status' },
        ],
      };
    }
    default:
      return { state, commands: [] };
  }
}

function hear({ topic, heard }: Asking, byte: number): StatusBytes {
  if (topic === 1) return { ...heard, printer: byte };
  if (topic === 2) return { ...heard, cause: byte };
  if (topic === 3) return { ...heard, error: byte };
  return { ...heard, paper: byte };
}

/** What is asked next. The cause of an error only where there is one: clones answer fewer topics. */
function topicAfter(topic: StatusTopic, heard: StatusBytes): StatusTopic | null {
  switch (topic) {
    case 1:
      return 2;
    case 2:
      return heard.cause !== null && tellsError(heard.cause) ? 3 : 4;
    case 3:
      return 4;
    case 4:
      return null;
    default:
      return unreachable(topic);
  }
}

/** The states in which bytes would wait inside the printer and come out later as a ghost. */
export function cannotPrint(
  printer: PrinterState,
): printer is 'no-paper' | 'cover-open' | 'cutter' | 'offline' | 'fault' {
  switch (printer) {
    case 'no-paper':
    case 'cover-open':
    case 'cutter':
    case 'offline':
    case 'fault':
      return true;
    case 'ready':
    case 'paper-low':
    case 'unknown':
      return false;
    default:
      return unreachable(printer);
  }
}

function afterAsking(job: SessionJob, printer: PrinterState): SessionStep {
  if (job.parts === 0) return done(job, printer, { kind: 'state-only' });
  if (cannotPrint(printer)) return done(job, printer, { kind: 'failed', why: printer });
  return {
    state: { job, at: 'sending', part: 0, taken: 0, printer },
    commands: [
      { type: 'wait', for: 'none' },
      { type: 'send', part: 0 },
    ],
  };
}

function whenSending(state: SessionState & { at: 'sending' }, event: SessionEvent): SessionStep {
  // A break is told again by the write under way, together with how much had gone.
  if (event.type !== 'wrote' || event.what !== 'part') return { state, commands: [] };
  const { job, part, printer } = state;
  const taken = state.taken + event.taken;
  if (event.failure !== null) return lost(job, taken, event.failure);
  if (part + 1 < job.parts) {
    return {
      state: { job, at: 'sending', part: part + 1, taken, printer },
      commands: [{ type: 'send', part: part + 1 }],
    };
  }
  // A printer that was silent before would be silent again; do not hold the counter for it.
  if (!job.prove || printer === 'unknown') return finish(job, taken, printer);
  return {
    state: { job, at: 'proving', taken, printer },
    commands: [{ type: 'ask-proof' }, { type: 'wait', for: 'proof' }],
  };
}

function finish(job: SessionJob, taken: number, printer: PrinterState): SessionStep {
  return {
    state: { job, at: 'finishing', taken, printer },
    commands: [{ type: 'wait', for: 'none' }, { type: 'finish' }],
  };
}

function whenProving(state: SessionState & { at: 'proving' }, event: SessionEvent): SessionStep {
  const { job, taken, printer: before } = state;
  switch (event.type) {
    case 'broken':
      return lost(job, taken, event.why);
    case 'wrote':
      return event.failure === null ? { state, commands: [] } : lost(job, taken, event.failure);
    case 'reply':
      if (event.reply.kind !== 'proof') return { state, commands: [] };
      if (event.reply.paperOut) {
        return done(job, 'no-paper', { kind: 'unknown', tookBytes: taken, why: 'no-paper' });
      }
      return done(job, before, { kind: 'printed' });
    case 'timeout':
      return {
        state: { job, at: 'diagnosing', taken, printer: before, topic: 1, heard: nothingHeard },
        commands: [
          { type: 'ask', topic: 1 },
          { type: 'wait', for: 'status' },
        ],
      };
    default:
      return { state, commands: [] };
  }
}

function whenDiagnosing(state: SessionState & { at: 'diagnosing' }, event: SessionEvent): SessionStep {
  const { job, taken, printer: before } = state;
  switch (event.type) {
    case 'broken':
      return lost(job, taken, event.why);
    case 'wrote':
      return event.failure === null ? { state, commands: [] } : lost(job, taken, event.failure);
    case 'timeout':
      return afterDiagnosing(job, taken, stateOf(state.heard));
    case 'reply': {
      if (event.reply.kind === 'proof' && !event.reply.paperOut)
        return done(job, before, { kind: 'printed' });
      if (event.reply.kind !== 'status') return { state, commands: [] };
      const heard = hear(state, event.reply.byte);
      const topic = topicAfter(state.topic, heard);
      if (topic === null) return afterDiagnosing(job, taken, stateOf(heard));
      return {
        state: { job, at: 'diagnosing', taken, printer: before, topic, heard },
        commands: [
          { type: 'ask', topic },
          { type: 'wait', for: 'status' },
        ],
      };
    }
    default:
      return { state, commands: [] };
  }
}

/** No proof came. A printer that says it is well just does not know GS r; one that has a trouble stopped half-way. */
function afterDiagnosing(job: SessionJob, taken: number, printer: PrinterState): SessionStep {
  if (cannotPrint(printer) || printer === 'unknown') {
    return done(job, printer, { kind: 'unknown', tookBytes: taken, why: printer });
  }
  return finish(job, taken, printer);
}

function whenFinishing(state: SessionState & { at: 'finishing' }, event: SessionEvent): SessionStep {
  if (event.type !== 'finished') return { state, commands: [] };
  const { job, taken, printer } = state;
  if (event.failure !== null) return lost(job, taken, event.failure);
  return done(job, printer, { kind: 'sent' });
}
