import type { Migration } from '../../store/migrate.ts';
import { familyKey } from '../words.ts';

/**
 * Who has the same person paying for them, so that brothers and sisters are found when one of them is at the counter
 * (product.md A2). A table filled in the order of its keys, as those of `0002`.
 */
export const families: Migration = {
  number: 3,
  name: 'families',
  up(connection) {
    connection.exec(`
      CREATE TABLE payer_family (
        key TEXT NOT NULL,
        payer INTEGER NOT NULL,
        PRIMARY KEY (key, payer)
      ) STRICT, WITHOUT ROWID`);
    const add = connection.prepare<[string, number]>('INSERT INTO payer_family (key, payer) VALUES (?, ?)');
    const next = connection.prepare<
      [number, number],
      { id: number; name: string; payer_name: string | null }
    >('SELECT id, name, payer_name FROM payer WHERE id > ? ORDER BY id LIMIT ?');
    for (let after = 0; ; ) {
      const payers = next.all(after, payersAtOnce);
      for (const { id, name, payer_name: payerName } of payers) {
        const key = familyKey(name, payerName);
        if (key !== '') add.run(key, id);
      }
      const last = payers.at(-1);
      if (last === undefined) return;
      after = last.id;
    }
  },
};

const payersAtOnce = 1_000;
