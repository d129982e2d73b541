/** Everything that stands in the files of a data folder, read by a connection of its own while the counter runs. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';

const files = ['money.db', 'local.db', 'catalogue.db'] as const;

/** Rows and digest of each table, as `money.db journal`. */
export type Rows = Readonly<Record<string, string>>;

/** Reads every table of the three files. Two equal answers mean that not one cell was written in between. */
export function rowsOf(folder: string): Rows {
  const watched = watchRows(folder);
  try {
    return watched.rows();
  } finally {
    watched.close();
  }
}

/** As {@link rowsOf}, again and again: a file into which nobody has committed anything since is not read anew. */
export function watchRows(folder: string): { rows(): Rows; close(): void } {
  const open = files
    .map((file) => ({ file, path: join(folder, file) }))
    .filter(({ path }) => existsSync(path))
    .map(({ file, path }) => ({ file, connection: new BetterSqlite3(path, { readonly: true }) }))
    .map(({ file, connection }) => ({
      connection,
      // SQLite counts here what other connections commit.
      version: connection.prepare<[], number>('PRAGMA data_version').pluck(),
      read: () => tablesOf(file, connection),
      seen: -1,
      rows: {} as Rows,
    }));
  return {
    rows: () =>
      Object.assign(
        {},
        ...open.map((one) => {
          const version = one.version.get() ?? -1;
          if (version !== one.seen) one.rows = one.read();
          one.seen = version;
          return one.rows;
        }),
      ) as Rows,
    close: () => {
      for (const { connection } of open) connection.close();
    },
  };
}

const takenInWithinMs = 20_000;

/** Settles when what a counter derives in the background (search, sums of reports) has come to the end of its journal. */
export async function whenTakenIn(folder: string): Promise<void> {
  const connection = new BetterSqlite3(join(folder, 'money.db'), { readonly: true });
  const behind = connection
    .prepare<[], number>(
      `SELECT count(*) FROM journal JOIN own ON own.counter = journal.counter
       LEFT JOIN receipt_search_at AS s ON s.counter = own.counter
       LEFT JOIN report_at AS r ON r.counter = own.counter
       WHERE coalesce((journal.epoch, journal.seq) > (s.epoch, s.seq), 1)
          OR coalesce((journal.epoch, journal.seq) > (r.epoch, r.seq), 1)`,
    )
    .pluck();
  try {
    for (
      const from = Date.now();
      (behind.get() ?? 0) > 0;
      await new Promise((done) => setTimeout(done, 40))
    ) {
      if (Date.now() - from > takenInWithinMs) throw new Error('the journal was not taken in');
    }
  } finally {
    connection.close();
  }
}

function tablesOf(file: string, connection: BetterSqlite3.Database): Rows {
  const tables = connection
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
    )
    .all();
  return Object.fromEntries(tables.map(({ name }) => [`${file} ${name}`, digestOf(connection, name)]));
}

function digestOf(connection: BetterSqlite3.Database, table: string): string {
  const hash = createHash('sha256');
  let rows = 0;
  for (const row of connection.prepare<[], unknown[]>(`SELECT * FROM "${table}"`).raw().iterate()) {
    hash.update(JSON.stringify(row));
    rows += 1;
  }
  return `${rows} rows ${hash.digest('hex').slice(0, 16)}`;
}

/** Entries and head of the journal in a data folder. */
export function journalOf(folder: string): { readonly entries: number; readonly head: string } {
  const connection = new BetterSqlite3(join(folder, 'money.db'), { readonly: true });
  try {
    const row = connection
      .prepare<[], { entries: number; head: string }>(
        'SELECT count(*) AS entries, (SELECT hash FROM journal ORDER BY epoch DESC, seq DESC LIMIT 1) AS head FROM journal',
      )
      .get();
    if (row === undefined) throw new Error('no journal');
    return row;
  } finally {
    connection.close();
  }
}

/** Types of the entries, oldest first. */
export function typesOf(folder: string): string[] {
  const connection = new BetterSqlite3(join(folder, 'money.db'), { readonly: true });
  try {
    return connection
      .prepare<[], { type: string }>('SELECT type FROM journal ORDER BY epoch, seq')
      .all()
      .map(({ type }) => type);
  } finally {
    connection.close();
  }
}
