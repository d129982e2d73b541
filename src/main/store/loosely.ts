import type { Database as Connection } from 'better-sqlite3';
import { assertSettings, type Synchronous } from './settings.ts';

function setSynchronous(connection: Connection, synchronous: Synchronous): void {
  connection.pragma(`synchronous = ${synchronous}`);
  assertSettings(connection, [
    { name: 'synchronous', write: synchronous, expect: synchronous === 'FULL' ? 2 : 1 },
  ]);
}

/**
 * Runs long work in many transactions of which none waits for the disk: the file stays whole in a power cut, but the newest
 * of them may be gone. The first transaction after it waits for all of them, since all lie in one log. Only for what can be
 * made again and is of no use before that transaction: a hundred waits of an import would stand in front of every payment,
 * for a disk writes for one at a time. Never for money.
 */
export function loosely<R>({ connection }: { readonly connection: Connection }, run: () => R): R {
  setSynchronous(connection, 'NORMAL');
  try {
    return run();
  } finally {
    setSynchronous(connection, 'FULL');
  }
}
