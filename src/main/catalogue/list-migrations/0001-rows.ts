import type { Migration } from '../../store/migrate.ts';

/**
 * The rows of one list, the same tables as those of the feed in `catalogue.db`. The file is written once and then only
 * read, so nothing of it is ever taken out of the search index.
 */
export const rows: Migration = {
  number: 1,
  name: 'rows',
  up(connection) {
    connection.exec(`
      CREATE TABLE payer (
        id INTEGER PRIMARY KEY,
        ref TEXT NOT NULL,
        name TEXT NOT NULL,
        sort_key TEXT NOT NULL,
        code TEXT NOT NULL,
        class_name TEXT,
        birth_date TEXT,
        birth_year TEXT,
        gender TEXT,
        address TEXT,
        payer_name TEXT,
        visits TEXT NOT NULL,
        phone TEXT
      ) STRICT;
      CREATE TABLE bill (
        id INTEGER PRIMARY KEY,
        payer INTEGER NOT NULL,
        ref TEXT NOT NULL,
        visit TEXT NOT NULL,
        fee TEXT NOT NULL,
        fee_group TEXT,
        period TEXT,
        amount INTEGER NOT NULL CHECK (amount >= 0),
        listed_paid INTEGER NOT NULL CHECK (listed_paid >= 0),
        note TEXT,
        on_behalf INTEGER NOT NULL CHECK (on_behalf IN (0, 1))
      ) STRICT;
      CREATE TABLE payer_ref (
        ref TEXT NOT NULL,
        payer INTEGER NOT NULL,
        PRIMARY KEY (ref, payer)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE bill_ref (
        ref TEXT NOT NULL,
        bill INTEGER NOT NULL,
        PRIMARY KEY (ref, bill)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE payer_code (
        key TEXT NOT NULL,
        payer INTEGER NOT NULL,
        PRIMARY KEY (key, payer)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE payer_family (
        key TEXT NOT NULL,
        payer INTEGER NOT NULL,
        PRIMARY KEY (key, payer)
      ) STRICT, WITHOUT ROWID;
      CREATE VIRTUAL TABLE payer_words USING fts5 (
        folded, marked,
        content = '', detail = 'column',
        tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3 4 5 6'
      );
    `);
  },
};
