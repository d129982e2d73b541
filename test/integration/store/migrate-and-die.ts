import { openDatabase } from '../../../src/main/store/database.ts';
import type { Migration } from '../../../src/main/store/migrate.ts';

/** Where the process dies: in the trial on the copy, or in the transaction on the file. */
const [path = '', where = ''] = process.argv.slice(2);

const first: Migration = {
  number: 1,
  name: 'payers',
  up(connection) {
    connection.exec('create table payers (id integer primary key, name text) strict');
  },
};
const deadly: Migration = {
  number: 2,
  name: 'deadly',
  up(connection) {
    // More than the page cache holds, so that half-done pages do reach the log before the end.
    connection.exec(`pragma cache_size = 10; alter table payers add column folded text;
      with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000)
      insert into payers (name) select hex(randomblob(100)) from n`);
    if (connection.name.endsWith('.migration-trial') === (where === 'copy'))
      process.kill(process.pid, 'SIGKILL');
  },
};

const database = openDatabase({ path, migrations: [first] });
database.connection.exec("insert into payers values (1, 'Lê Thị Mẫu')");
database.close();
openDatabase({ path, migrations: [first, deadly] });
