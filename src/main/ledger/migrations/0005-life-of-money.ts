import type { Migration } from '../../store/migrate.ts';

/**
 * Rows of the entries of `journal/types/life.ts`, and what lists of rare acts are found by: voids, refunds and the like
 * are a handful among all entries, so their index costs a payment nothing.
 */
export const lifeOfMoney: Migration = {
  number: 5,
  name: 'life-of-money',
  up(connection) {
    connection.exec(`
ALTER TABLE "line" ADD COLUMN "unit" TEXT;
ALTER TABLE "bill" ADD COLUMN "reduced" INTEGER NOT NULL DEFAULT 0;
CREATE INDEX "line_by_beneficiary" ON "line" ("beneficiary", "counter");
CREATE INDEX "receipt_by_issueDate" ON "receipt" ("issueDate", "counter");
CREATE INDEX "journal_of_rare_acts" ON "journal" ("type", "business_date", "counter") WHERE "type" IN (${rareActs});
CREATE TABLE "paper" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "series" TEXT NOT NULL,
  "number" INTEGER NOT NULL,
  "collection" TEXT,
  "paperDate" TEXT NOT NULL,
  "writtenAt" INTEGER NOT NULL,
  "at" INTEGER NOT NULL,
  "approval" TEXT NOT NULL,
  "writer" TEXT,
  "text" TEXT,
  "entry" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "paper_by_collection" ON "paper" ("collection", "counter");
CREATE INDEX "paper_by_series" ON "paper" ("series", "counter");
CREATE TABLE "reduction" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "bill" TEXT NOT NULL,
  "amount" INTEGER NOT NULL,
  "ground" TEXT NOT NULL,
  "carry" TEXT,
  "state" TEXT NOT NULL,
  "at" INTEGER NOT NULL,
  "decision" TEXT,
  "text" TEXT,
  "entry" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "reduction_by_bill" ON "reduction" ("bill", "counter");
CREATE TABLE "carry" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "payer" TEXT NOT NULL,
  "days" INTEGER NOT NULL,
  "amount" INTEGER NOT NULL,
  "used" INTEGER NOT NULL,
  "at" INTEGER NOT NULL,
  "period" TEXT,
  "entry" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "carry_by_payer" ON "carry" ("payer", "counter");
CREATE TABLE "funding" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "collection" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "sourceId" TEXT NOT NULL,
  "amount" INTEGER NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "funding_by_collection" ON "funding" ("collection", "counter");
CREATE TABLE "settlement" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "stay" TEXT NOT NULL,
  "payer" TEXT NOT NULL,
  "collection" TEXT,
  "due" INTEGER NOT NULL,
  "back" INTEGER NOT NULL,
  "at" INTEGER NOT NULL,
  "figures" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "settlement_by_stay" ON "settlement" ("stay", "counter");
CREATE TABLE "outage" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "from" INTEGER NOT NULL,
  "to" INTEGER,
  "automatic" INTEGER NOT NULL,
  "text" TEXT,
  "entry" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE TABLE "invoiced" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "set" TEXT NOT NULL,
  "day" TEXT NOT NULL,
  "mode" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "invoiced_by_set" ON "invoiced" ("set", "counter");
CREATE TABLE "frozenReport" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "from" TEXT NOT NULL,
  "to" TEXT NOT NULL,
  "rule" TEXT NOT NULL,
  "asOf" INTEGER NOT NULL,
  "hash" TEXT NOT NULL,
  "supplements" TEXT,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "frozenReport_by_kind" ON "frozenReport" ("kind", "counter");
CREATE TABLE "fund" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "amount" INTEGER NOT NULL,
  "balance" INTEGER NOT NULL,
  "at" INTEGER NOT NULL,
  "reference" TEXT,
  "text" TEXT,
  "entry" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
`);
  },
};

/** Types of which monthly lists are made. A query has to name them all, word for word, to be found by the index. */
export const rareActs = [
  'receipt.voided',
  'refund.requested',
  'refund.approved',
  'refund.paid',
  'refund.refused',
  'approval.given',
  'paper.entered',
  'drawer.paid-in',
  'drawer.paid-out',
  'drawer.dropped',
]
  .map((type) => `'${type}'`)
  .join(', ');
