import { closeSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Database, openDatabase } from '../../../src/main/store/database.ts';
import { checkFile, checkIntegrity, checkpointTruncate } from '../../../src/main/store/integrity.ts';
import { folderForTest } from './folder-for-test.ts';

const migrations = [
  {
    number: 1,
    name: 'names',
    up(connection: Database<unknown>['connection']) {
      connection.exec(`create table names (id integer primary key, name text not null) strict;
        create index names_by_name on names (name)`);
    },
  },
];

function open(): Database<unknown> {
  const database = openDatabase<unknown>({ path: join(folderForTest(), 'a.db'), migrations });
  onTestFinished(() => database.close());
  database.connection.exec(
    "with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000) insert into names select i, 'người ' || i from n",
  );
  return database;
}

test('a sound file passes both depths, open or by path', () => {
  const database = open();
  expect(checkIntegrity(database.connection, 'quick')).toEqual({ ok: true, value: undefined });
  expect(checkIntegrity(database.connection, 'full')).toEqual({ ok: true, value: undefined });
  expect(checkFile(database.path, 'full').ok).toBe(true);
});

test('a damaged page is a value with what SQLite found', () => {
  const database = open();
  database.close();
  const file = openSync(database.path, 'r+');
  writeSync(file, Buffer.alloc(4096, 0x5a), 0, 4096, 4096 * 5);
  closeSync(file);
  const checked = checkFile(database.path, 'quick');
  expect(checked.ok).toBe(false);
  if (!checked.ok) expect(checked.reason.problems.length).toBeGreaterThan(0);
});

test('a row without its parent is found by the full check only', () => {
  const database = open();
  database.connection.exec(`create table bills (id integer primary key, payer integer references names) strict;
    pragma foreign_keys = off; insert into bills values (1, 999999)`);
  expect(checkIntegrity(database.connection, 'quick').ok).toBe(true);
  expect(checkIntegrity(database.connection, 'full')).toEqual({
    ok: false,
    reason: { problems: ['row 1 of bills has no names'] },
  });
});

test('what is no database, or is not there, is damaged', () => {
  const path = join(folderForTest(), 'b.db');
  expect(checkFile(path, 'quick').ok).toBe(false);
  writeFileSync(path, 'not a database'.repeat(400));
  expect(checkFile(path, 'quick')).toEqual({ ok: false, reason: { problems: ['file is not a database'] } });
});

test('after deletion and a truncating checkpoint the name is in neither file', () => {
  const database = open();
  const holds = (text: string) =>
    [database.path, `${database.path}-wal`].some((path) => readFileSync(path).includes(text));
  database.connection.exec("insert into names values (9001, 'Bí Mật Hoàn Toàn')");
  expect(checkpointTruncate(database).ok).toBe(true);
  expect(holds('Bí Mật Hoàn Toàn')).toBe(true);
  database.connection.exec('delete from names where id = 9001');
  expect(checkpointTruncate(database)).toEqual({ ok: true, value: undefined });
  expect(statSync(`${database.path}-wal`).size).toBe(0);
  expect(holds('Bí Mật Hoàn Toàn')).toBe(false);
});

test('a reader that still needs the log makes the checkpoint busy', () => {
  const database = open();
  const reader = openDatabase({ path: database.path, migrations, readonly: true });
  onTestFinished(() => reader.close());
  database.connection.pragma('busy_timeout = 0');
  reader.connection.exec('begin');
  reader.connection.prepare('select count(*) from names').get();
  database.connection.exec("insert into names values (9002, 'x')");
  expect(checkpointTruncate(database)).toEqual({ ok: false, reason: 'busy' });
  reader.connection.exec('rollback');
  expect(checkpointTruncate(database).ok).toBe(true);
});
