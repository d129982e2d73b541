/** A bad stretch of disk under a table of an SQLite file. */
import { closeSync, fsyncSync, openSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';

/** Overwrites every leaf page of a table; the rest of the file stays. Gives how many pages that were. */
export function damageTable(path: string, table: string): number {
  const own = new BetterSqlite3(path);
  // Whoever has pages in memory reads them again after a write of somebody else.
  own.pragma(`user_version = ${Number(own.pragma('user_version', { simple: true }))}`);
  own.pragma('wal_checkpoint(TRUNCATE)');
  const pages = own
    .prepare<[string], number>(`SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf'`)
    .pluck()
    .all(table);
  const size = Number(own.pragma('page_size', { simple: true }));
  own.close();
  const file = openSync(path, 'r+');
  for (const page of pages) writeSync(file, Buffer.alloc(size, 0xa5), 0, size, (page - 1) * size);
  fsyncSync(file);
  closeSync(file);
  return pages.length;
}

/** The files that the lists of a data folder lie in. */
export function filesOfLists(folder: string): readonly string[] {
  const lists = join(folder, 'catalogue-lists');
  return readdirSync(lists)
    .filter((name) => name.endsWith('.db'))
    .sort()
    .map((name) => join(lists, name));
}

/** As {@link damageTable}, in the file of every list of a data folder. */
export function damageLists(folder: string, table: string): number {
  return filesOfLists(folder).reduce((sum, path) => sum + damageTable(path, table), 0);
}
