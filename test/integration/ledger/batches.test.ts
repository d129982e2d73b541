/** Migration 11: rows of batches, hand-in counts, disputes and guidance beside what a counter of before has. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { moneyMigrations } from '../../../src/main/compose/migrations.ts';
import { openDatabase } from '../../../src/main/store/database.ts';
import { tables } from '../../../src/shared/payment/index.ts';
import { temporaryFolder } from '../../support/running-counter.ts';

const added = ['batchCredit', 'batchRest', 'disputeStep', 'disputeTie', 'guidance', 'handInCount'] as const;

it('a file of before gets the new tables, with the columns of the rows, and keeps its settlements', () => {
  const folder = temporaryFolder();
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'money.db');
  const open = (migrations: typeof moneyMigrations) => openDatabase({ path, migrations, kind: 'money' });
  const before = open(moneyMigrations.filter(({ number }) => number < 11));
  before.connection
    .prepare(
      `INSERT INTO "terminalBatch" VALUES ('c', 's', 'T1', 'p', 'settled', NULL, '000001', 2, 90000, 2, 90000, 5)`,
    )
    .run();
  const names = before.connection.prepare<[], string>('SELECT name FROM sqlite_schema').pluck().all();
  expect(names).not.toContain('batchCredit');
  before.close();
  const { connection, close } = open(moneyMigrations);
  onTestFinished(() => close());
  expect(connection.prepare('SELECT id, total FROM "terminalBatch"').all()).toEqual([
    { id: 's', total: 90_000 },
  ]);
  for (const kind of added) {
    const columns = connection
      .prepare<[string], string>('SELECT name FROM pragma_table_info(?)')
      .pluck()
      .all(kind);
    expect(columns, kind).toEqual(['counter', ...Object.keys(tables[kind].columns)]);
  }
});
