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
  /** How long an answer waits for its thread to be gone. */
  readonly leaveGraceMs?: number;
  /** Heap of one thread. Beyond it the job ends as `died` and the counter goes on. */
  readonly heapMb?: number;
}

const defaultCancelGraceMs = 5_000;
/**
 * A thread that has answered may never leave: at its end the engine waits for its own compiler, which may wait for the
 * thread (nodejs/node#54918). Then it stays behind asleep, and neither its answer nor the next job waits for it.
 */
const defaultLeaveGraceMs = 2_000;
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
  const left = Promise.withResolvers<Result<unknown, JobFailure>>();
  const settle = (answer: Result<unknown, JobFailure>) => {
    for (const stop of alarms.splice(0)) stop();
    left.resolve(answer);
  };
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
    const answer = result ?? message.result;
    result = answer;
    // Its work is done and its connections are closed. One that is ended before that has its transaction still open.
    alarms.push(options.clock.after(options.leaveGraceMs ?? defaultLeaveGraceMs, () => settle(answer)));
    // A handler that left a timer or a socket open would keep the thread.
    void worker.terminate();
  });
  worker.on('messageerror', (cause) => end({ code: 'failed', message: messageOf(cause) }));
  worker.on('error', (cause) => end({ code: 'died', message: messageOf(cause) }));

  // Otherwise the answer counts only once the thread is gone, so that its connections are closed.
  worker.on('exit', (code) => {
    settle(result ?? refuse({ code: 'died', message: `thread ended with ${code}` }));
  });
  return {
    done: left.promise,
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
