import type { Database as Connection } from 'better-sqlite3';

/** Whether an entry stands in the journal of this file, whichever counter made it. */
export function entryIsHere(connection: Connection): (id: string) => boolean {
  const one = connection.prepare<[string]>('SELECT 1 FROM journal WHERE id = ?');
  return (id) => one.get(id) !== undefined;
}
