import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildFile } from '../../../src/main/store/build-file.ts';
import { OpenRefused, tryOpenDatabase } from '../../../src/main/store/database.ts';
import type { Migration } from '../../../src/main/store/migrate.ts';
import { folderForTest } from '../../unit/store/folder-for-test.ts';

const migrations: readonly Migration[] = [
  {
    number: 1,
    name: 'numbers',
    up: (connection) =>
      void connection.exec('create table numbers (n integer primary key, text text) strict'),
  },
];
const kind = 'list';

it('writes a file that is whole, alone in its place, and opened to be read only', () => {
  const path = join(folderForTest(), 'made.db');
  writeFileSync(path, 'what a build that was killed left here');
  let settled = 0;
  buildFile({ path, migrations, kind }, (connection, settle) => {
    const add = connection.prepare('insert into numbers values (?, ?)');
    for (let n = 0; n < 50_000; n += 1) {
      add.run(n, `số ${n}, ${'dài '.repeat(20)}`);
      if (n % 10_000 === 0) {
        settle();
        settled += 1;
      }
    }
  });
  expect(settled).toBe(5);
  expect(readdirSync(join(path, '..'))).toEqual(['made.db']);
  const opened = tryOpenDatabase({ path, migrations, kind, readonly: true });
  if (!opened.ok) throw new Error(opened.reason.code);
  const { connection } = opened.value;
  expect(connection.prepare('select count(*) from numbers').pluck().get()).toBe(50_000);
  expect(connection.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(() => connection.exec('delete from numbers')).toThrow(/readonly/);
  opened.value.close();
  expect(tryOpenDatabase({ path, migrations, kind: 'money' })).toMatchObject({
    reason: { code: 'wrong-kind' },
  });
  const newer = [...migrations, { number: 2, name: 'more', up: () => undefined }];
  expect(tryOpenDatabase({ path, migrations: newer, kind, readonly: true })).toMatchObject({
    reason: { code: 'older-than-known' },
  });
});

it('leaves nothing of a build that broke off', () => {
  const path = join(folderForTest(), 'made.db');
  const breaking = () =>
    buildFile({ path, migrations, kind }, (connection) => {
      connection.exec('insert into numbers values (1, null)');
      throw new Error('cancelled');
    });
  expect(breaking).toThrow('cancelled');
  expect(readdirSync(join(path, '..'))).toEqual([]);
});

it('builds nothing in the place of what cannot be removed', () => {
  // A folder stands for a file that another program holds, where the system does not let it go then.
  const folder = folderForTest();
  writeFileSync(join(folder, 'other'), '');
  expect(() => buildFile({ path: folder, migrations, kind }, () => undefined)).toThrow(OpenRefused);
  expect(readdirSync(folder)).toEqual(['other']);
});
