import type { Database as Connection } from 'better-sqlite3';
import type { Migration } from '../../store/migrate.ts';
import { foldText } from '../texts.ts';
import { markedWords } from '../words.ts';

/**
 * Each list lies in a file of its own, a large one in two (decision 0018); only what the feed brings stays here. Lists that were in force are
 * read again from the files they were accepted from when the counter starts, as after a loss: references come out as they
 * were. The search index is made anew, for taking a list out of it takes longer than reading one.
 */
export const listsApart: Migration = {
  number: 6,
  name: 'lists-apart',
  up(connection) {
    const feed = connection
      .prepare<[], { first: number; last: number }>(
        `SELECT first_payer AS first, last_payer AS last FROM generation WHERE import = 'feed'`,
      )
      .get();
    const { first, last } = feed ?? { first: 0, last: -1 };
    connection.exec(`
      ALTER TABLE generation ADD COLUMN parts INTEGER NOT NULL DEFAULT 1;
      DELETE FROM source WHERE generation NOT IN (SELECT id FROM generation WHERE import = 'feed');
      UPDATE generation SET state = 'dropped' WHERE import <> 'feed';
      DELETE FROM payer WHERE id NOT BETWEEN ${first} AND ${last};
      DELETE FROM bill WHERE payer NOT BETWEEN ${first} AND ${last};
      DELETE FROM payer_ref WHERE payer NOT BETWEEN ${first} AND ${last};
      DELETE FROM bill_ref WHERE bill NOT IN (SELECT id FROM bill);
      DELETE FROM payer_code WHERE payer NOT BETWEEN ${first} AND ${last};
      DELETE FROM payer_family WHERE payer NOT BETWEEN ${first} AND ${last};
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
function indexWords(connection: Connection): void {
  const next = connection.prepare<[number, number], PayerWords>(
    'SELECT id, name, class_name FROM payer WHERE id > ? ORDER BY id LIMIT ?',
  );
  const add = connection.prepare('INSERT INTO payer_words (rowid, folded, marked) VALUES (?, ?, ?)');
  for (let after = 0; ; ) {
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
