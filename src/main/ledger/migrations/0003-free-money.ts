import type { Migration } from '../../store/migrate.ts';

/** Money without a paper is shown at every moment; among all tenders ever taken it is a handful of rows. */
export const indexFreeMoney: Migration = {
  number: 3,
  name: 'free-money',
  up(connection) {
    connection.exec(`
      CREATE INDEX "tender_with_free_money" ON "tender" ("changedAt")
        WHERE "kept" > "allocated" + "refunding";
    `);
  },
};
