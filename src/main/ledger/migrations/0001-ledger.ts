import type { Migration } from '../../store/migrate.ts';

/**
 * The journal, its private parts, and one table for each kind of row of `shared/payment/tables.ts` as they were at
 * the first version. Frozen: a later change is a later migration.
 */
const journal = `
CREATE TABLE "own" (
  "one" INTEGER PRIMARY KEY CHECK ("one" = 1),
  "counter" TEXT NOT NULL,
  "epoch" INTEGER NOT NULL
) STRICT;

CREATE TABLE "journal" (
  "counter" TEXT NOT NULL,
  "epoch" INTEGER NOT NULL CHECK ("epoch" >= 1),
  "seq" INTEGER NOT NULL CHECK ("seq" >= 1),
  "id" TEXT NOT NULL UNIQUE,
  "at" INTEGER NOT NULL,
  "business_date" TEXT NOT NULL,
  "shift" TEXT,
  "actor" TEXT NOT NULL,
  "type" TEXT NOT NULL,
  "v" INTEGER NOT NULL,
  "body" TEXT NOT NULL,
  "private_digest" TEXT,
  "prev_hash" TEXT NOT NULL,
  "hash" TEXT NOT NULL,
  PRIMARY KEY ("counter", "epoch", "seq")
) STRICT, WITHOUT ROWID;
CREATE INDEX "journal_by_shift" ON "journal" ("shift", "counter", "epoch", "seq") WHERE "shift" IS NOT NULL;
CREATE INDEX "journal_by_day" ON "journal" ("business_date", "counter");

CREATE TABLE "private_parts" (
  "entry" TEXT PRIMARY KEY REFERENCES "journal" ("id"),
  "salt" BLOB NOT NULL CHECK (length("salt") = 32),
  "content" TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER "journal_never_changes" BEFORE UPDATE ON "journal"
BEGIN SELECT RAISE(ABORT, 'journal entries never change'); END;
CREATE TRIGGER "journal_never_shrinks" BEFORE DELETE ON "journal"
BEGIN SELECT RAISE(ABORT, 'journal entries are never deleted'); END;
CREATE TRIGGER "journal_has_no_gaps" BEFORE INSERT ON "journal"
WHEN NEW."seq" <> 1 + coalesce((SELECT max("seq") FROM "journal" WHERE "counter" = NEW."counter" AND "epoch" = NEW."epoch"), 0)
BEGIN SELECT RAISE(ABORT, 'journal entries have no gaps'); END;
CREATE TRIGGER "private_parts_never_change" BEFORE UPDATE ON "private_parts"
BEGIN SELECT RAISE(ABORT, 'private parts never change'); END;
CREATE TRIGGER "private_parts_leave_by_erasure" BEFORE DELETE ON "private_parts"
WHEN NOT EXISTS (SELECT 1 FROM "erased" WHERE "id" = OLD."entry")
BEGIN SELECT RAISE(ABORT, 'private parts leave only by a journalled erasure'); END;
`;

