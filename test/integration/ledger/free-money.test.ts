import { rmSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { createLedger } from '../../../src/main/ledger/migrations/0001-ledger.ts';
import { indexFreeMoney } from '../../../src/main/ledger/migrations/0003-free-money.ts';
import { temporaryFolder } from '../../support/running-counter.ts';

it('money without a paper is found without looking at all tenders', () => {
  const folder = temporaryFolder();
  const connection = new BetterSqlite3(join(folder, 'money.db'));
  onTestFinished(() => {
    connection.close();
    rmSync(folder, { recursive: true });
  });
  const plan = () =>
    connection
      .prepare<[string], { detail: string }>(
        `EXPLAIN QUERY PLAN SELECT * FROM "tender"
         WHERE "kept" > "allocated" + "refunding" AND "counter" = ? ORDER BY "changedAt"`,
      )
      .all('c')
      .map(({ detail }) => detail);
  createLedger.up(connection);
  expect(plan().join()).not.toContain('tender_with_free_money');
  indexFreeMoney.up(connection);
  expect(plan()).toEqual(['SCAN tender USING INDEX tender_with_free_money']);
});
