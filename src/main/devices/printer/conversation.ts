/** Plays a printer session on a real line: turns its commands into bytes and timers, and what happens into events. */
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Connection, PrinterState, Transport } from '../ports.ts';
import { freshReader, type ReplyReader, readReplies, statusRequest } from './escpos-codec.ts';
import {
  type SessionCommand,
  type SessionEvent,
  type SessionOutcome,
  type SessionStep,
  startSession,
  stepSession,
} from './session.ts';

export interface SessionTimes {
  readonly openTimeoutMs: number;
  readonly writeTimeoutMs: number;
  readonly statusTimeoutMs: number;
  readonly proofTimeoutMs: number;
  readonly finishTimeoutMs: number;
}

export interface SessionInput {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly times: SessionTimes;
  /** Handed over in order. */
  readonly parts: readonly Uint8Array[];
  /** See `SessionJob.fill`; null = nothing to fill up. */
  readonly fill: Uint8Array | null;
  /** What to send after the last part to be answered with proof; null = do not ask. */
  readonly proof: Uint8Array | null;
}

/** Runs one session to its end. Never rejects; always leaves the line closed. */
export function runSession(
  input: SessionInput,
): Promise<{ readonly printer: PrinterState; readonly outcome: SessionOutcome }> {
  return new Promise((resolve) => {
    new Conversation(input, (step) => {
      if (step.state.at === 'done') resolve({ printer: step.state.printer, outcome: step.state.outcome });
    }).begin();
  });
}

class Conversation {
  readonly #input: SessionInput;
  readonly #onStep: (step: SessionStep) => void;
  #step: SessionStep;
  #connection: Connection | null = null;
  #reader: ReplyReader = freshReader;
  #stopTimer: () => void = () => {};

  constructor(input: SessionInput, onStep: (step: SessionStep) => void) {
    this.#input = input;
    this.#onStep = onStep;
    this.#step = startSession({
      parts: input.parts.length,
      fill: input.fill !== null,
      readable: input.transport.readable,
      prove: input.proof !== null,
    });
  }

  begin(): void {
    this.#obey();
  }

  #feed(event: SessionEvent): void {
    this.#step = stepSession(this.#step.state, event);
    this.#obey();
  }

  #obey(): void {
    const step = this.#step;
    for (const command of step.commands) this.#do(command);
    this.#onStep(step);
  }

  #do(command: SessionCommand): void {
    const { times, parts, fill, proof } = this.#input;
    switch (command.type) {
      case 'open':
        void this.#open();
        break;
      case 'fill':
        void this.#write(fill ?? new Uint8Array(), 'fill', times.writeTimeoutMs);
        break;
      case 'ask':
        void this.#write(statusRequest(command.topic), 'request', times.statusTimeoutMs);
        break;
      case 'send':
        void this.#write(parts[command.part] ?? new Uint8Array(), 'part', times.writeTimeoutMs);
        break;
      case 'ask-proof':
        void this.#write(proof ?? new Uint8Array(), 'request', times.writeTimeoutMs);
        break;
      case 'wait':
        this.#wait(command.for);
        break;
      case 'finish':
        void this.#finish();
        break;
      case 'close':
        this.#connection?.close();
        break;
    }
  }

  #wait(what: 'status' | 'proof' | 'none'): void {
    this.#stopTimer();
    if (what === 'none') return;
    const { clock, times } = this.#input;
    const ms = what === 'status' ? times.statusTimeoutMs : times.proofTimeoutMs;
    this.#stopTimer = clock.after(ms, () => this.#feed({ type: 'timeout' }));
  }

  async #open(): Promise<void> {
    const opened = await this.#input.transport.open(this.#input.times.openTimeoutMs);
    if (!opened.ok) {
      this.#feed({ type: 'open-failed', why: opened.reason });
      return;
    }
    this.#connection = opened.value;
    opened.value.onBytes((bytes) => {
      const { reader, replies } = readReplies(this.#reader, bytes);
      this.#reader = reader;
      for (const reply of replies) this.#feed({ type: 'reply', reply });
    });
    opened.value.onClose((why) => this.#feed({ type: 'broken', why }));
    this.#feed({ type: 'opened' });
  }

  async #write(bytes: Uint8Array, what: 'fill' | 'part' | 'request', deadlineMs: number): Promise<void> {
    if (this.#connection === null) return;
    const { taken, failure } = await this.#connection.write(bytes, deadlineMs);
    this.#feed({ type: 'wrote', what, taken, failure });
  }

  async #finish(): Promise<void> {
    if (this.#connection === null) return;
    const failure = await this.#connection.finish(this.#input.times.finishTimeoutMs);
    this.#feed({ type: 'finished', failure });
  }
}
