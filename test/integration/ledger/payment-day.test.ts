import { rmSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { createLedger } from '../../../src/main/ledger/migrations/0001-ledger.ts';
import { indexPaymentDay } from '../../../src/main/ledger/migrations/0007-payment-day.ts';
import { temporaryFolder } from '../../support/running-counter.ts';

it('the share of one day is read without looking at the tenders of other days', () => {
  const folder = temporaryFolder();
  const connection = new BetterSqlite3(join(folder, 'money.db'));
  onTestFinished(() => {
    connection.close();
    rmSync(folder, { recursive: true });
  });
  const plan = () =>
    connection
      .prepare<[string, number, number], { detail: string }>(
        `EXPLAIN QUERY PLAN SELECT "method", count(*), sum("kept") FROM "tender" WHERE "counter" = ?
         AND "paidAt" >= ? AND "paidAt" < ? AND "state" IN ('received', 'approved', 'credited') GROUP BY "method"`,
      )
      .all('c', 1, 2)
      .map(({ detail }) => detail);
  createLedger.up(connection);
  expect(plan().join()).not.toContain('tender_by_payment');
  indexPaymentDay.up(connection);
  expect(plan()[0]).toBe(
    'SEARCH tender USING COVERING INDEX tender_by_payment (counter=? AND paidAt>? AND paidAt<?)',
  );
});
