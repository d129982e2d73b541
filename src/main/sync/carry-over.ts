import type { Database as Connection } from 'better-sqlite3';

const tables = ['sync_link', 'sync_head', 'sync_item', 'sync_sister'] as const;

/**
 * Moves the enrolment, what was read of the feed and the sisters from a quarantined file into the one that goes on,
 * inside the caller's transaction. Why it had stopped stays behind: a new epoch asks anew.
 * @throws an SqliteError when the damage reaches these tables
 */
export function carrySync(from: Connection, to: Connection): void {
  for (const table of tables) {
    const rows = from.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all();
    const [first] = rows;
    if (first === undefined) continue;
    const columns = Object.keys(first);
    const insert = to.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((column) => `@${column}`).join(', ')})`,
    );
    for (const row of rows) insert.run(row);
  }
}
