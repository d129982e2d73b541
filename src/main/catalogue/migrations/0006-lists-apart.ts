import type { Migration } from '../../store/migrate.ts';
import { indexWords } from './0002-sorted-indexes.ts';

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
