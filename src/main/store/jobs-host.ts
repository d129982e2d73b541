import type { Clock } from '../../shared/kernel/clock.ts';
import type { JobFailure, RunningJob } from './jobs.ts';
import type { FromJobProcess, ToJobProcess } from './jobs-wire.ts';
import { startThread } from './jobs-worker.ts';

/** A screen shows no more steps than this; each costs the money thread a message. */
const progressEveryMs = 50;

/**
 * In the entry of a process started for one job: runs that job on a thread, so that the process goes on listening, and
 * ends the process. When the one who started it is gone it ends at once, so that nothing of a dead counter goes on
 * writing.
 */
export function hostJob(clock: Clock): void {
  let job: RunningJob | undefined;
  // Ctrl+C reaches the whole group; whoever started this process cancels the job.
  process.on('SIGINT', () => undefined);
  // A plain exit would wait for the thread, which may be in one statement of SQLite for seconds.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  process.on('message', (message: ToJobProcess) => {
    if (message.kind === 'cancel') job?.cancel();
    else job ??= run(message, clock);
  });
  tell({ kind: 'ready' });
}

function run(order: Extract<ToJobProcess, { kind: 'run' }>, clock: Clock): RunningJob {
  const { name, input, thread } = order;
  const onProgress = spaced(clock, (value) => tell({ kind: 'progress', value }));
  const options = { ...thread, workerUrl: new URL(thread.workerUrl), clock };
  const job = startThread(options, name, input, onProgress);
  void job.done.then((result) => {
    const leave = () => process.exit();
    try {
      tell({ kind: 'done', result }, leave);
    } catch (cause) {
      // What one thread may hand to another is a little more than what a process may.
      const reason: JobFailure = { code: 'failed', message: String(cause) };
      tell({ kind: 'done', result: { ok: false, reason } }, leave);
    }
  });
  return job;
}

/** Passes on one value in a while, and after the while the newest of those that came. */
function spaced(clock: Clock, pass: (value: unknown) => void): (value: unknown) => void {
  let newest: { readonly value: unknown } | undefined;
  let resting = false;
  const passAndRest = (value: unknown): void => {
    resting = true;
    clock.after(progressEveryMs, () => {
      resting = false;
      const next = newest;
      newest = undefined;
      if (next !== undefined) passAndRest(next.value);
    });
    pass(value);
  };
  return (value) => {
    if (resting) newest = { value };
    else passAndRest(value);
  };
}

/** @throws when the message is no structured clone */
function tell(message: FromJobProcess, told: () => void = () => undefined): void {
  // That nobody listens any more is no error: `disconnect` says it too.
  process.send?.(message, told);
}
