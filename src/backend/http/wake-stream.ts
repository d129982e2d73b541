/** `GET /v1/feed/wake`: an event stream that says that there is something. Losing it loses nothing; polling gives the same. */
import type { ServerResponse } from 'node:http';
import { wakeEvent } from '../../shared/sync/index.ts';
import type { Backend } from '../backend.ts';
import { feedEnd } from '../data/feed.ts';
import { type Counter, type FacilityScope, scopeOfCounter } from '../data/scope.ts';
import type { DocumentedRoute } from './openapi.ts';

/** The stream as the document has it; it answers with events, not with one body. */
export const wakeRoute: DocumentedRoute = {
  ...{ method: 'GET', path: '/v1/feed/wake', access: { is: 'counter' }, perMinute: 120, answer: wakeEvent },
  summary: 'Event stream: `wake` whenever the feed has grown.',
};

/** Sent when nothing happens, so that a dead line is noticed at both ends. */
const heartbeatMs = 15_000;
/** A stream ends with its session; the counter opens another. */
const longestMs = 60 * 60_000;
/** Streams of one instance. */
const mostStreams = 5_000;

/**
 * Sisters' journals wake at most that often: with fifty counters every entry of one would have all the others ask, and a
 * credit would stand behind them.
 */
const calmMs = 1_000;

/** Streams of the counters of one facility. */
class Hall {
  readonly #backend: Backend;
  readonly #scope: FacilityScope;
  readonly #stopListening: () => void;
  readonly streams = new Set<ServerResponse>();
  #calm: NodeJS.Timeout | undefined;
  #telling = false;
  #again = false;

  constructor(backend: Backend, scope: FacilityScope) {
    this.#backend = backend;
    this.#scope = scope;
    this.#stopListening = backend.wake.listen((facility, urgent) => {
      if (facility !== scope.facility) return;
      if (urgent) this.#tellAll();
      else this.#calm ??= setTimeout(() => this.#tellAll(), calmMs);
    });
  }

  /** Tells one that has just come: something may have grown before. */
  greet(stream: ServerResponse): void {
    this.#tell(() => [stream]);
  }

  end(): void {
    this.#stopListening();
    clearTimeout(this.#calm);
  }

  /** One question for all; what grows while it is asked is asked once more. */
  #tellAll(): void {
    clearTimeout(this.#calm);
    this.#calm = undefined;
    if (this.#telling) {
      this.#again = true;
      return;
    }
    this.#telling = true;
    this.#tell(() => this.streams).finally(() => {
      this.#telling = false;
      if (!this.#again) return;
      this.#again = false;
      this.#tellAll();
    });
  }

  async #tell(whom: () => Iterable<ServerResponse>): Promise<void> {
    try {
      const { feed_epoch: feedEpoch, feed_last: last } = await feedEnd(this.#backend.db, this.#scope);
      const text = `event: wake\ndata: ${JSON.stringify({ feedEpoch, last })}\n\n`;
      for (const stream of whom()) if (!stream.writableEnded) stream.write(text);
    } catch {
      // The database is away: whoever comes again is told again.
      for (const stream of whom()) stream.end();
    }
  }
}

export class WakeStreams {
  readonly #halls = new Map<string, Hall>();
  #open = 0;

  /** Whether another stream may begin. */
  get hasRoom(): boolean {
    return this.#open < mostStreams;
  }

  /** Keeps the stream of a counter until either end goes. */
  begin(backend: Backend, counter: Counter, response: ServerResponse): void {
    const scope = scopeOfCounter(counter);
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const hall = this.#halls.get(scope.facility) ?? new Hall(backend, scope);
    this.#halls.set(scope.facility, hall);
    hall.streams.add(response);
    this.#open += 1;
    const beat = setInterval(() => response.write(': still here\n\n'), heartbeatMs);
    const end = setTimeout(() => response.end(), longestMs);
    response.on('close', () => {
      clearInterval(beat);
      clearTimeout(end);
      this.#open -= 1;
      hall.streams.delete(response);
      if (hall.streams.size > 0) return;
      hall.end();
      if (this.#halls.get(scope.facility) === hall) this.#halls.delete(scope.facility);
    });
    hall.greet(response);
  }

  endAll(): void {
    for (const { streams } of this.#halls.values()) for (const response of streams) response.end();
  }
}
