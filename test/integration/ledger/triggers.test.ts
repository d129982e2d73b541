import { afterAll, beforeAll, expect, test } from 'vitest';
import { newCounter, payBills } from '../../support/history.ts';
import type { Book } from '../../support/ledger-history/book.ts';

let book: Book;

beforeAll(() => {
  book = newCounter();
  payBills(book, 2);
});
afterAll(() => book.remove());

test.each([
  ['update of an entry', `UPDATE journal SET body = '{}' WHERE seq = 3`, 'never change'],
  ['update that changes nothing', 'UPDATE journal SET at = at', 'never change'],
  ['delete of an entry', 'DELETE FROM journal WHERE seq = 3', 'never deleted'],
  ['replace of an entry', 'INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 3', 'no gaps'],
  [
    'a gap',
    `INSERT INTO journal SELECT counter, epoch, seq + 9, id || 'x', at, business_date, shift, actor, type, v, body,
     private_digest, prev_hash, hash FROM journal WHERE seq = 3`,
    'no gaps',
  ],
  ['update of a private part', `UPDATE private_parts SET content = '{}'`, 'never change'],
  ['delete of a private part', 'DELETE FROM private_parts', 'only by a journalled erasure'],
  [
    'upsert of an entry',
    `INSERT INTO journal SELECT * FROM journal WHERE seq = 3 ON CONFLICT DO UPDATE SET body = '{}'`,
    'no gaps',
  ],
])('%s is refused', (_, sql, message) => {
  const count = () =>
    book.database.connection.prepare('SELECT count(*), sum(length(body)) FROM journal').get();
  const before = count();
  expect(() => book.database.connection.exec(sql)).toThrow(message);
  expect(count()).toEqual(before);
});

test('without the trigger the same statement would go through', () => {
  const { connection } = book.database;
  connection.exec('BEGIN; DROP TRIGGER journal_never_changes');
  expect(connection.prepare('UPDATE journal SET at = at').run().changes).toBeGreaterThan(0);
  connection.exec('ROLLBACK');
});
