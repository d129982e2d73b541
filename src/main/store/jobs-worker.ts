import { Worker } from 'node:worker_threads';
import type { Clock } from '../../shared/kernel/clock.ts';
import { type Result, refuse } from '../../shared/kernel/result.ts';
import {
  defaultJobLimits,
  type JobFailure,
  type JobLimits,
  type Jobs,
  type JobTable,
  type JobTimes,
  queueJobs,
  type RunningJob,
} from './jobs.ts';
import { type ProcessOptions, startProcess } from './jobs-process.ts';
import { flag, flagCount, type JobMessage, type JobOrder, jobMark } from './jobs-wire.ts';

/** How a job runs on a thread. */
export interface ThreadOptions extends Partial<JobTimes> {
  /** The worker's entry: `new URL('./worker.ts', import.meta.url)` under Node, the built file when bundled. */
  readonly workerUrl: URL;
  readonly clock: Clock;
  /** Heap of one thread. Beyond it the job ends as `died` and the counter goes on. */
  readonly heapMb?: number;
}

export interface WorkerJobsOptions extends ThreadOptions {
  readonly limits?: JobLimits;
  /** Jobs that run in a process of their own; without it, all run on threads of this process. */
  readonly processes?: {
    /** The process's entry: `job-process.ts`, or the file built from it. */
    readonly entryUrl: URL;
    /** Their names. */
    readonly jobs: ReadonlySet<string>;
    /** How long a process may take to start, in milliseconds, before its job is run on a thread. */
    readonly startLimitMs?: number;
  };
}

const defaultTimes: JobTimes = {
  cancelGraceMs: 5_000,
  timeLimitMs: 30 * 60_000,
  /**
   * A thread that has answered may never leave: at its end the engine waits for its own compiler, which may wait for the
   * thread (nodejs/node#54918). Then it stays behind asleep, and neither its answer nor the next job waits for it.
   */
  leaveGraceMs: 2_000,
};
const defaultHeapMb = 1_024;
/** Jobs make many short-lived rows: with the default of a few megabytes a fifth of an import is collecting them. */
const youngHeapMb = 96;
/** Far more than a process needs on a slow disk beside a scanner for viruses. */
const defaultStartLimitMs = 20_000;

/**
 * Runs jobs on worker threads, one thread per job, started when the job starts and gone when it ends; chosen ones so in
 * a process of their own, where one can be started.
 */
export function workerJobs<Table extends JobTable>(options: WorkerJobsOptions): Jobs<Table> {
  return queueJobs<Table>((name, input, onProgress) => {
    const onThread = () => startThread(options, name, input, onProgress);
    if (!options.processes?.jobs.has(name)) return onThread();
    return startProcess(processOptions(options, options.processes), { name, input, onProgress, onThread });
  }, options.limits ?? defaultJobLimits);
}

function processOptions(
  options: WorkerJobsOptions,
  processes: NonNullable<WorkerJobsOptions['processes']>,
): ProcessOptions {
  const { cancelGraceMs, timeLimitMs, leaveGraceMs } = { ...defaultTimes, ...options };
  const { workerUrl, heapMb = defaultHeapMb, clock } = options;
  return {
    entryUrl: processes.entryUrl,
    startLimitMs: processes.startLimitMs ?? defaultStartLimitMs,
    thread: { workerUrl: workerUrl.href, heapMb, cancelGraceMs, timeLimitMs, leaveGraceMs },
    clock,
  };
}

/** Starts one job on a thread of this process, without a queue. */
export function startThread(
  options: ThreadOptions,
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
  options: ThreadOptions,
  onProgress: (value: unknown) => void,
): RunningJob {
  const { cancelGraceMs, timeLimitMs, leaveGraceMs } = { ...defaultTimes, ...options };
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
    alarms.push(options.clock.after(leaveGraceMs, () => settle(answer)));
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
      alarms.push(options.clock.after(cancelGraceMs, () => end({ code: 'cancelled' })));
    },
  };
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
