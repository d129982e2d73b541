/** The line to a terminal: kept open between commands and always read, so that a pulled cable is noticed. */
import type { Clock } from '../../../../shared/kernel/clock.ts';
import type { Connection, LinkFailure, Transport, WriteResult } from '../../ports.ts';
import { type SecretFields, StxReader, type StxToken } from './codec.ts';

export interface LineParts {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly secret: SecretFields;
  readonly gapTimeoutMs: number;
  onToken(token: StxToken): void;
  onBroken(why: LinkFailure): void;
}

export class StxLine {
  readonly #parts: LineParts;
  #connection: Connection | null = null;
  /** Counts the times the line was left, so that one opened meanwhile is left too. */
  #hangUps = 0;
  #reader: StxReader;
  #stopGapTimer: () => void = () => {};
  /** Writes go out one after the other: an acknowledgement must not fall into a frame. */
  #tail: Promise<unknown> = Promise.resolve();

  constructor(parts: LineParts) {
    this.#parts = parts;
    this.#reader = new StxReader(parts.secret);
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
    this.#reader = new StxReader(this.#parts.secret);
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
    if (!this.#reader.inFrame) return;
    this.#stopGapTimer = this.#parts.clock.after(this.#parts.gapTimeoutMs, () => {
      for (const token of this.#reader.giveUp()) this.#parts.onToken(token);
    });
  }
}
