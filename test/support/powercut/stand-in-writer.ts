/**
 * A small program that takes "payments" of two rows each through the real store and acknowledges each after commit.
 * It stands for the counter in tests of the power-cut harness itself.
 * Usage: stand-in-writer.ts FOLDER PAYMENTS FULL|NORMAL
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../../src/main/store/database.ts';
import { transact } from '../../../src/main/store/transact.ts';

const [folder = '', payments = '0', synchronous = 'FULL'] = process.argv.slice(2);

const database = openDatabase({
  path: join(folder, 'money.db'),
  synchronous: synchronous === 'NORMAL' ? 'NORMAL' : 'FULL',
  migrations: [
    {
      number: 1,
      name: 'stand-in',
      up(connection) {
        connection.exec(`CREATE TABLE payment (id INTEGER PRIMARY KEY, amount INTEGER NOT NULL) STRICT;
          CREATE TABLE entry (seq INTEGER PRIMARY KEY, payment INTEGER NOT NULL, text TEXT NOT NULL) STRICT`);
      },
    },
  ],
});
const { connection } = database;
// Small, so that checkpoints fall among the payments and are cut too.
connection.pragma('wal_autocheckpoint = 25');

const addPayment = connection.prepare('INSERT INTO payment (id, amount) VALUES (?, ?)');
const addEntry = connection.prepare('INSERT INTO entry (payment, text) VALUES (?, ?)');
for (let id = 1; id <= Number(payments); id += 1) {
  transact(database, () => {
    addPayment.run(id, id * 1000);
    addEntry.run(id, 'x'.repeat((id * 37) % 700));
  });
  writeSync(1, `ACK ${id}\n`);
}
database.close();
