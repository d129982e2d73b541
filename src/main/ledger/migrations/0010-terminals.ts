import type { Migration } from '../../store/migrate.ts';

/** Rows of the entries of `journal/types/terminal.ts`: voids on card terminals, and their settled batches. */
export const terminalTables: Migration = {
  number: 10,
  name: 'terminals',
  up(connection) {
    connection.exec(`
CREATE TABLE "cardVoid" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "tender" TEXT NOT NULL,
  "terminal" TEXT NOT NULL,
  "reference" TEXT NOT NULL,
  "amount" INTEGER NOT NULL,
  "reason" TEXT NOT NULL,
  "before" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "cause" TEXT,
  "sentAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "entry" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "cardVoid_by_tender" ON "cardVoid" ("tender", "counter");
CREATE INDEX "cardVoid_by_state" ON "cardVoid" ("state", "counter");
CREATE TABLE "terminalBatch" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "terminal" TEXT NOT NULL,
  "by" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "cause" TEXT,
  "batch" TEXT,
  "count" INTEGER,
  "total" INTEGER,
  "ourCount" INTEGER NOT NULL,
  "ourTotal" INTEGER NOT NULL,
  "at" INTEGER NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "terminalBatch_by_terminal" ON "terminalBatch" ("terminal", "counter");
`);
  },
};
