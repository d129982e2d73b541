import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openDatabase, tryOpenDatabase } from '../../../src/main/store/database.ts';
import type { Migration } from '../../../src/main/store/migrate.ts';
import { InvariantBroken } from '../../../src/shared/kernel/assert.ts';
import type { EpochMs } from '../../../src/shared/kernel/clock.ts';
import { folderForTest } from './folder-for-test.ts';

function step(number: number, name: string, sql: string): Migration {
  return {
    number,
    name,
    up(connection) {
      connection.exec(sql);
    },
  };
}

const payers = step(1, 'payers', 'create table payers (id integer primary key, name text not null) strict');
const bills = step(
  2,
  'bills',
  `create table bills (id integer primary key, payer integer not null references payers, amount integer not null) strict`,
);
const notes = step(3, 'notes', 'alter table bills add column note text');
const at = 1_790_000_000_000 as EpochMs;

/** Opens, writes one payer and one bill, closes. */
function filled(path: string, migrations: readonly Migration[]): void {
  const database = openDatabase({ path, migrations, now: at });
  database.connection.exec(
    "insert into payers values (1, 'Lê Thị Mẫu'); insert into bills values (1, 1, 250000)",
  );
  database.close();
}

function raw<R>(path: string, read: (connection: BetterSqlite3.Database) => R): R {
  const connection = new BetterSqlite3(path);
  try {
    return read(connection);
  } finally {
    connection.close();
  }
}

const versionOf = (path: string) =>
  raw(path, (connection) => connection.pragma('user_version', { simple: true }));

