import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openDatabase, tryOpenDatabase } from '../../../src/main/store/database.ts';
import type { Migration } from '../../../src/main/store/migrate.ts';
import {
  applySettings,
  assertSettings,
  SettingRefused,
  writerSettings,
} from '../../../src/main/store/settings.ts';
import { folderForTest } from './folder-for-test.ts';

const migrations: readonly Migration[] = [
  {
    number: 1,
    name: 'journal',
    up(connection) {
      connection.exec(`create table journal (seq integer primary key, body text not null) strict;
        create trigger journal_stays before delete on journal begin select raise(abort, 'entries stay'); end`);
    },
  },
];

describe('settings', () => {
  test('without our PRAGMA a reopened WAL file is synchronous=NORMAL; with it FULL, on every open', () => {
    const path = join(folderForTest(), 'money.db');
    openDatabase({ path, migrations }).close();
    const bare = new BetterSqlite3(path);
    expect(bare.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(bare.pragma('synchronous', { simple: true })).toBe(1);
    bare.close();
    for (let open = 0; open < 2; open += 1) {
      const database = openDatabase({ path, migrations });
      expect(database.connection.pragma('synchronous', { simple: true })).toBe(2);
      database.close();
    }
  });

  test('every setting reads back as wanted', () => {
    const database = openDatabase({ path: join(folderForTest(), 'money.db'), migrations });
    const read = (name: string) => database.connection.pragma(name, { simple: true });
    expect(read('journal_mode')).toBe('wal');
    expect(read('foreign_keys')).toBe(1);
    expect(read('secure_delete')).toBe(1);
    expect(read('trusted_schema')).toBe(0);
    expect(read('temp_store')).toBe(2);
    expect(read('busy_timeout')).toBe(5000);
    expect(read('wal_autocheckpoint')).toBe(1000);
    database.close();
  });

  test('NORMAL only as the explicit negative control', () => {
    const database = openDatabase({ path: join(folderForTest(), 'a.db'), migrations, synchronous: 'NORMAL' });
    expect(database.connection.pragma('synchronous', { simple: true })).toBe(1);
    expect(() => assertSettings(database.connection, writerSettings('FULL'))).toThrow(SettingRefused);
    database.close();
  });

  test('a setting that did not take is refused by name: a database in memory has no WAL', () => {
    expect(() => openDatabase({ path: ':memory:', migrations })).toThrow(
      expect.objectContaining({ name: 'SettingRefused', setting: 'journal_mode', found: 'memory' }),
    );
    const connection = new BetterSqlite3(':memory:');
    expect(() => applySettings(connection, [{ name: 'no_such_setting', write: 'ON', expect: 1 }])).toThrow(
      SettingRefused,
    );
  });

  test('INSERT OR REPLACE does not get around the trigger that forbids deleting', () => {
    const path = join(folderForTest(), 'money.db');
    const database = openDatabase({ path, migrations });
    const replace = "insert or replace into journal values (1, 'other')";
    database.connection.exec("insert into journal values (1, 'first')");
    expect(() => database.connection.exec(replace)).toThrow('entries stay');
    database.close();
    const bare = new BetterSqlite3(path);
    expect(() => bare.exec(replace)).not.toThrow();
    bare.close();
  });
});

describe('opening', () => {
  test('a file of another kind is refused', () => {
    const path = join(folderForTest(), 'money.db');
    openDatabase({ path, migrations, kind: 'money' }).close();
    openDatabase({ path, migrations, kind: 'money' }).close();
    expect(tryOpenDatabase({ path, migrations, kind: 'catalogue' })).toMatchObject({
      ok: false,
      reason: { code: 'wrong-kind' },
    });
  });

  test('what the disk gets wrong is a value', () => {
    const folder = folderForTest();
    const path = join(folder, 'a.db');
    expect(tryOpenDatabase({ path, migrations, readonly: true })).toMatchObject({
      reason: { code: 'cannot-open' },
    });
    expect(tryOpenDatabase({ path: join(folder, 'no', 'a.db'), migrations })).toEqual({
      ok: false,
      reason: { code: 'missing' },
    });
    writeFileSync(path, 'x'.repeat(8192));
    expect(tryOpenDatabase({ path, migrations })).toEqual({ ok: false, reason: { code: 'not-a-database' } });
  });

  test('kysely itself cannot execute', async () => {
    const database = openDatabase<{ journal: { seq: number; body: string } }>({
      path: join(folderForTest(), 'a.db'),
      migrations,
    });
    await expect(database.query.selectFrom('journal').selectAll().execute()).rejects.toThrow('statement()');
    database.close();
    database.close();
  });
});
