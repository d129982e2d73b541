/** The line to a terminal: kept open between commands and always read, so that a pulled cable is noticed. */
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Connection, LinkFailure, Transport, WriteResult } from '../ports.ts';

/** Cuts what comes over a line into tokens of a protocol. Holds at most one frame. */
export interface TokenReader<Token> {
  /** Whether a frame has begun that is not whole: then a silence means that the rest is lost. */
  readonly inFrame: boolean;
  push(bytes: Uint8Array): readonly Token[];
  /** The line was silent for longer than a frame allows. */
  giveUp(): readonly Token[];
}

export interface LineParts<Token> {
  readonly transport: Transport;
  readonly clock: Clock;
  /** A reader for a line just opened. */
  reader(): TokenReader<Token>;
  /** The longest silence within a frame; null on a line that loses nothing without breaking (TCP). */
  readonly gapTimeoutMs: number | null;
  onToken(token: Token): void;
  onBroken(why: LinkFailure): void;
}

export class TerminalLine<Token> {
  readonly #parts: LineParts<Token>;
  #connection: Connection | null = null;
  /** Counts the times the line was left, so that one opened meanwhile is left too. */
  #hangUps = 0;
  #reader: TokenReader<Token>;
  #stopGapTimer: () => void = () => {};
  /** Writes go out one after the other: an acknowledgement must not fall into a frame. */
  #tail: Promise<unknown> = Promise.resolve();

  constructor(parts: LineParts<Token>) {
    this.#parts = parts;
    this.#reader = parts.reader();
  }

  get isOpen(): boolean {
    return this.#connection !== null;
  }

  /** Null when the line is open. */
  async open(deadlineMs: number): Promise<LinkFailure | null> {
    if (this.#connection !== null) return null;
    const hangUps = this.#hangUps;
    const opened = await this.#parts.transport.open(deadlineMs);
    if (!opened.ok) return opened.reason;
    const connection = opened.value;
    if (hangUps !== this.#hangUps) {
      connection.close();
      return 'disconnected';
    }
    this.#connection = connection;
    this.#reader = this.#parts.reader();
    connection.onBytes((bytes) => this.#read(connection, bytes));
    connection.onClose((why) => {
      if (this.#connection !== connection) return;
      this.hangUp();
      this.#parts.onBroken(why);
    });
    return null;
  }

  write(bytes: Uint8Array, deadlineMs: number): Promise<WriteResult> {
    const connection = this.#connection;
    if (connection === null) return Promise.resolve({ taken: 0, failure: 'disconnected' });
    const mine = this.#tail.then(() => connection.write(bytes, deadlineMs));
    this.#tail = mine;
    return mine;
  }

  /** Leaves the line and tells nobody. */
  hangUp(): void {
    this.#stopGapTimer();
    this.#hangUps += 1;
    const connection = this.#connection;
    this.#connection = null;
    connection?.close();
  }

  #read(connection: Connection, bytes: Uint8Array): void {
    this.#stopGapTimer();
    for (const token of this.#reader.push(bytes)) {
      // What a token sets off may end the line.
      if (this.#connection !== connection) return;
      this.#parts.onToken(token);
    }
    const { gapTimeoutMs } = this.#parts;
    if (gapTimeoutMs === null || !this.#reader.inFrame) return;
    this.#stopGapTimer = this.#parts.clock.after(gapTimeoutMs, () => {
      for (const token of this.#reader.giveUp()) this.#parts.onToken(token);
    });
  }
}