describe('migrations', () => {
  test('a copy left by a killed process is removed at the next open', () => {
    const folder = folderForTest();
    const path = join(folder, 'a.db');
    filled(path, [payers, bills]);
    writeFileSync(`${path}.migration-trial`, 'names');
    openDatabase({ path, migrations: [payers, bills] }).close();
    expect(readdirSync(folder)).toEqual(['a.db']);
  });

  test('a new file gets all steps, their names and the time passed in', () => {
    const path = join(folderForTest(), 'a.db');
    const database = openDatabase({ path, migrations: [payers, bills], now: at });
    expect(database.applied).toEqual([
      { number: 1, name: 'payers' },
      { number: 2, name: 'bills' },
    ]);
    expect(database.connection.prepare('select * from migrations order by number').all()).toEqual([
      { number: 1, name: 'payers', at },
      { number: 2, name: 'bills', at },
    ]);
    database.close();
    expect(versionOf(path)).toBe(2);
  });

  test('an older file gets only what is missing and keeps its rows; a current one gets nothing', () => {
    const folder = folderForTest();
    const path = join(folder, 'a.db');
    filled(path, [payers, bills]);
    const upgraded = openDatabase({ path, migrations: [payers, bills, notes] });
    expect(upgraded.applied).toEqual([{ number: 3, name: 'notes' }]);
    expect(upgraded.connection.prepare('select * from bills').all()).toEqual([
      { id: 1, payer: 1, amount: 250000, note: null },
    ]);
    upgraded.close();
    const again = openDatabase({ path, migrations: [payers, bills, notes] });
    expect(again.applied).toEqual([]);
    again.close();
    expect(readdirSync(folder)).toEqual(['a.db']);
  });

  test('a step that throws half way leaves schema, version and rows as they were, and no copy', () => {
    const folder = folderForTest();
    const path = join(folder, 'a.db');
    filled(path, [payers, bills]);
    const broken = step(4, 'broken', 'create table half (id integer); insert into nowhere values (1)');
    const opened = tryOpenDatabase({ path, migrations: [payers, bills, notes, broken] });
    expect(opened).toEqual({
      ok: false,
      reason: {
        code: 'step-failed',
        on: 'copy',
        number: 4,
        name: 'broken',
        message: 'no such table: nowhere',
      },
    });
    expect(versionOf(path)).toBe(2);
    expect(
      raw(path, (c) => c.prepare("select 1 from sqlite_master where name = 'half'").get()),
    ).toBeUndefined();
    expect(readdirSync(folder)).toEqual(['a.db']);
    const old = openDatabase({ path, migrations: [payers, bills] });
    expect(old.connection.prepare('select count(*) n from bills').get()).toEqual({ n: 1 });
    old.close();
  });

  test('a step that fails only on the real file rolls back there too, all steps of this open together', () => {
    const path = join(folderForTest(), 'a.db');
    filled(path, [payers, bills]);
    const moody: Migration = {
      number: 4,
      name: 'moody',
      up(connection) {
        connection.exec('create table half (id integer)');
        if (!connection.name.endsWith('.migration-trial')) throw new Error('power gone');
      },
    };
    const opened = tryOpenDatabase({ path, migrations: [payers, bills, notes, moody] });
    expect(opened).toMatchObject({ ok: false, reason: { code: 'step-failed', on: 'file', number: 4 } });
    expect(versionOf(path)).toBe(2);
    expect(raw(path, (c) => c.prepare("select name from sqlite_master where name = 'half'").all())).toEqual(
      [],
    );
    expect(raw(path, (c) => c.prepare('select * from migrations').all())).toHaveLength(2);
  });

  test('when the copy cannot be made the file is not touched', () => {
    const folder = folderForTest();
    const path = join(folder, 'a.db');
    filled(path, [payers, bills]);
    // A folder in the copy's place cannot be removed as a file.
    mkdirSync(join(folder, 'a.db.migration-trial', 'in-the-way'), { recursive: true });
    const opened = tryOpenDatabase({ path, migrations: [payers, bills, notes] });
    expect(opened).toMatchObject({ ok: false, reason: { code: 'copy-failed' } });
    expect(versionOf(path)).toBe(2);
  });

  test('a step that leaves an orphan row is refused by the check before commit', () => {
    const path = join(folderForTest(), 'a.db');
    filled(path, [payers, bills]);
    const orphan = step(3, 'orphan', 'delete from payers');
    const opened = tryOpenDatabase({ path, migrations: [payers, bills, orphan] });
    expect(opened).toMatchObject({ ok: false, reason: { code: 'step-failed', number: 0, name: 'check' } });
    expect(raw(path, (c) => c.prepare('select count(*) n from payers').get())).toEqual({ n: 1 });
  });

  test('a table can be rebuilt: foreign keys sleep during the steps and are back afterwards', () => {
    const path = join(folderForTest(), 'a.db');
    filled(path, [payers, bills]);
    const rebuild = step(
      3,
      'rebuild',
      `create table payers2 (id integer primary key, name text not null, folded text) strict;
       insert into payers2 (id, name) select id, name from payers; drop table payers; alter table payers2 rename to payers`,
    );
    const database = openDatabase({ path, migrations: [payers, bills, rebuild] });
    expect(database.connection.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(() => database.connection.exec('insert into bills values (9, 99, 1)')).toThrow('FOREIGN KEY');
    database.close();
  });

  test('a file of a newer program is refused as a value and not changed by a byte', () => {
    const path = join(folderForTest(), 'a.db');
    filled(path, [payers, bills]);
    const before = readFileSync(path);
    expect(tryOpenDatabase({ path, migrations: [payers] })).toEqual({
      ok: false,
      reason: { code: 'newer-than-known', found: 2, known: 1 },
    });
    expect(() => openDatabase({ path, migrations: [payers] })).toThrow('newer-than-known');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('a reader wants exactly the known version', () => {
    const path = join(folderForTest(), 'a.db');
    filled(path, [payers, bills]);
    expect(tryOpenDatabase({ path, migrations: [payers, bills, notes], readonly: true })).toMatchObject({
      reason: { code: 'older-than-known', found: 2, known: 3 },
    });
    expect(tryOpenDatabase({ path, migrations: [payers], readonly: true })).toMatchObject({
      reason: { code: 'newer-than-known' },
    });
    const reader = openDatabase({ path, migrations: [payers, bills], readonly: true });
    expect(() => reader.connection.exec("insert into payers values (2, 'x')")).toThrow('readonly');
    reader.close();
  });

  test('a file whose steps have other names, or that never was ours, is refused', () => {
    const folder = folderForTest();
    const path = join(folder, 'a.db');
    filled(path, [payers, bills]);
    expect(tryOpenDatabase({ path, migrations: [payers, { ...bills, name: 'fees' }] })).toEqual({
      ok: false,
      reason: { code: 'other-history', number: 2, found: 'bills' },
    });
    const foreign = join(folder, 'b.db');
    raw(foreign, (connection) => connection.exec('create table theirs (id integer)'));
    expect(tryOpenDatabase({ path: foreign, migrations: [payers] })).toEqual({
      ok: false,
      reason: { code: 'not-ours' },
    });
    expect(existsSync(`${foreign}-wal`)).toBe(false);
  });

  test('numbers with a gap, two equal names and asynchronous steps are errors of the program', () => {
    const path = join(folderForTest(), 'a.db');
    expect(() => tryOpenDatabase({ path, migrations: [payers, notes] })).toThrow(InvariantBroken);
    expect(() => tryOpenDatabase({ path, migrations: [payers, { ...payers, number: 2 }] })).toThrow(
      InvariantBroken,
    );
    const later: Migration = { number: 1, name: 'later', up: async () => undefined };
    expect(tryOpenDatabase({ path, migrations: [later] })).toMatchObject({
      reason: { code: 'step-failed', message: expect.stringContaining('synchronous') },
    });
    const commits = step(1, 'commits', 'create table t (id integer); commit');
    expect(tryOpenDatabase({ path, migrations: [commits] })).toMatchObject({
      reason: { code: 'step-failed', message: expect.stringContaining('ended the transaction') },
    });
  });
});
