import { ok, type Result, refuse } from '../../shared/kernel/result.ts';

/** What a handler may do besides its work. */
export interface JobContext<Progress = unknown> {
  /** Says how far it is. A hint: while one is on its way, further ones are dropped; the first one never is. */
  progress(value: Progress): void;
  /** Whether the caller gave up. Ask between chunks; a handler that never asks is ended from outside. */
  cancelled(): boolean;
  /** Throws {@link JobCancelled} when the caller gave up, which rolls back a transaction it is thrown through. */
  stopIfCancelled(): void;
  /**
   * Starts another job of the table on a thread beside this one. Who starts it waits for it, also when giving up. Absent
   * where jobs run on the thread of who asks for them.
   */
  readonly beside?: StartJob | undefined;
}

/** Thrown inside a handler to end it after a cancel; the caller gets `{ code: 'cancelled' }`. */
export class JobCancelled extends Error {
  override readonly name = 'JobCancelled';
}

/** Long work off the money thread, with its own connections. Input and output are structured clones. */
export type JobHandler<Input, Output, Progress = unknown> = (
  input: Input,
  context: JobContext<Progress>,
) => Output | Promise<Output>;

/** All jobs by name. `never` and `unknown` let handlers of any types stand in one table. */
export type JobTable = Readonly<Record<string, JobHandler<never, unknown, unknown>>>;

export type JobInput<Table extends JobTable, Name extends keyof Table> = Parameters<Table[Name]>[0];
export type JobOutput<Table extends JobTable, Name extends keyof Table> = Awaited<ReturnType<Table[Name]>>;
export type JobProgress<Table extends JobTable, Name extends keyof Table> = Parameters<
  Parameters<Table[Name]>[1]['progress']
>[0];

/** Why a job gave no output. Expected refusals of the work itself are part of its output. */
export type JobFailure =
  | { readonly code: 'cancelled' }
  /** Nothing was started. */
  | { readonly code: 'queue-full'; readonly waiting: number }
  /** `jobs.close()` was called. */
  | { readonly code: 'closed' }
  | { readonly code: 'timed-out'; readonly limitMs: number }
  /** The handler threw, or input or output cannot be cloned. */
  | { readonly code: 'failed'; readonly message: string }
  /** The thread or process ended without an answer (out of memory, process.exit, killed). */
  | { readonly code: 'died'; readonly message: string };

export interface RunOptions<Progress> {
  readonly onProgress?: (value: Progress) => void;
  readonly signal?: AbortSignal;
}

/** Runs jobs of one table, on worker threads and in processes (`workerJobs`) or on this thread (`inlineJobs`). */
export interface Jobs<Table extends JobTable> {
  /** Runs one job, or queues it. Never rejects. One that finishes in spite of a cancel gives its output. */
  runJob<Name extends keyof Table & string>(
    name: Name,
    input: JobInput<Table, Name>,
    options?: RunOptions<JobProgress<Table, Name>>,
  ): Promise<Result<JobOutput<Table, Name>, JobFailure>>;
  /** Cancels what runs and what waits, and settles when all have ended. Later runs are refused. */
  close(): Promise<void>;
}

export interface JobLimits {
  /** Jobs at the same time. */
  readonly concurrent: number;
  /** Jobs waiting behind them; one more is refused. */
  readonly waiting: number;
}

/** Two cores on a till: one for the money thread, one for work; a second job may wait for the disk. */
export const defaultJobLimits: JobLimits = { concurrent: 2, waiting: 16 };

/** How long things of a job may take, in milliseconds. */
export interface JobTimes {
  /** How long a cancelled handler may take to notice before its thread or process is ended. */
  readonly cancelGraceMs: number;
  /** Longest a job may take. */
  readonly timeLimitMs: number;
  /** How long an answer waits for its thread or process to be gone. */
  readonly leaveGraceMs: number;
}

/** A job that has been started. `done` never rejects. */
export interface RunningJob {
  readonly done: Promise<Result<unknown, JobFailure>>;
  cancel(): void;
}

export type StartJob = (name: string, input: unknown, onProgress: (value: unknown) => void) => RunningJob;

interface Waiting {
  readonly start: () => void;
  readonly drop: (failure: JobFailure) => void;
}

/** The queue shared by both ways of running: limits, cancel, close. */
export function queueJobs<Table extends JobTable>(start: StartJob, limits: JobLimits): Jobs<Table> {
  const running = new Set<RunningJob>();
  const waiting: Waiting[] = [];
  let closed = false;

  const next = () => {
    while (running.size < limits.concurrent) {
      const first = waiting.shift();
      if (!first) return;
      first.start();
    }
  };

  const run = (name: string, input: unknown, options: RunOptions<unknown>) =>
    new Promise<Result<unknown, JobFailure>>((resolve) => {
      const { signal } = options;
      let job: RunningJob | undefined;
      const settle = (result: Result<unknown, JobFailure>) => {
        signal?.removeEventListener('abort', giveUp);
        resolve(result);
      };
      const entry: Waiting = {
        start: () => {
          const started = start(name, input, options.onProgress ?? (() => undefined));
          job = started;
          running.add(started);
          void started.done.then((result) => {
            running.delete(started);
            settle(result);
            next();
          });
        },
        drop: (failure) => settle(refuse(failure)),
      };
      const giveUp = () => {
        if (job) job.cancel();
        else {
          waiting.splice(waiting.indexOf(entry), 1);
          entry.drop({ code: 'cancelled' });
        }
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      waiting.push(entry);
      next();
    });

  return {
    async runJob(name, input, options = {}) {
      if (closed) return refuse({ code: 'closed' });
      if (options.signal?.aborted) return refuse({ code: 'cancelled' });
      if (running.size >= limits.concurrent && waiting.length >= limits.waiting) {
        return refuse({ code: 'queue-full', waiting: waiting.length });
      }
      const result = await run(name, input, options as RunOptions<unknown>);
      return result as Result<JobOutput<Table, typeof name>, JobFailure>;
    },
    async close() {
      closed = true;
      for (const entry of waiting.splice(0)) entry.drop({ code: 'closed' });
      for (const job of running) job.cancel();
      await Promise.all([...running].map((job) => job.done));
    },
  };
}

/** Runs a handler of the table to its end and turns what it throws into a value. */
export async function settleJob(
  table: JobTable,
  name: string,
  input: unknown,
  context: JobContext,
): Promise<Result<unknown, JobFailure>> {
  const handler = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!handler) return refuse({ code: 'failed', message: `no job ${name}` });
  try {
    return ok(await handler(input as never, context));
  } catch (cause) {
    if (cause instanceof JobCancelled) return refuse({ code: 'cancelled' });
    return refuse({
      code: 'failed',
      message: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
    });
  }
}

/** Makes the context of a handler from its raw means. */
export function jobContext(
  progress: (value: unknown) => void,
  cancelled: () => boolean,
  beside?: JobContext['beside'],
): JobContext {
  return {
    progress,
    cancelled,
    beside,
    stopIfCancelled() {
      if (cancelled()) throw new JobCancelled('cancelled');
    },
  };
}
