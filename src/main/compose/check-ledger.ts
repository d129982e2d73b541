import type { Clock } from '../../shared/kernel/clock.ts';
import type { Jobs } from '../store/jobs.ts';
import {
  faultOfReport,
  type LedgerCheck,
  readLedgerCheck,
  writeLedgerCheck,
} from '../upkeep/ledger-check.ts';
import type { jobs as jobTable } from '../worker.ts';

/** Not while the morning's first payers wait. */
const firstAfterMs = 10 * 60_000;
const everyMs = 24 * 60 * 60_000;

export interface LedgerCheckParts {
  readonly clock: Clock;
  readonly jobs: Jobs<typeof jobTable>;
  readonly moneyPath: string;
  /** The epoch in force. */
  readonly epoch: () => number;
  /** The ledger must not be used; the record is on disk. */
  readonly damaged: (fault: NonNullable<LedgerCheck['fault']>) => void;
}

/**
 * Verifies the whole ledger once a day in a worker, beside the work (product.md H); the start itself looks at its last
 * entries only. Returns the way to stop.
 */
export function checkLedgerDaily({ clock, jobs, moneyPath, epoch, damaged }: LedgerCheckParts): () => void {
  const stopped = new AbortController();
  let cancel = () => {};
  const later = (delayMs: number) => {
    cancel = clock.after(delayMs, () => void run());
  };
  async function run(): Promise<void> {
    const looked = epoch();
    const done = await jobs.runJob('verify-ledger', { path: moneyPath }, { signal: stopped.signal });
    if (stopped.signal.aborted) return;
    if (done.ok && done.value.entries > 0) {
      const fault = faultOfReport(done.value);
      writeLedgerCheck(moneyPath, { at: clock.now(), epoch: looked, entries: done.value.entries, fault });
      if (fault !== null) {
        damaged(fault);
        return;
      }
    }
    later(everyMs);
  }
  const last = readLedgerCheck(moneyPath);
  const due = last === null ? 0 : last.at + everyMs - clock.now();
  later(Math.min(Math.max(firstAfterMs, due), everyMs));
  return () => {
    cancel();
    stopped.abort();
  };
}
