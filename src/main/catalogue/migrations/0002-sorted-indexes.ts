import type { Database as Connection } from 'better-sqlite3';
import type { Migration } from '../../store/migrate.ts';
import { foldText } from '../texts.ts';
import { markedWords } from '../words.ts';

/**
 * What is looked up by a random key gets a table of its own that an import fills in the order of the keys. As indexes
 * of the tables they were written again in every chunk, page by page all over: four fifths of the time of an import.
 * Beginnings of one letter get an index too: every word is one letter long for a moment while it is typed.
 * A generation also keeps the headers its mapping was made for, so that the next file of the source finds its columns.
 */
export const sortedIndexes: Migration = {
  number: 2,
  name: 'sorted-indexes',
  up(connection) {
    connection.exec(`
      DROP INDEX payer_by_ref;
      DROP INDEX bill_by_ref;
      DROP INDEX payer_code_by_payer;
      CREATE TABLE payer_ref (
        ref TEXT NOT NULL,
        payer INTEGER NOT NULL,
        PRIMARY KEY (ref, payer)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO payer_ref (ref, payer) SELECT ref, id FROM payer ORDER BY ref, id;
      CREATE TABLE bill_ref (
        ref TEXT NOT NULL,
        bill INTEGER NOT NULL,
        PRIMARY KEY (ref, bill)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO bill_ref (ref, bill) SELECT ref, id FROM bill ORDER BY ref, id;
      ALTER TABLE generation ADD COLUMN headers TEXT NOT NULL DEFAULT '[]';
      DROP TABLE payer_words;
      CREATE VIRTUAL TABLE payer_words USING fts5 (
        folded, marked,
        content = '', contentless_delete = 1, detail = 'column',
        tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3 4 5 6'
      );
    `);
    indexWords(connection);
  },
};

interface PayerWords {
  readonly id: number;
  readonly name: string;
  readonly class_name: string | null;
}

const payersAtOnce = 1_000;

/** What is searched is not kept in the index itself, so it is made again from the payers. */
export function indexWords(connection: Connection): void {
  const next = connection.prepare<[number, number], PayerWords>(
    'SELECT id, name, class_name FROM payer WHERE id > ? ORDER BY id LIMIT ?',
  );
  const add = connection.prepare('INSERT INTO payer_words (rowid, folded, marked) VALUES (?, ?, ?)');
  let after = 0;
  for (;;) {
    const payers = next.all(after, payersAtOnce);
    for (const { id, name, class_name: className } of payers) {
      const words = className === null ? name : `${name} ${className}`;
      add.run(BigInt(id), foldText(words), markedWords(words));
    }
    const last = payers.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}
