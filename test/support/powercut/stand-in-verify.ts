import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Verdict } from './replay.ts';

/** Checks an image of the stand-in writer: every acknowledged payment there, once, with both of its rows. */
export function verifyStandIn(folder: string, acked: readonly string[]): Verdict {
  const path = join(folder, 'money.db');
  if (!existsSync(path)) return { lost: acked.length, doubled: 0, half: 0, corrupt: null };
  const database = new Database(path);
  try {
    const checked = database.pragma('quick_check', { simple: true });
    if (checked !== 'ok') return { lost: 0, doubled: 0, half: 0, corrupt: String(checked) };
    return compare(database, acked);
  } catch (fault) {
    return { lost: 0, doubled: 0, half: 0, corrupt: String(fault) };
  } finally {
    database.close();
  }
}

function compare(database: Database.Database, acked: readonly string[]): Verdict {
  const tables = database.prepare(`SELECT name FROM sqlite_schema WHERE name = 'entry'`).all();
  if (tables.length === 0) return { lost: acked.length, doubled: 0, half: 0, corrupt: null };
  const rows = database
    .prepare<[], { payment: number; entries: number }>(
      `SELECT p.id AS payment, (SELECT count(*) FROM entry e WHERE e.payment = p.id) AS entries FROM payment p
       UNION ALL SELECT e.payment, -1 FROM entry e WHERE e.payment NOT IN (SELECT id FROM payment)`,
    )
    .all();
  const there = new Set(rows.map((row) => String(row.payment)));
  return {
    lost: acked.filter((id) => !there.has(id)).length,
    doubled: rows.filter((row) => row.entries > 1).length,
    half: rows.filter((row) => row.entries < 1).length,
    corrupt: null,
  };
}
