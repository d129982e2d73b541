import type { Migration } from '../../store/migrate.ts';

/**
 * Finding receipts among all ever issued, filled from the journal after the commit so that a payment costs nothing
 * more (`receipt-search.ts`). `words` are folded names and codes; the words themselves are not stored, only the index
 * of them. An erasure blanks a receipt's names in the same transaction, and with them what is found by them.
 */
export const indexReceipts: Migration = {
  number: 4,
  name: 'receipt-search',
  up(connection) {
    connection.exec(`
      CREATE TABLE "receipt_search" (
        "doc" INTEGER PRIMARY KEY,
        "counter" TEXT NOT NULL,
        "receipt" TEXT NOT NULL,
        "number" INTEGER NOT NULL,
        "total" INTEGER NOT NULL,
        "day" TEXT NOT NULL,
        "shift" TEXT NOT NULL,
        "methods" TEXT NOT NULL
      ) STRICT;
      CREATE UNIQUE INDEX "receipt_search_receipt" ON "receipt_search" ("receipt", "counter");
      CREATE INDEX "receipt_search_number" ON "receipt_search" ("number");
      CREATE INDEX "receipt_search_total" ON "receipt_search" ("total");
      CREATE INDEX "receipt_search_day" ON "receipt_search" ("day");
      CREATE INDEX "receipt_search_shift" ON "receipt_search" ("shift");
      CREATE VIRTUAL TABLE "receipt_words" USING fts5(
        "words", content = '', contentless_delete = 1, tokenize = 'ascii', detail = 'none', prefix = '2 3 4'
      );
      INSERT INTO "receipt_words" ("receipt_words", "rank") VALUES ('secure-delete', 1);
      CREATE TABLE "receipt_search_at" (
        "counter" TEXT PRIMARY KEY,
        "epoch" INTEGER NOT NULL,
        "seq" INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TRIGGER "receipt_search_erased"
      AFTER UPDATE OF "payerName", "beneficiaryName", "beneficiaryCode" ON "receipt"
      WHEN OLD."payerName" IS NOT NEW."payerName" OR OLD."beneficiaryName" IS NOT NEW."beneficiaryName"
        OR OLD."beneficiaryCode" IS NOT NEW."beneficiaryCode"
      BEGIN
        DELETE FROM "receipt_words" WHERE "rowid" IN
          (SELECT "doc" FROM "receipt_search" WHERE "receipt" = OLD."id" AND "counter" = OLD."counter");
      END;
      CREATE INDEX "journal_of_settings" ON "journal" ("at")
        WHERE "type" IN ('settings.set', 'person.saved');
    `);
  },
};
