import { ok, type Result } from '../../shared/kernel/result.ts';
import { fail, type Outcome } from './context.ts';

/** What came of a job: its own answer, or that it gave none. */
export type JobAnswer<T> = Result<Result<T, { readonly code: string }>, { readonly code: string }>;

/** How a job may be stopped and says how far it is. */
export interface JobReins {
  readonly signal: AbortSignal;
  readonly onProgress?: (share: number) => void;
}

/** Codes of `catalogue` and of the job runner, as the window knows them. */
export function answerOf<T>(answer: JobAnswer<T>): Outcome<T> {
  if (!answer.ok) return fail(answer.reason.code === 'cancelled' ? 'import-cancelled' : 'import-failed');
  return answer.value.ok ? ok(answer.value.value) : fail(`import-${answer.value.reason.code}`);
}

/** Long work on lists, one after the other: two writers of `catalogue.db` would wait for each other. */
export class ListWork {
  readonly #sweep: (signal: AbortSignal) => Promise<unknown>;
  #last: Promise<unknown> = Promise.resolve();
  #sweeping: AbortController | null = null;

  /** @param sweep removes what is in force no longer; may be stopped at any time and goes on when called again */
  constructor(sweep: (signal: AbortSignal) => Promise<unknown>) {
    this.#sweep = sweep;
  }

  /** Runs after what runs now; a sweep makes room and goes on afterwards. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const interrupted = this.#sweeping;
    interrupted?.abort();
    const done = this.#after(work);
    if (interrupted !== null) this.sweepSoon();
    return done;
  }

  /** Sweeps when there is nothing else to do; once is enough. */
  sweepSoon(): void {
    if (this.#sweeping !== null && !this.#sweeping.signal.aborted) return;
    const stop = new AbortController();
    this.#sweeping = stop;
    void this.#after(async () => {
      if (!stop.signal.aborted) await this.#sweep(stop.signal);
      if (this.#sweeping === stop) this.#sweeping = null;
    });
  }

  #after<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
