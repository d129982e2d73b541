/** Plays a printer session on a real line: turns its commands into bytes and timers, and what happens into events. */
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Connection, PrinterState, Transport } from '../ports.ts';
import { freshReader, type ReplyReader, readReplies, statusRequest } from './escpos-codec.ts';
import { startSession, stepSession } from './session.ts';
import type { SessionCommand, SessionEvent, SessionOutcome, SessionStep } from './session-types.ts';

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
  /** Only opens the line: not one byte goes out. */
  readonly mute: boolean;
}

/** Runs one session to its end. Never rejects; always leaves the line closed. */
export function runSession(
  input: SessionInput,
): Promise<{ readonly printer: PrinterState; readonly outcome: SessionOutcome }> {
  return new Promise((resolve) => {
    new Conversation(input, (printer, outcome) => resolve({ printer, outcome })).begin();
  });
}

class Conversation {
  readonly #input: SessionInput;
  readonly #onEnd: (printer: PrinterState, outcome: SessionOutcome) => void;
  #step: SessionStep;
  #connection: Connection | null = null;
  #reader: ReplyReader = freshReader;
  #stopTimer: () => void = () => {};
  /** The last write; settles when the system said what became of it. */
  #writing: Promise<unknown> | null = null;

  constructor(input: SessionInput, onEnd: (printer: PrinterState, outcome: SessionOutcome) => void) {
    this.#input = input;
    this.#onEnd = onEnd;
    this.#step = startSession({
      parts: input.parts.length,
      fill: input.fill !== null,
      readable: input.transport.readable && !input.mute,
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
    for (const command of this.#step.commands) this.#do(command);
  }

  /**
   * A quick printer answers before the system says that the question has left. Closing then would break a line that is
   * kept open between talks, for nothing; a talk that went wrong is broken off at once.
   */
  async #end(): Promise<void> {
    const { state } = this.#step;
    if (state.at !== 'done') return;
    const { printer, outcome } = state;
    if (outcome.kind !== 'unknown' && printer !== 'offline') await this.#writing;
    this.#connection?.close();
    this.#onEnd(printer, outcome);
  }

  #do(command: SessionCommand): void {
    const { times, parts, fill, proof } = this.#input;
    switch (command.type) {
      case 'open':
        void this.#open();
        break;
      case 'fill':
        this.#writing = this.#write(fill ?? new Uint8Array(), 'fill', times.writeTimeoutMs);
        break;
      case 'ask':
        this.#writing = this.#write(statusRequest(command.topic), 'request', times.statusTimeoutMs);
        break;
      case 'send':
        this.#writing = this.#write(parts[command.part] ?? new Uint8Array(), 'part', times.writeTimeoutMs);
        break;
      case 'ask-proof':
        this.#writing = this.#write(proof ?? new Uint8Array(), 'request', times.writeTimeoutMs);
        break;
      case 'wait':
        this.#wait(command.for);
        break;
      case 'finish':
        void this.#finish();
        break;
      case 'close':
        void this.#end();
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
