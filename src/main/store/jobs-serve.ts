import { setPriority } from 'node:os';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { type JobTable, jobContext, settleJob } from './jobs.ts';
import { flag, type JobMessage, type JobOrder, jobMark } from './jobs-wire.ts';

/**
 * In the thread's entry: runs the one job the thread was started for and lets the thread end. On any other thread it
 * does nothing, so the composition root can import the entry for its table and run the same jobs inline.
 */
export function serveJobs(table: JobTable): void {
  if (parentPort === null || !isOrder(workerData)) return;
  yieldToMoney();
  void serve(table, parentPort, workerData);
}

/** A tenth of what the money thread gets when both want the same core. */
const niceness = 10;

/**
 * Lets the money thread go first where the two cores of a till are busy. Only Linux can: there the number belongs to the
 * thread that asks (setpriority(2), "C library/kernel differences"), elsewhere to the whole process.
 */
function yieldToMoney(): void {
  if (process.platform === 'linux') setPriority(niceness);
}

async function serve(table: JobTable, port: MessagePort, order: JobOrder): Promise<void> {
  const context = jobContext(
    (value) => {
      if (Atomics.exchange(order.flags, flag.progressOnItsWay, 1) === 0)
        post(port, { kind: 'progress', value });
    },
    () => Atomics.load(order.flags, flag.cancelled) === 1,
  );
  const result = await settleJob(table, order.name, order.input, context);
  try {
    post(port, { kind: 'done', result });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    post(port, { kind: 'done', result: { ok: false, reason: { code: 'failed', message } } });
  }
}

function post(port: MessagePort, message: JobMessage): void {
  port.postMessage(message);
}

function isOrder(data: unknown): data is JobOrder {
  return typeof data === 'object' && data !== null && 'mark' in data && data.mark === jobMark;
}
