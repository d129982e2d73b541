import type { Migration } from '../../store/migrate.ts';

/** Deposits and balances of other counters (`fund.brought`): where they are at home, and what finds the same slip anywhere. */
export const broughtFunds: Migration = {
  number: 12,
  name: 'brought-funds',
  up(connection) {
    connection.exec(`
ALTER TABLE "deposit" ADD COLUMN "home" TEXT;
ALTER TABLE "deposit" ADD COLUMN "way" TEXT;
ALTER TABLE "balance" ADD COLUMN "home" TEXT;
ALTER TABLE "balance" ADD COLUMN "way" TEXT;
CREATE INDEX "deposit_by_slip" ON "deposit" ("series", "number");
CREATE INDEX "allocation_of_funds" ON "allocation" ("sourceId", "counter")
  WHERE "source" IN ('deposit', 'balance');
`);
  },
};