const rows = `
-- The counter comes second: SQLite takes the first column of a key for selective, and here one counter owns most rows.
CREATE TABLE "counter" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "openShift" TEXT,
  "floatLeft" INTEGER,
  "zNumber" INTEGER NOT NULL,
  "signedIn" TEXT,
  "locked" INTEGER NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE TABLE "epoch" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "cause" TEXT NOT NULL,
  "openedAt" INTEGER NOT NULL,
  "continues" TEXT NOT NULL,
  "highestKnown" TEXT NOT NULL,
  "accounted" INTEGER NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE TABLE "setting" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "at" INTEGER NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE TABLE "series" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "purpose" TEXT NOT NULL,
  "year" INTEGER NOT NULL,
  "next" INTEGER NOT NULL,
  "width" INTEGER NOT NULL,
  "openedAt" INTEGER NOT NULL,
  "closedAt" INTEGER,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE TABLE "person" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "roles" TEXT NOT NULL,
  "active" INTEGER NOT NULL,
  "name" TEXT,
  "entry" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE TABLE "proposal" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "needs" TEXT NOT NULL,
  "accepted" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "change" TEXT,
  "entry" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE TABLE "approval" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "act" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "approver" TEXT NOT NULL,
  "role" TEXT NOT NULL,
  "at" INTEGER NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE TABLE "import" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "fileHash" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "payers" INTEGER NOT NULL,
  "lines" INTEGER NOT NULL,
  "at" INTEGER NOT NULL,
  "fileName" TEXT,
  "entry" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "import_by_source" ON "import" ("source", "counter");
CREATE TABLE "shift" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "cashier" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "openedAt" INTEGER NOT NULL,
  "businessDate" TEXT NOT NULL,
  "float" INTEGER NOT NULL,
  "state" TEXT NOT NULL,
  "z" TEXT,
  "closedAt" INTEGER,
  "counts" INTEGER NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE TABLE "figure" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "shift" TEXT NOT NULL,
  "account" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "amount" INTEGER NOT NULL,
  "count" INTEGER NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "figure_by_shift" ON "figure" ("shift", "counter");
CREATE TABLE "count" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "shift" TEXT NOT NULL,
  "purpose" TEXT NOT NULL,
  "attempt" INTEGER NOT NULL,
  "at" INTEGER NOT NULL,
  "total" INTEGER NOT NULL,
  "lines" TEXT NOT NULL,
  "torn" INTEGER NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "count_by_shift" ON "count" ("shift", "counter");
CREATE TABLE "z" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "zNumber" INTEGER NOT NULL,
  "shift" TEXT NOT NULL,
  "at" INTEGER NOT NULL,
  "counted" INTEGER NOT NULL,
  "expected" INTEGER NOT NULL,
  "difference" INTEGER NOT NULL,
  "nextFloat" INTEGER NOT NULL,
  "handedIn" INTEGER NOT NULL,
  "figures" TEXT NOT NULL,
  "reason" TEXT,
  "entry" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE TABLE "handIn" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "z" TEXT NOT NULL,
  "amount" INTEGER NOT NULL,
  "state" TEXT NOT NULL,
  "receiver" TEXT,
  "counted" INTEGER,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "handIn_by_z" ON "handIn" ("z", "counter");
CREATE TABLE "drawer" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "shift" TEXT,
  "at" INTEGER NOT NULL,
  "kind" TEXT NOT NULL,
  "amount" INTEGER NOT NULL,
  "text" TEXT,
  "entry" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "drawer_by_shift" ON "drawer" ("shift", "counter");
CREATE TABLE "collection" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "payer" TEXT NOT NULL,
  "purpose" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "total" INTEGER NOT NULL,
  "openedAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "payerName" TEXT,
  "payerAddress" TEXT,
  "entry" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "collection_by_state" ON "collection" ("state", "counter");
CREATE TABLE "line" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "collection" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "bill" TEXT NOT NULL,
  "group" TEXT NOT NULL,
  "amount" INTEGER NOT NULL,
  "onBehalf" INTEGER NOT NULL,
  "beneficiary" TEXT NOT NULL,
  "account" TEXT,
  "name" TEXT,
  "period" TEXT,
  "beneficiaryName" TEXT,
  "beneficiaryCode" TEXT,
  "entry" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "line_by_collection" ON "line" ("collection", "counter");
CREATE TABLE "bill" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "paid" INTEGER NOT NULL,
  "held" INTEGER NOT NULL,
  "unknown" INTEGER NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE TABLE "tender" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "collection" TEXT,
  "machine" TEXT NOT NULL,
  "method" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "amount" INTEGER NOT NULL,
  "due" INTEGER NOT NULL,
  "kept" INTEGER NOT NULL,
  "allocated" INTEGER NOT NULL,
  "refunding" INTEGER NOT NULL,
  "refunded" INTEGER NOT NULL,
  "given" INTEGER NOT NULL,
  "change" INTEGER NOT NULL,
  "startedAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "paidAt" INTEGER,
  "shift" TEXT,
  "through" TEXT,
  "reference" TEXT,
  "expiresAt" INTEGER,
  "evidence" TEXT NOT NULL,
  "phone" TEXT,
  "entry" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "tender_by_collection" ON "tender" ("collection", "counter");
CREATE INDEX "tender_by_reference" ON "tender" ("reference", "counter");
CREATE INDEX "tender_by_state" ON "tender" ("state", "counter");
CREATE INDEX "tender_by_paidAt" ON "tender" ("paidAt", "counter");
CREATE TABLE "allocation" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "allocation" TEXT NOT NULL,
  "collection" TEXT NOT NULL,
  "line" TEXT NOT NULL,
  "receipt" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "sourceId" TEXT NOT NULL,
  "amount" INTEGER NOT NULL,
  "state" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "allocation_by_receipt" ON "allocation" ("receipt", "counter");
CREATE INDEX "allocation_by_line" ON "allocation" ("line", "counter");
CREATE TABLE "receipt" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "collection" TEXT NOT NULL,
  "series" TEXT NOT NULL,
  "number" INTEGER NOT NULL,
  "width" INTEGER NOT NULL,
  "onBehalf" INTEGER NOT NULL,
  "total" INTEGER NOT NULL,
  "rounding" INTEGER NOT NULL,
  "words" TEXT NOT NULL,
  "issuedAt" INTEGER NOT NULL,
  "issueDate" TEXT NOT NULL,
  "paidAt" INTEGER NOT NULL,
  "shift" TEXT NOT NULL,
  "cashier" TEXT NOT NULL,
  "z" TEXT,
  "state" TEXT NOT NULL,
  "replaces" TEXT,
  "replacedBy" TEXT,
  "voidedAt" INTEGER,
  "refunding" INTEGER NOT NULL,
  "refunded" INTEGER NOT NULL,
  "copies" INTEGER NOT NULL,
  "frozen" TEXT NOT NULL,
  "payerName" TEXT,
  "payerAddress" TEXT,
  "beneficiaryName" TEXT,
  "beneficiaryCode" TEXT,
  "reason" TEXT,
  "lineNames" TEXT,
  "cashierName" TEXT,
  "entry" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "receipt_by_collection" ON "receipt" ("collection", "counter");
CREATE INDEX "receipt_by_shift" ON "receipt" ("shift", "counter");
CREATE INDEX "receipt_by_number" ON "receipt" ("number", "counter");
CREATE TABLE "refund" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "sourceId" TEXT NOT NULL,
  "receipt" TEXT,
  "amount" INTEGER NOT NULL,
  "way" TEXT NOT NULL,
  "otherWay" INTEGER NOT NULL,
  "state" TEXT NOT NULL,
  "at" INTEGER NOT NULL,
  "paidAt" INTEGER,
  "reference" TEXT,
  "payeeName" TEXT,
  "payeeIdentity" TEXT,
  "text" TEXT,
  "entry" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "refund_by_sourceId" ON "refund" ("sourceId", "counter");
CREATE TABLE "balance" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "tender" TEXT NOT NULL,
  "payer" TEXT NOT NULL,
  "amount" INTEGER NOT NULL,
  "used" INTEGER NOT NULL,
  "refunding" INTEGER NOT NULL,
  "refunded" INTEGER NOT NULL,
  "at" INTEGER NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "balance_by_payer" ON "balance" ("payer", "counter");
CREATE TABLE "deposit" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "collection" TEXT NOT NULL,
  "payer" TEXT NOT NULL,
  "stay" TEXT NOT NULL,
  "series" TEXT NOT NULL,
  "number" INTEGER NOT NULL,
  "amount" INTEGER NOT NULL,
  "used" INTEGER NOT NULL,
  "refunding" INTEGER NOT NULL,
  "refunded" INTEGER NOT NULL,
  "sources" TEXT NOT NULL,
  "at" INTEGER NOT NULL,
  "shift" TEXT NOT NULL,
  "payerName" TEXT,
  "beneficiaryName" TEXT,
  "beneficiaryCode" TEXT,
  "entry" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "deposit_by_payer" ON "deposit" ("payer", "counter");
CREATE INDEX "deposit_by_stay" ON "deposit" ("stay", "counter");
CREATE TABLE "credit" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "account" TEXT NOT NULL,
  "bankReference" TEXT NOT NULL,
  "amount" INTEGER NOT NULL,
  "paidAt" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "tender" TEXT,
  "how" TEXT,
  "at" INTEGER NOT NULL,
  "content" TEXT,
  "otherName" TEXT,
  "entry" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "credit_by_state" ON "credit" ("state", "counter");
CREATE TABLE "creditKey" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "credit" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE TABLE "acceptance" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "tender" TEXT NOT NULL,
  "amount" INTEGER NOT NULL,
  "approval" TEXT NOT NULL,
  "evidence" TEXT NOT NULL,
  "shift" TEXT NOT NULL,
  "at" INTEGER NOT NULL,
  "text" TEXT,
  "entry" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "acceptance_by_shift" ON "acceptance" ("shift", "counter");
CREATE TABLE "dispute" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "receipt" TEXT,
  "tender" TEXT,
  "amount" INTEGER NOT NULL,
  "deadline" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "at" INTEGER NOT NULL,
  "complainant" TEXT,
  "contact" TEXT,
  "text" TEXT,
  "entry" TEXT NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "dispute_by_state" ON "dispute" ("state", "counter");
CREATE TABLE "print" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "document" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "mark" TEXT NOT NULL,
  "copy" INTEGER NOT NULL,
  "outcome" TEXT NOT NULL,
  "paperCame" INTEGER,
  "at" INTEGER NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE INDEX "print_by_document" ON "print" ("document", "counter");
CREATE TABLE "clockJump" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "from" INTEGER NOT NULL,
  "to" INTEGER NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
CREATE TABLE "erased" (
  "counter" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "erasure" TEXT NOT NULL,
  "at" INTEGER NOT NULL,
  PRIMARY KEY ("id", "counter")
) STRICT, WITHOUT ROWID;
`;

export const createLedger: Migration = {
  number: 1,
  name: 'ledger',
  up(connection) {
    connection.exec(rows);
    connection.exec(journal);
  },
};
