import type { Migration } from '../store/migrate.ts';

/**
 * Sums of days and shifts, added up from the entries after their commit (`take-in.ts`), so that a payment costs nothing
 * more and a report of a year reads a few thousand rows. Derived: emptied, they come again from the journal. The bytes
 * of frozen reports are not: their hash stands in the journal, they are carried over into a recovered file.
 */
export const reportTables: Migration = {
  number: 8,
  name: 'report-sums',
  up(connection) {
    connection.exec(`
CREATE TABLE "report_at" (
  "counter" TEXT NOT NULL PRIMARY KEY, "epoch" INTEGER NOT NULL, "seq" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- What stands on receipts, by issue date: one row for each combination of cuts.
CREATE TABLE "report_cell" (
  "counter" TEXT NOT NULL, "day" TEXT NOT NULL, "shift" TEXT NOT NULL, "cashier" TEXT NOT NULL,
  "method" TEXT NOT NULL, "grp" TEXT NOT NULL, "unit" TEXT NOT NULL, "onBehalf" INTEGER NOT NULL,
  "issued" INTEGER NOT NULL, "issuedCount" INTEGER NOT NULL, "voided" INTEGER NOT NULL,
  "voidedCount" INTEGER NOT NULL, "refunded" INTEGER NOT NULL,
  PRIMARY KEY ("day", "counter", "shift", "cashier", "method", "grp", "unit", "onBehalf")
) STRICT, WITHOUT ROWID;
-- Terms of the equations of design §4, by business date.
CREATE TABLE "report_account" (
  "counter" TEXT NOT NULL, "day" TEXT NOT NULL, "account" TEXT NOT NULL, "key" TEXT NOT NULL,
  "amount" INTEGER NOT NULL, "count" INTEGER NOT NULL,
  PRIMARY KEY ("day", "counter", "account", "key")
) STRICT, WITHOUT ROWID;
-- Payments, by the day they were made (design §7 "What counts").
CREATE TABLE "report_pay" (
  "counter" TEXT NOT NULL, "day" TEXT NOT NULL, "method" TEXT NOT NULL, "kind" TEXT NOT NULL, "cut" TEXT NOT NULL,
  "count" INTEGER NOT NULL, "amount" INTEGER NOT NULL, "laterCount" INTEGER NOT NULL, "laterAmount" INTEGER NOT NULL,
  PRIMARY KEY ("day", "counter", "method", "kind", "cut")
) STRICT, WITHOUT ROWID;
-- Cash tenders with cash that stands on no paper, or that stood on one that is void.
CREATE TABLE "report_cash" (
  "counter" TEXT NOT NULL, "tender" TEXT NOT NULL, "unlisted" INTEGER NOT NULL, "freed" INTEGER NOT NULL,
  PRIMARY KEY ("tender", "counter")
) STRICT, WITHOUT ROWID;
-- Bảng kê nộp tiền: the cash of each receipt and deposit slip, once.
CREATE TABLE "report_listed" (
  "counter" TEXT NOT NULL, "shift" TEXT NOT NULL, "document" TEXT NOT NULL, "kind" TEXT NOT NULL,
  "amount" INTEGER NOT NULL,
  PRIMARY KEY ("shift", "counter", "document")
) STRICT, WITHOUT ROWID;
CREATE TABLE "report_shift_cash" (
  "counter" TEXT NOT NULL, "shift" TEXT NOT NULL, "unlisted" INTEGER NOT NULL, "refunds" INTEGER NOT NULL,
  PRIMARY KEY ("shift", "counter")
) STRICT, WITHOUT ROWID;
CREATE TABLE "frozen_bytes" (
  "report" TEXT NOT NULL PRIMARY KEY, "bytes" BLOB NOT NULL
) STRICT, WITHOUT ROWID;
`);
  },
};
