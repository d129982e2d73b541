import type { Clock } from '../../../shared/kernel/clock.ts';
import type { OsPrinterRoute, PrinterPort, PrinterState, PrintOutcome, Raster } from '../ports.ts';
import { withDeadline } from '../transport/deadline.ts';

/** From giving a sheet to the system until it says whether it took it; drivers may ask the printer first. */
const takeTimeoutMs = 20_000;
const listTimeoutMs = 5_000;

/**
 * A printer behind a queue of the operating system, for printers that only their maker's driver can speak to. What the
 * system took is `sent` at best: the queue may hold it for hours, so nothing more is ever claimed.
 */
export function osQueuePrinter(
  setting: { readonly name: string; readonly queue: string; readonly widthDots: number },
  route: OsPrinterRoute,
  clock: Clock,
): PrinterPort {
  const { name, queue, widthDots } = setting;
  const listeners = new Set<(state: PrinterState) => void>();
  let state: PrinterState = 'unknown';
  let tail: Promise<unknown> = Promise.resolve();

  const become = (next: PrinterState): PrinterState => {
    if (next !== state) {
      state = next;
      for (const listener of [...listeners]) listener(next);
    }
    return state;
  };
  const within = <T>(deadlineMs: number, late: T, asked: Promise<T>): Promise<T> =>
    withDeadline<T>(
      clock,
      deadlineMs,
      () => late,
      (settle) => {
        asked.then(settle, () => settle(late));
        return undefined;
      },
    );
  /** A queue that is there says nothing of its printer. */
  const status = async (): Promise<PrinterState> => {
    const queues = await within<readonly string[]>(listTimeoutMs, [], route.list());
    return become(queues.includes(queue) ? 'unknown' : 'offline');
  };
  const give = async (sheet: Raster): Promise<PrintOutcome> => {
    if ((await status()) === 'offline') return { kind: 'failed', tookBytes: 0, why: 'not-found' };
    const given = await within(takeTimeoutMs, 'unknown' as const, route.print(queue, sheet));
    switch (given) {
      case 'taken':
        return { kind: 'sent' };
      case 'refused':
        return { kind: 'failed', tookBytes: 0, why: 'refused' };
      case 'unknown':
        return { kind: 'unknown', tookBytes: sheet.bits.length, why: 'unknown' };
    }
  };

  return {
    name,
    widthDots,
    status,
    print(sheet) {
      if (sheet.rows === 0 || sheet.widthDots !== widthDots) {
        return Promise.resolve({ kind: 'failed', tookBytes: 0, why: 'too-long' });
      }
      const mine = tail.then(() => give(sheet));
      tail = mine;
      return mine;
    },
    onState(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get state() {
      return state;
    },
  };
}
