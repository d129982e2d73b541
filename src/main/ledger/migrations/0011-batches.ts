import type { Migration } from '../../store/migrate.ts';

/** Rows of the entries of `journal/types/batches.ts`, counts of hand-ins, and what a dispute is tied to. */
export const batchTables: Migration = {
  number: 11,
  name: 'batches',
  up(connection) {
    connection.exec(`
CREATE TABLE "batchCredit" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "credit" TEXT NOT NULL,
  "settlement" TEXT NOT NULL,
  "amount" INTEGER NOT NULL,
  "by" TEXT NOT NULL,
  "at" INTEGER NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "batchCredit_by_credit" ON "batchCredit" ("credit", "counter");
CREATE INDEX "batchCredit_by_settlement" ON "batchCredit" ("settlement", "counter");
CREATE TABLE "handInCount" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "handIn" TEXT NOT NULL,
  "attempt" INTEGER NOT NULL,
  "receiver" TEXT NOT NULL,
  "at" INTEGER NOT NULL,
  "total" INTEGER NOT NULL,
  "torn" INTEGER NOT NULL,
  "lines" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "handInCount_by_handIn" ON "handInCount" ("handIn", "counter");
CREATE TABLE "disputeTie" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "receipt" TEXT,
  "tender" TEXT,
  "credit" TEXT,
  "bankReference" TEXT,
  "entry" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE TABLE "disputeStep" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "dispute" TEXT NOT NULL,
  "to" TEXT NOT NULL,
  "by" TEXT NOT NULL,
  "at" INTEGER NOT NULL,
  "text" TEXT,
  "entry" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "disputeStep_by_dispute" ON "disputeStep" ("dispute", "counter");
CREATE TABLE "guidance" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "at" INTEGER NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "guidance_by_time" ON "guidance" ("counter", "at");
CREATE TABLE "batchRest" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "rest" INTEGER NOT NULL,
  "approval" TEXT NOT NULL,
  "at" INTEGER NOT NULL,
  "text" TEXT,
  "entry" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
`);
  },
};
