import type { Migration } from '../../store/migrate.ts';

/**
 * Payers and bills of a neighbour system as the feed told them, newest version only (design §2, §6). What is searched and
 * shown is made of them, payer by payer, in the generation of the feed.
 */
export const feedLists: Migration = {
  number: 4,
  name: 'feed-lists',
  up(connection) {
    connection.exec(`
      CREATE TABLE feed_payer (
        place INTEGER PRIMARY KEY,
        ref TEXT NOT NULL UNIQUE,
        version INTEGER NOT NULL,
        content TEXT CHECK (json_valid(content))
      ) STRICT;
      CREATE TABLE feed_bill (
        ref TEXT PRIMARY KEY,
        payer TEXT NOT NULL,
        version INTEGER NOT NULL,
        content TEXT CHECK (json_valid(content))
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX feed_bill_of_payer ON feed_bill (payer, ref)`);
  },
};
