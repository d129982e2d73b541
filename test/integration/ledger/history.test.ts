import { createHash } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entryOf } from '../../../src/main/ledger/entries.ts';
import {
  applyStored,
  dropScratch,
  openScratch,
  rebuild,
  rowStores,
} from '../../../src/main/ledger/replay.ts';
import { storedEntries } from '../../../src/main/ledger/stored.ts';
import type { Database } from '../../../src/main/store/database.ts';
import { entryTypes, type Json } from '../../../src/shared/journal/index.ts';
import { kinds } from '../../../src/shared/payment/index.ts';
import { fullHistory, type History } from '../../support/history.ts';
import { moneyMigrations } from '../../support/ledger-history/book.ts';
import { failed, verify } from '../../support/ledger-history/files.ts';

type Connection = Database<unknown>['connection'];

/** All rows of all tables as one digest. */
function digest(connection: Connection): string {
  const hash = createHash('sha256');
  for (const kind of kinds) {
    hash.update(kind);
    for (const row of connection.prepare(`SELECT * FROM "${kind}" ORDER BY id, counter`).iterate()) {
      hash.update(JSON.stringify(row));
    }
  }
  return hash.digest('hex');
}

let history: History;
/** Digest of the rows as the counter had them after the act that ended with this entry. */
const live = new Map<string, string>();
/** Private parts as they were written, also those erased later; `verify` replays without them. */
const contents = new Map<string, string>();
/** Entries after which the replayed rows were other than the live ones. */
const wrong: string[] = [];
const replayedTypes = new Map<string, number>();

beforeAll(async () => {
  history = fullHistory(1, (book) => {
    const { connection } = book.database;
    live.set(`${book.ledger.head.epoch}/${book.ledger.head.seq}`, digest(connection));
    for (const { entry, content } of connection.prepare('SELECT entry, content FROM private_parts').all() as {
      entry: string;
      content: string;
    }[]) {
      contents.set(entry, content);
    }
  });
  const { book } = history;
  await book.recordHead();
  const scratch = openScratch(book.path, moneyMigrations);
  const rowsOf = rowStores(scratch);
  let compared = 0;
  for (const { salt: _, content: __, ...row } of storedEntries(book.database).of(book.ledger.counter)) {
    const fault = applyStored(
      rowsOf(row.counter),
      entryOf(row),
      JSON.parse(contents.get(row.id) ?? 'null') as Json,
    );
    if (fault !== null) wrong.push(`${row.type}: ${fault.detail}`);
    replayedTypes.set(row.type, (replayedTypes.get(row.type) ?? 0) + 1);
    const was = live.get(`${row.epoch}/${row.seq}`);
    if (was === undefined) continue;
    compared += 1;
    if (was !== digest(scratch.connection)) wrong.push(row.type);
  }
  expect(compared).toBe(live.size);
  scratch.close();
  dropScratch(book.path);
});

afterAll(() => history.book.remove());

describe('replay', () => {
  test.each(Object.keys(entryTypes))('%s occurs, and its replay gives the rows the counter had', (type) => {
    expect(replayedTypes.get(type) ?? 0).toBeGreaterThan(0);
    expect(wrong).not.toContain(type);
  });

  test('every entry can be replayed', () => {
    expect(wrong).toEqual([]);
  });

  test('a rebuild in place changes nothing, and mends a row that was changed', () => {
    const { connection } = history.book.database;
    const before = digest(connection);
    expect(rebuild(history.book.database)).toMatchObject({ ok: true });
    expect(digest(connection)).toBe(before);
    connection.prepare('UPDATE receipt SET total = total + 1').run();
    expect(digest(connection)).not.toBe(before);
    rebuild(history.book.database);
    expect(digest(connection)).toBe(before);
  });
});

describe('verification', () => {
  test('an untouched history is clean', () => {
    const report = verify(history.book.path);
    expect(report).toMatchObject({ ok: true, firstFault: null, differences: [], epoch: 2, kind: 'training' });
    expect(failed(report)).toEqual([]);
    expect(report.entries).toBe(
      history.book.database.connection.prepare('SELECT count(*) FROM journal').pluck().get(),
    );
  });

  test('what a killed verification left is removed by the next', () => {
    const left = [`${history.book.path}.replay-4194999-0`, `${history.book.path}.replay-${process.pid}-9`];
    for (const path of left) writeFileSync(path, 'names');
    expect(verify(history.book.path).ok).toBe(true);
    // The second one's process is alive.
    expect(left.map((path) => existsSync(path))).toEqual([false, true]);
    expect(readdirSync(history.book.folder).filter((name) => name.includes('.replay-'))).toHaveLength(1);
  });

  test('a row that no entry gives is named with table, id and columns', () => {
    const { connection } = history.book.database;
    connection
      .prepare('UPDATE receipt SET total = total + 1, words = ? WHERE id = ?')
      .run('x', history.receipt);
    connection.prepare('DELETE FROM handIn').run();
    connection.prepare(`INSERT INTO bill VALUES ('c', 'B', 0, 0, 0, 0)`).run();
    const report = verify(history.book.path);
    expect(failed(report)).toEqual(['replay']);
    expect(report.differences).toEqual([
      expect.objectContaining({ table: 'handIn', what: 'missing' }),
      { table: 'bill', counter: 'c', id: 'B', what: 'extra', columns: [] },
      expect.objectContaining({
        table: 'receipt',
        id: history.receipt,
        what: 'differs',
        columns: ['total', 'words'],
      }),
    ]);
    rebuild(history.book.database);
    expect(verify(history.book.path).ok).toBe(true);
  });
});
