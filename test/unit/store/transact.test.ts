import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Database, openDatabase } from '../../../src/main/store/database.ts';
import { transact } from '../../../src/main/store/transact.ts';
import { InvariantBroken } from '../../../src/shared/kernel/assert.ts';
import { folderForTest } from './folder-for-test.ts';

function open(): Database<unknown> {
  const database = openDatabase<unknown>({
    path: join(folderForTest(), 'a.db'),
    migrations: [
      {
        number: 1,
        name: 'moves',
        up(connection) {
          connection.exec(`create table parents (id integer primary key) strict;
            create table moves (id integer primary key, parent integer references parents deferrable initially deferred) strict`);
        },
      },
    ],
  });
  onTestFinished(() => database.close());
  return database;
}

const insert = (database: Database<unknown>) =>
  database.connection.exec('insert into moves (parent) values (null)');
const count = (database: Database<unknown>) =>
  database.connection.prepare('select count(*) from moves').pluck().get();

test('commits and returns the value', () => {
  const database = open();
  const value = transact(database, () => {
    insert(database);
    return 'done' as const;
  });
  expect(value).toBe('done');
  expect(count(database)).toBe(1);
  expect(database.connection.inTransaction).toBe(false);
});

test('a throw rolls back and is thrown on unchanged', () => {
  const database = open();
  const reason = new Error('no');
  const run = () =>
    transact(database, () => {
      insert(database);
      throw reason;
    });
  expect(run).toThrow(reason);
  expect(count(database)).toBe(0);
  transact(database, () => insert(database));
  expect(count(database)).toBe(1);
});

test('a promise is refused and what ran before it is rolled back', () => {
  const database = open();
  const run = () =>
    transact(database, async () => {
      insert(database);
    });
  expect(run).toThrow(InvariantBroken);
  expect(count(database)).toBe(0);
  expect(database.connection.inTransaction).toBe(false);
});

test('a nested call is refused, and the outer one decides for itself', () => {
  const database = open();
  transact(database, () => {
    insert(database);
    expect(() => transact(database, () => insert(database))).toThrow(InvariantBroken);
  });
  expect(count(database)).toBe(1);
});

test('a closure that ends its own transaction is refused', () => {
  const database = open();
  expect(() => transact(database, () => database.connection.exec('commit'))).toThrow('ended its transaction');
});

test('a constraint that fails at commit rolls back and is named', () => {
  const database = open();
  const run = () =>
    transact(database, () => database.connection.exec('insert into moves (parent) values (7)'));
  expect(run).toThrow('FOREIGN KEY');
  expect(count(database)).toBe(0);
  expect(database.connection.inTransaction).toBe(false);
});

test('it is IMMEDIATE: a second connection cannot write between its start and its end', () => {
  const database = open();
  const other = openDatabase({
    path: database.path,
    migrations: [{ number: 1, name: 'moves', up: () => undefined }],
  });
  onTestFinished(() => other.close());
  other.connection.pragma('busy_timeout = 0');
  transact(database, () => {
    expect(() => other.connection.exec('insert into moves (parent) values (null)')).toThrow('locked');
  });
});
