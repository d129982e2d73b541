import { type ChildProcess, fork } from 'node:child_process';
import type { Clock } from '../../shared/kernel/clock.ts';
import { type Result, refuse } from '../../shared/kernel/result.ts';
import type { JobFailure, RunningJob } from './jobs.ts';
import { yieldToMoney } from './jobs-priority.ts';
import type { FromJobProcess, ThreadSettings, ToJobProcess } from './jobs-wire.ts';

/** How a job runs in a process of its own. */
export interface ProcessOptions {
  /** The process's entry; it calls `hostJob`. */
  readonly entryUrl: URL;
  /** How long it may take to say that it is ready, in milliseconds. */
  readonly startLimitMs: number;
  /** Of the thread inside the process; its times are those of the process as well. */
  readonly thread: ThreadSettings;
  readonly clock: Clock;
}

/** What runs there. */
export interface ProcessJobOrder {
  readonly name: string;
  /** A structured clone. */
  readonly input: unknown;
  readonly onProgress: (value: unknown) => void;
  /** Runs the same job on a thread of this process. */
  readonly onThread: () => RunningJob;
}

type Answer = Result<unknown, JobFailure>;

/**
 * Starts one job in a process of its own, without a queue. It has none of the engine's flags of this process, gives its
 * memory back when it ends, and lets this process go first on every system. Where no process can be started the job runs
 * on a thread: it is handed over only when the process is ready, so nothing runs twice. When this process dies, however it
 * dies, the other ends at once.
 */
export function startProcess(options: ProcessOptions, order: ProcessJobOrder): RunningJob {
  let child: ChildProcess;
  try {
    child = fork(options.entryUrl, [], {
      // Left out, it would have the flags of this process.
      execArgv: [],
      // As Node, where the program of this process is Electron's.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      serialization: 'advanced',
      // What it says goes where the errors of this process go: the log of the counter.
      stdio: ['ignore', 2, 2, 'ipc'],
      windowsHide: true,
    });
  } catch (cause) {
    return instead(order, cause instanceof Error ? cause.message : String(cause));
  }
  // At once: threads it makes from now on have it too, those of the engine among them.
  if (child.pid !== undefined) yieldToMoney(child.pid);
  return new ProcessJob(child, options, order);
}

/** No list is lost on a machine where no process can be started. */
function instead({ name, onThread }: ProcessJobOrder, why: string): RunningJob {
  process.stderr.write(`job ${name} runs on a thread: ${why}\n`);
  return onThread();
}

class ProcessJob implements RunningJob {
  readonly done: Promise<Answer>;
  readonly #child: ChildProcess;
  readonly #options: ProcessOptions;
  readonly #order: ProcessJobOrder;
  readonly #settle: (answer: Answer | Promise<Answer>) => void;
  readonly #alarms: (() => void)[] = [];
  #handedOver = false;
  #gaveUp = false;
  #cancelled = false;
  #gone = false;
  #result: Answer | undefined;
  #instead: RunningJob | undefined;

  constructor(child: ChildProcess, options: ProcessOptions, order: ProcessJobOrder) {
    this.#child = child;
    this.#options = options;
    this.#order = order;
    const { promise, resolve } = Promise.withResolvers<Answer>();
    this.done = promise;
    this.#settle = resolve;
    const { timeLimitMs: limitMs } = options.thread;
    this.#alarm(limitMs, () => this.#end({ code: 'timed-out', limitMs }));
    this.#alarm(options.startLimitMs, () => this.#giveUpStarting());
    child.on('message', (message: FromJobProcess) => this.#receive(message));
    // One that was never started says nothing else. Of any other, `close` tells the end.
    child.on('error', (cause) => {
      if (child.pid === undefined) this.#ended(cause.message);
    });
    // Unlike `exit`, it comes when all messages have been read.
    child.on('close', (code, signal) => this.#ended(`process ended with ${signal ?? code}`));
  }

  cancel(): void {
    this.#instead?.cancel();
    if (this.#cancelled || this.#gone) return;
    this.#cancelled = true;
    const end = () => this.#end({ code: 'cancelled' });
    if (!this.#handedOver) {
      end();
      return;
    }
    this.#tell({ kind: 'cancel' });
    this.#alarm(this.#options.thread.cancelGraceMs, end);
  }

  #receive(message: FromJobProcess): void {
    switch (message.kind) {
      case 'ready':
        if (this.#result === undefined && !this.#gaveUp) this.#handOver();
        return;
      case 'progress':
        this.#order.onProgress(message.value);
        return;
      case 'done':
        // It counts once the process is gone, and with it the connections.
        this.#result ??= message.result;
        this.#alarm(this.#options.thread.leaveGraceMs, () => this.#child.kill('SIGKILL'));
    }
  }

  #giveUpStarting(): void {
    if (this.#handedOver) return;
    this.#gaveUp = true;
    this.#child.kill('SIGKILL');
  }

  #handOver(): void {
    const { name, input } = this.#order;
    this.#handedOver = true;
    try {
      this.#tell({ kind: 'run', name, input, thread: this.#options.thread });
    } catch (cause) {
      this.#end({ code: 'failed', message: cause instanceof Error ? cause.message : String(cause) });
    }
  }

  /** @throws when the message is no structured clone */
  #tell(message: ToJobProcess): void {
    // A process that is gone says so by its end.
    this.#child.send(message, () => undefined);
  }

  /** Ends it from outside. */
  #end(failure: JobFailure): void {
    this.#result ??= refuse(failure);
    this.#child.kill('SIGKILL');
  }

  #ended(why: string): void {
    if (this.#gone) return;
    this.#gone = true;
    for (const stop of this.#alarms.splice(0)) stop();
    if (this.#result !== undefined) this.#settle(this.#result);
    else if (this.#handedOver) this.#settle(refuse({ code: 'died', message: why }));
    else this.#runOnThread(why);
  }

  #runOnThread(why: string): void {
    this.#instead = instead(this.#order, why);
    this.#settle(this.#instead.done);
  }

  #alarm(afterMs: number, ring: () => void): void {
    this.#alarms.push(this.#options.clock.after(afterMs, ring));
  }
}
