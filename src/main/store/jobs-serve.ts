import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { type JobTable, jobContext, settleJob } from './jobs.ts';
import { yieldToMoney } from './jobs-priority.ts';
import { flag, type JobMessage, type JobOrder, jobMark } from './jobs-wire.ts';
import { startThread, type ThreadOptions } from './jobs-worker.ts';

/**
 * In the thread's entry: runs the one job the thread was started for and lets the thread end. On any other thread it
 * does nothing, so the composition root can import the entry for its table and run the same jobs inline.
 * @param entry how a job that is started beside this one runs: by the same entry
 */
export function serveJobs(table: JobTable, entry: ThreadOptions): void {
  if (parentPort === null || !isOrder(workerData)) return;
  // Elsewhere the number would be that of the whole counter.
  if (process.platform === 'linux') yieldToMoney(0);
  void serve(table, parentPort, workerData, entry);
}

async function serve(
  table: JobTable,
  port: MessagePort,
  order: JobOrder,
  entry: ThreadOptions,
): Promise<void> {
  const context = jobContext(
    (value) => {
      if (Atomics.exchange(order.flags, flag.progressOnItsWay, 1) === 0)
        post(port, { kind: 'progress', value });
    },
    () => Atomics.load(order.flags, flag.cancelled) === 1,
    (name, input, onProgress) => startThread(entry, name, input, onProgress),
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
