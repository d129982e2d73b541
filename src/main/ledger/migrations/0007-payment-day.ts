import type { Migration } from '../../store/migrate.ts';

/** Today's cashless share stands on every screen: it reads the tenders of one day, not all that were ever taken. */
export const indexPaymentDay: Migration = {
  number: 7,
  name: 'payment-day',
  up(connection) {
    connection.exec(`
      CREATE INDEX "tender_by_payment" ON "tender" ("counter", "paidAt", "state", "method", "kept")
        WHERE "paidAt" IS NOT NULL;
    `);
  },
};
