/**
 * Batches on their way, in the order of the journal, so that a far backend is not waited for between two of them
 * (docs/decisions/0010-push-in-flight.md). Answers are taken in the same order; one that is not good calls back all
 * behind it.
 */
import type { ChainHead } from '../../shared/journal/index.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { type HeadAnswer, headAnswer } from '../../shared/sync/index.ts';
import { type BatchParts, type MadeBatch, nextBatch } from './batch.ts';
import { type CallFailure, callBackend } from './call.ts';
import type { Link } from './store.ts';

export interface FlightParts extends BatchParts {
  readonly clock: Clock;
}

/** A batch that was sent, and the answer it will have. */
export interface Flight {
  readonly batch: MadeBatch;
  readonly answer: Promise<Result<HeadAnswer, CallFailure>>;
}

const pushTimeoutMs = 30_000;
const answerLimitBytes = 64 * 1024;
/** Enough to hide a far line; a slow one would only have more of them time out. */
const mostFlights = 3;

/** The batches of one counter that are on their way. */
export class Flights {
  readonly #parts: FlightParts;
  #flights: Flight[] = [];
  /** One until a batch was taken, and again after every answer that was not good. */
  #most = 1;
  #calledBack = new AbortController();

  constructor(parts: FlightParts) {
    this.#parts = parts;
  }

  /** Sends what follows the last on its way, or what is acknowledged, until enough fly or there is no more. */
  async fill(
    link: Link,
    acknowledged: ChainHead | null,
    mostEntries: number,
    signal: AbortSignal,
  ): Promise<void> {
    while (this.#flights.length < this.#most && !signal.aborted) {
      const last = this.#flights.at(-1)?.batch.statement.to ?? null;
      if (last !== null && !this.#goesOn(last)) return;
      const batch = await nextBatch(this.#parts, last ?? acknowledged, mostEntries);
      if (batch === null) return;
      this.#flights.push({ batch, answer: this.#send(link, batch, signal) });
    }
  }

  /** The one whose answer comes next; null when none is on its way. */
  first(): Flight | null {
    return this.#flights[0] ?? null;
  }

  /** The first was taken: one more may fly. */
  taken(): void {
    this.#flights.shift();
    this.#most = Math.min(this.#most + 1, mostFlights);
  }

  /** Ends all that is on its way. Some of it may have been taken all the same. */
  async callBack(): Promise<void> {
    const { length } = this.#flights;
    if (length === 0) return;
    this.#calledBack.abort();
    await Promise.all(this.#flights.map(({ answer }) => answer));
    this.#flights = [];
    this.#most = 1;
    this.#calledBack = new AbortController();
  }

  /**
   * Whether the epoch has more after this place. A batch that begins the next epoch waits until nothing flies: were it
   * taken before the last of the old one, that could not enter any more.
   */
  #goesOn({ epoch, seq }: ChainHead): boolean {
    return this.#parts.stored.at(this.#parts.counter, epoch, seq + 1) !== undefined;
  }

  async #send(link: Link, batch: MadeBatch, signal: AbortSignal): Promise<Result<HeadAnswer, CallFailure>> {
    const before = this.#flights.length;
    return await callBackend(
      this.#parts.clock,
      link.url,
      {
        method: 'POST',
        path: before === 0 ? '/v1/push' : `/v1/push?before=${before}`,
        text: batch.text,
        schema: headAnswer,
        timeoutMs: pushTimeoutMs,
        limitBytes: answerLimitBytes,
      },
      AbortSignal.any([signal, this.#calledBack.signal]),
    );
  }
}
