/** Migration 12: where a deposit or balance is at home, and what is left of one over all journals. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { moneyMigrations } from '../../../src/main/compose/migrations.ts';
import { isGivenTwice } from '../../../src/main/desk/fund-twice.ts';
import { fundReads } from '../../../src/main/ledger/read-funds.ts';
import type { LedgerTables } from '../../../src/main/ledger/schema.ts';
import { openDatabase } from '../../../src/main/store/database.ts';
import { tables } from '../../../src/shared/payment/index.ts';
import { temporaryFolder } from '../../support/running-counter.ts';

const deposit = `"counter", "id", "collection", "payer", "stay", "series", "number", "amount", "used", "refunding",
  "refunded", "sources", "at", "shift", "entry"`;

it('a file of before keeps its deposits as its own; the same slip is found at every counter, once given is enough', () => {
  const folder = temporaryFolder();
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'money.db');
  const open = (migrations: typeof moneyMigrations) =>
    openDatabase<LedgerTables>({ path, migrations, kind: 'money' });
  const before = open(moneyMigrations.filter(({ number }) => number < 12));
  const put = (counter: string, id: string, number: number, amount: number, refunded: number) =>
    `INSERT INTO "deposit" (${deposit}) VALUES ('${counter}', '${id}', 'k', 'P1', 'S1', 'VPT26-Q1', ${number}, ${amount}, 0,
      0, ${refunded}, '[]', 5, 's', 'e')`;
  before.connection.exec(put('a', 'd', 7, 90_000, 90_000));
  before.close();
  const database = open(moneyMigrations);
  onTestFinished(() => database.close());
  const { connection } = database;
  for (const kind of ['deposit', 'balance'] as const) {
    const columns = connection
      .prepare<[string], string>('SELECT name FROM pragma_table_info(?)')
      .pluck()
      .all(kind);
    expect(columns.toSorted(), kind).toEqual(['counter', ...Object.keys(tables[kind].columns)].toSorted());
  }
  const reads = fundReads(database, { counter: 'b' });
  const slip = { source: 'deposit', series: 'VPT26-Q1', number: 7 } as const;
  expect(reads.fundEverywhere(slip)).toEqual([
    { id: 'd', counter: 'a', home: null, amount: 90_000, used: 0, refunding: 0, refunded: 90_000 },
  ]);
  expect(isGivenTwice(reads, slip)).toBe(false);
  expect(reads.depositsElsewhere('P1').map(({ id }) => id)).toEqual(['d']);
  // Brought to another counter under an id of its own; as long as nothing is given there, nothing is twice.
  connection.exec(put('b', 'other', 7, 90_000, 0));
  connection.exec(`UPDATE "deposit" SET "home" = '', "way" = 'cash' WHERE "counter" = 'b'`);
  expect(isGivenTwice(reads, slip)).toBe(false);
  connection.exec(`UPDATE "deposit" SET "refunded" = 1 WHERE "counter" = 'b'`);
  expect(isGivenTwice(reads, slip)).toBe(true);
  const plan = (sql: string) =>
    connection
      .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => detail)
      .join();
  expect(plan(`SELECT * FROM "deposit" WHERE "series" = 'x' AND "number" = 1`)).toContain('deposit_by_slip');
  expect(
    plan(
      `SELECT * FROM "allocation" WHERE "sourceId" = 'x' AND "counter" = 'a' AND "source" = 'deposit'
       AND "source" IN ('deposit', 'balance')`,
    ),
  ).toContain('allocation_of_funds');
});
