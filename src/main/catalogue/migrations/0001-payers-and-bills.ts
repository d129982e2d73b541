import type { Migration } from '../../store/migrate.ts';

/**
 * Payers, bills and how to find them. Ids of a generation's payers are one range in list order, so that the search
 * index gives rows already sorted and a generation is told apart by its range.
 */
export const payersAndBills: Migration = {
  number: 1,
  name: 'payers-and-bills',
  up(connection) {
    connection.exec(`
      CREATE TABLE generation (
        id INTEGER PRIMARY KEY,
        import TEXT NOT NULL,
        source TEXT NOT NULL,
        file_name TEXT NOT NULL,
        file_hash TEXT NOT NULL,
        mapping TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('building', 'ready', 'dropped')),
        payers INTEGER NOT NULL,
        lines INTEGER NOT NULL,
        total INTEGER NOT NULL,
        first_payer INTEGER NOT NULL,
        last_payer INTEGER NOT NULL
      ) STRICT;
      CREATE UNIQUE INDEX generation_by_import ON generation (import) WHERE state <> 'dropped';
      CREATE TABLE source (
        source TEXT PRIMARY KEY,
        generation INTEGER NOT NULL REFERENCES generation (id)
      ) STRICT, WITHOUT ROWID;
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
        visits TEXT NOT NULL
      ) STRICT;
      CREATE INDEX payer_by_ref ON payer (ref);
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
      CREATE INDEX bill_by_ref ON bill (ref);
      CREATE INDEX bill_by_payer ON bill (payer, id);
      CREATE TABLE payer_code (
        key TEXT NOT NULL,
        payer INTEGER NOT NULL,
        PRIMARY KEY (key, payer)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX payer_code_by_payer ON payer_code (payer);
      CREATE VIRTUAL TABLE payer_words USING fts5 (
        folded, marked,
        content = '', contentless_delete = 1, detail = 'column',
        tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3 4 5 6'
      );
    `);
  },
};
