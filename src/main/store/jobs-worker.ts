import { Worker } from 'node:worker_threads';
import type { Clock } from '../../shared/kernel/clock.ts';
import { type Result, refuse } from '../../shared/kernel/result.ts';
import {
  defaultJobLimits,
  type JobFailure,
  type JobLimits,
  type Jobs,
  type JobTable,
  queueJobs,
  type RunningJob,
} from './jobs.ts';
import { flag, flagCount, type JobMessage, type JobOrder, jobMark } from './jobs-wire.ts';

export interface WorkerJobsOptions {
  /** The worker's entry: `new URL('./worker.ts', import.meta.url)` under Node, the built file when bundled. */
  readonly workerUrl: URL;
  readonly clock: Clock;
  readonly limits?: JobLimits;
  /** How long a cancelled handler may take to notice before its thread is ended. */
  readonly cancelGraceMs?: number;
  /** Longest a job may take. */
  readonly timeLimitMs?: number;
  /** Heap of one thread. Beyond it the job ends as `died` and the counter goes on. */
  readonly heapMb?: number;
}

const defaultCancelGraceMs = 5_000;
const defaultTimeLimitMs = 30 * 60_000;
const defaultHeapMb = 1_024;
/** Jobs make many short-lived rows: with the default of a few megabytes a fifth of an import is collecting them. */
const youngHeapMb = 96;

/** Runs jobs on worker threads, one thread per job, started when the job starts and gone when it ends. */
export function workerJobs<Table extends JobTable>(options: WorkerJobsOptions): Jobs<Table> {
  return queueJobs<Table>(
    (name, input, onProgress) => startThread(options, name, input, onProgress),
    options.limits ?? defaultJobLimits,
  );
}

function startThread(
  options: WorkerJobsOptions,
  name: string,
  input: unknown,
  onProgress: (value: unknown) => void,
): RunningJob {
  const flags = new Int32Array(new SharedArrayBuffer(flagCount * Int32Array.BYTES_PER_ELEMENT));
  const order: JobOrder = { mark: jobMark, name, input, flags };
  let worker: Worker;
  try {
    worker = new Worker(options.workerUrl, {
      workerData: order,
      name,
      resourceLimits: {
        maxOldGenerationSizeMb: options.heapMb ?? defaultHeapMb,
        maxYoungGenerationSizeMb: youngHeapMb,
      },
    });
  } catch (cause) {
    return {
      done: Promise.resolve(refuse({ code: 'failed', message: messageOf(cause) })),
      cancel: () => undefined,
    };
  }
  return watchThread(worker, flags, options, onProgress);
}

function watchThread(
  worker: Worker,
  flags: Int32Array,
  options: WorkerJobsOptions,
  onProgress: (value: unknown) => void,
): RunningJob {
  const timeLimitMs = options.timeLimitMs ?? defaultTimeLimitMs;
  const alarms: (() => void)[] = [];
  let result: Result<unknown, JobFailure> | undefined;

  const end = (failure: JobFailure) => {
    result ??= refuse(failure);
    void worker.terminate();
  };
  alarms.push(options.clock.after(timeLimitMs, () => end({ code: 'timed-out', limitMs: timeLimitMs })));

  worker.on('message', (message: JobMessage) => {
    if (message.kind === 'progress') {
      Atomics.store(flags, flag.progressOnItsWay, 0);
      onProgress(message.value);
      return;
    }
    result ??= message.result;
    // A handler that left a timer or a socket open would keep the thread.
    void worker.terminate();
  });
  worker.on('messageerror', (cause) => end({ code: 'failed', message: messageOf(cause) }));
  worker.on('error', (cause) => end({ code: 'died', message: messageOf(cause) }));

  // The answer counts only once the thread is gone, so that its connections are closed.
  const done = new Promise<Result<unknown, JobFailure>>((resolve) => {
    worker.on('exit', (code) => {
      for (const stop of alarms) stop();
      resolve(result ?? refuse({ code: 'died', message: `thread ended with ${code}` }));
    });
  });
  return {
    done,
    cancel() {
      if (Atomics.exchange(flags, flag.cancelled, 1) === 1) return;
      const graceMs = options.cancelGraceMs ?? defaultCancelGraceMs;
      alarms.push(options.clock.after(graceMs, () => end({ code: 'cancelled' })));
    },
  };
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
