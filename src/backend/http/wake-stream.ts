/** `GET /v1/feed/wake`: an event stream that says that there is something. Losing it loses nothing; polling gives the same. */
import type { ServerResponse } from 'node:http';
import { wakeEvent } from '../../shared/sync/index.ts';
import type { Backend } from '../backend.ts';
import { feedEnd } from '../data/feed.ts';
import { type Counter, scopeOfCounter } from '../data/scope.ts';
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

export class WakeStreams {
  readonly #open = new Set<ServerResponse>();

  /** Whether another stream may begin. */
  get hasRoom(): boolean {
    return this.#open.size < mostStreams;
  }

  /** Keeps the stream of a counter until either end goes. */
  begin(backend: Backend, counter: Counter, response: ServerResponse): void {
    const scope = scopeOfCounter(counter);
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    this.#open.add(response);
    const tell = (): void => {
      feedEnd(backend.db, scope).then(
        ({ feed_epoch: feedEpoch, feed_last: last }) => {
          if (!response.writableEnded) {
            response.write(`event: wake\ndata: ${JSON.stringify({ feedEpoch, last })}\n\n`);
          }
        },
        () => response.end(),
      );
    };
    const stopListening = backend.wake.listen((facility) => {
      if (facility === scope.facility) tell();
    });
    const beat = setInterval(() => response.write(': still here\n\n'), heartbeatMs);
    const end = setTimeout(() => response.end(), longestMs);
    response.on('close', () => {
      stopListening();
      clearInterval(beat);
      clearTimeout(end);
      this.#open.delete(response);
    });
    tell();
  }

  endAll(): void {
    for (const response of this.#open) response.end();
  }
}
