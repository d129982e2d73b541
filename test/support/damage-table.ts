/** A bad stretch of disk under a table of an SQLite file. */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';

/** Overwrites every leaf page of a table of `catalogue.db`; the rest of the file stays. Gives how many pages that were. */
export function damageTable(path: string, table: string): number {
  const own = new BetterSqlite3(path);
  // Whoever has pages in memory reads them again after a write of somebody else.
  own.exec('UPDATE generation SET file_name = file_name');
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
