/** Migration 12: where a deposit or balance is at home, and what is left of one over all journals. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { moneyMigrations } from '../../../src/main/compose/migrations.ts';
import { cameOf, goneOfAll } from '../../../src/main/desk/fund-left.ts';
import { isGivenTwice } from '../../../src/main/desk/fund-twice.ts';
import { receiptsFromFund } from '../../../src/main/ledger/facility-reads.ts';
import { type FundName, fundQueries, fundReads } from '../../../src/main/ledger/read-funds.ts';
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
  const own = { source: 'deposit', home: 'a', id: 'd' } as const;
  const rows = (name: FundName | null) => (name === null ? [] : reads.fundEverywhere(name));
  const named = (counter: string, id: string) => reads.fundName('deposit', counter, id);
  expect(rows(own)).toMatchObject([{ id: 'd', counter: 'a', home: null, amount: 90_000, refunded: 90_000 }]);
  expect(isGivenTwice(reads, own)).toBe(false);
  expect(reads.depositsElsewhere('P1').map(({ id }) => id)).toEqual(['d']);
  // Brought to another counter under an id of its own; as long as nothing is given there, nothing is twice.
  const bring = (counter: string, id: string, number: number, amount: number, refunded: number) => {
    connection.exec(put(counter, id, number, amount, refunded));
    connection.exec(
      `UPDATE "deposit" SET "home" = '', "way" = 'cash' WHERE "counter" = '${counter}' AND "id" = '${id}'`,
    );
  };
  bring('b', 'other', 7, 90_000, 0);
  expect(named('b', 'other')).toEqual(own);
  expect(isGivenTwice(reads, own)).toBe(false);
  connection.exec(`UPDATE "deposit" SET "refunded" = 1 WHERE "counter" = 'b'`);
  expect(isGivenTwice(reads, own)).toBe(true);
  // A third counter with the same series and number: another deposit, and of the typed slip nobody can say whose it is.
  connection.exec(put('c', 'hers', 7, 40_000, 40_000));
  expect(rows({ ...own, home: 'c', id: 'hers' })).toMatchObject([{ counter: 'c', amount: 40_000 }]);
  expect(reads.isSlipOfSeveral('b', 'other')).toBe(true);
  expect(rows(own)).toHaveLength(1);
  expect(isGivenTwice(reads, own)).toBe(false);
  // Of another payer it is no candidate.
  connection.exec(`UPDATE "deposit" SET "payer" = 'P2' WHERE "counter" = 'c'`);
  expect(named('b', 'other')).toEqual(own);
  expect(isGivenTwice(reads, { ...own, home: 'c', id: 'hers' })).toBe(false);
  // A slip whose counter nobody has, typed at two: what came is what was read from it, not once for each.
  bring('b', 'one', 8, 50_000, 50_000);
  bring('c', 'two', 8, 50_000, 0);
  const slip = named('b', 'one');
  expect(slip).toMatchObject({ home: null, series: 'VPT26-Q1', number: 8 });
  expect(rows(slip)).toHaveLength(2);
  expect([cameOf(rows(slip)), goneOfAll(rows(slip))]).toEqual([50_000, 50_000]);
  expect(slip !== null && isGivenTwice(reads, slip)).toBe(false);
  connection.exec(`UPDATE "deposit" SET "refunding" = 20000 WHERE "id" = 'two'`);
  expect(slip !== null && isGivenTwice(reads, slip)).toBe(true);
  const plan = (sql: string) =>
    connection
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...[...sql.matchAll(/\?/g)].map(() => 'x'))
      .map(({ detail }) => detail)
      .join();
  expect(plan(fundQueries.depositBySlip)).toContain('deposit_by_slip');
  expect(plan(fundQueries.depositById)).toMatch(/SEARCH .*\(id=\?\)/);
  expect(plan(fundQueries.balanceById)).toMatch(/SEARCH .*\(id=\?\)/);
  expect(plan(fundQueries.sisterDeposits)).toContain('deposit_by_payer');
  expect(plan(fundQueries.sisterBalances)).toContain('balance_by_payer');
  expect(plan(receiptsFromFund)).toContain('allocation_of_funds');
});
