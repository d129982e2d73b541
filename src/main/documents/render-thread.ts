import { Worker } from 'node:worker_threads';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Bitmap } from './bitmap.ts';
import type { PaperMark } from './model.ts';
import type { Printable } from './render.ts';
import { type RenderAnswer, type RenderRequest, type RenderStart, renderMark } from './render-wire.ts';

export interface RenderThreadOptions {
  /** The thread's entry: `render-worker.ts`, or the file built from it. */
  readonly workerUrl: URL;
  /** `resources/fonts` */
  readonly fontFolder: string;
  readonly clock: Clock;
  /** From asking to the dots, starting the thread included. */
  readonly deadlineMs?: number;
  /** Papers asked for and not drawn yet; printers draw one at a time each. */
  readonly mostWaiting?: number;
}

/** Why a paper was not drawn. Nothing was sent anywhere; it can be asked for again. */
export class NotDrawn extends Error {
  override readonly name = 'NotDrawn';
}

/** Draws documents on one thread of their own, so that the money thread is never held (design §2). */
export interface RenderThread {
  /**
   * The dots of a document, the same as `makeRenderer` gives.
   * @throws NotDrawn (the promise rejects) when the thread died, hung, was closed, or cannot draw this document
   */
  render(document: Printable, mark: PaperMark, widthDots: number): Promise<Bitmap>;
  /** Starts the thread if it does not run, so that the first paper need not wait for it. */
  warm(): void;
  /** Ends the thread; what waits is rejected. */
  close(): Promise<void>;
}

/** One paper asked for. */
interface Waiting {
  resolve(bitmap: Bitmap): void;
  reject(why: NotDrawn): void;
  stopAlarm(): void;
}

const defaultDeadlineMs = 10_000;
const defaultMostWaiting = 16;
/** A paper makes much short-lived data; without a limit the engine keeps 64 MB ready for it for good. */
const youngHeapMb = 8;

/** Makes the keeper of the thread. A thread that ended is started again by the next paper that is asked for. */
export function renderThread(options: RenderThreadOptions): RenderThread {
  const { clock, fontFolder, workerUrl } = options;
  const deadlineMs = options.deadlineMs ?? defaultDeadlineMs;
  const mostWaiting = options.mostWaiting ?? defaultMostWaiting;
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let lastId = 0;
  let closed = false;

  const take = (id: number): Waiting | undefined => {
    const one = waiting.get(id);
    waiting.delete(id);
    one?.stopAlarm();
    return one;
  };

  /** The thread is of no use any more: everything that waits for it fails, and the next paper starts another. */
  const drop = (ended: Worker, why: string): void => {
    if (worker !== ended) return;
    worker = null;
    void ended.terminate();
    for (const id of [...waiting.keys()]) take(id)?.reject(new NotDrawn(why));
  };

  const receive = (answer: RenderAnswer): void => {
    const asked = take(answer.id);
    if ('bitmap' in answer) asked?.resolve(answer.bitmap);
    else asked?.reject(new NotDrawn(answer.failure));
  };

  const running = (): Worker => {
    if (worker !== null) return worker;
    const start: RenderStart = { mark: renderMark, fontFolder };
    const resourceLimits = { maxYoungGenerationSizeMb: youngHeapMb };
    const started = new Worker(workerUrl, { workerData: start, name: 'render', resourceLimits });
    started.on('message', receive);
    started.on('messageerror', () => drop(started, 'answer not readable'));
    started.on('error', (cause) => drop(started, cause instanceof Error ? cause.message : String(cause)));
    started.on('exit', (code) => drop(started, `thread ended with ${code}`));
    worker = started;
    return started;
  };

  const ask = (request: RenderRequest): Promise<Bitmap> =>
    new Promise((resolve, reject) => {
      const thread = running();
      const stopAlarm = clock.after(deadlineMs, () => drop(thread, `not drawn within ${deadlineMs} ms`));
      waiting.set(request.id, { resolve, reject, stopAlarm });
      thread.postMessage(request);
    });

  return {
    async render(document, mark, widthDots) {
      if (closed) throw new NotDrawn('closed');
      if (waiting.size >= mostWaiting) throw new NotDrawn('too many papers wait');
      lastId += 1;
      return ask({ id: lastId, document, mark, widthDots });
    },
    warm() {
      if (!closed) running();
    },
    async close() {
      closed = true;
      const last = worker;
      if (last === null) return;
      drop(last, 'closed');
      await last.terminate();
    },
  };
}
