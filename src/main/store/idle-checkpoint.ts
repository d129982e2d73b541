import type { Database as Connection } from 'better-sqlite3';
import type { Clock } from '../../shared/kernel/clock.ts';

/** Long enough that the cashier is looking at the next payer, not waiting for an answer. */
const quietMs = 1_000;
/** An act logs 10 to 40 pages: so many stay below the thousand pages at which SQLite would do it within a commit. */
const actsWorthIt = 8;
/** So many come near that: then a pause between two calls of one payment is long enough. */
const actsTooMany = 16;
const shortQuietMs = 30;

/** Writes the log into the file while nothing happens, so that no payment waits for it. */
export interface IdleCheckpoints {
  /** A transaction was committed. */
  committed(): void;
  /** Writes the log into the file now, if enough has come together. Readers are never waited for. */
  write(): void;
  stop(): void;
}

/**
 * Without this, one payment in about ten would carry the checkpoint of all others in its commit (3 ms on an SSD, tens
 * of milliseconds on an old disk). At a counter that is busy without end it is done in the shortest pause; the automatic
 * checkpoint stays for one that has none. Nothing depends on when it runs: what is committed is safe in the log.
 */
export function idleCheckpoints(
  { connection }: { readonly connection: Connection },
  clock: Clock,
): IdleCheckpoints {
  let acts = 0;
  let cancel = (): void => undefined;
  const write = (): void => {
    if (acts < actsWorthIt || !connection.open || connection.inTransaction) return;
    acts = 0;
    connection.pragma('wal_checkpoint(PASSIVE)');
  };
  return {
    committed() {
      acts += 1;
      cancel();
      cancel = clock.after(acts < actsTooMany ? quietMs : shortQuietMs, write);
    },
    write,
    stop: () => cancel(),
  };
}
