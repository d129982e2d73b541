/** Migration 6 of `money.db`: the spool takes slips, and every paper and job there was stays as it was. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { moneyMigrations } from '../../../src/main/compose/migrations.ts';
import { openDatabase } from '../../../src/main/store/database.ts';
import type { EpochMs } from '../../../src/shared/kernel/clock.ts';
import { temporaryFolder } from '../../support/running-counter.ts';

const now = 1_700_000_000_000 as EpochMs;
const tables = ['print_documents', 'print_document_entries', 'print_jobs'] as const;

it('keeps papers and jobs, and takes slips from then on', () => {
  const folder = temporaryFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'money.db');
  const before = moneyMigrations.filter(({ number }) => number < 6);
  const old = openDatabase({ path, migrations: before, kind: 'money', now });
  const slip = "insert into print_documents values ('s', 'slip', '{}', 0)";
  expect(() => old.connection.exec(slip)).toThrow(/CHECK/);
  old.connection.exec(`
    insert into print_documents values ('d', 'receipt', '{"a":1}', 0);
    insert into print_document_entries values ('e', 'd');
    insert into print_jobs values (7, 'j', 'd', 'original', 0, 'K80', 'unknown', 'came', 12, 'why', 1, 2);
  `);
  const rowsOf = (database: typeof old) =>
    tables.map((table) => database.connection.prepare(`select * from ${table}`).all());
  const rows = rowsOf(old);
  old.close();
  const upgraded = openDatabase({ path, migrations: moneyMigrations, kind: 'money', now });
  onTestFinished(() => upgraded.close());
  expect(rowsOf(upgraded)).toEqual(rows);
  upgraded.connection.exec(slip);
  const orphan =
    "insert into print_jobs values (8, 'k', 'nowhere', 'copy', 1, 'K80', 'queued', null, 0, null, 1, 1)";
  expect(() => upgraded.connection.exec(orphan)).toThrow(/FOREIGN KEY/);
});
