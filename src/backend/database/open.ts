/** The database: PostgreSQL shared by several instances, or an embedded PGlite of one process. The same SQL on both. */
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { BackendTables } from './schema.ts';
import { type Wake, wakeOverPglite, wakeOverPostgres } from './wake.ts';

export interface OpenedDatabase {
  readonly is: 'postgresql' | 'pglite';
  readonly db: Kysely<BackendTables>;
  readonly wake: Wake;
  close(): Promise<void>;
}

const connections = 10;
const connectTimeoutMs = 5_000;
const statementTimeoutMs = 30_000;
const bigint = 20;

/**
 * Opens PostgreSQL. Refuses (throws) a server that acknowledges before it has written: then an acknowledged batch could
 * be lost (design §8.2).
 */
export async function openPostgres(url: string, onError: (error: Error) => void): Promise<OpenedDatabase> {
  const types = new pg.TypeOverrides();
  types.setTypeParser(bigint, (text) => Number(text));
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    types,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: statementTimeoutMs,
    application_name: 'quay-thu',
  });
  pool.on('error', onError);
  const db = new Kysely<BackendTables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await assertDurable(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const wake = wakeOverPostgres(url, onError);
  const close = async () => {
    await wake.close();
    await db.destroy();
  };
  return { is: 'postgresql', db, wake, close };
}

async function assertDurable(db: Kysely<BackendTables>): Promise<void> {
  const { rows } = await sql<{ fsync: string; commit: string }>`
    select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`.execute(db);
  const found = rows[0];
  if (found?.fsync !== 'on' || found.commit === 'off') {
    throw new Error('PostgreSQL must run with fsync=on and synchronous_commit other than off');
  }
}

/** Opens PGlite in a folder, or in memory without one. For trying out and for tests: one process, no fsync. */
export async function openPglite(folder: string | null): Promise<OpenedDatabase> {
  // Only whoever runs without PostgreSQL pays for loading it.
  const { PGlite } = await import('@electric-sql/pglite');
  const pglite = folder === null ? new PGlite() : new PGlite(folder);
  await pglite.waitReady;
  const db = new Kysely<BackendTables>({ dialect: new PGliteDialect({ pglite }) });
  const wake = await wakeOverPglite(pglite);
  const close = async () => {
    await wake.close();
    await db.destroy();
    if (!pglite.closed) await pglite.close();
  };
  return { is: 'pglite', db, wake, close };
}

/**
 * A mark that changes when the database was restored: a base backup brings another timeline, a dump another system or
 * database. On PGlite a copied folder keeps its mark; there a question beyond the feed's end shows the restore.
 */
export async function databaseMark(db: Kysely<BackendTables>): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select s.system_identifier::text || '/' || c.timeline_id::text || '/' ||
      (select oid::text from pg_database where datname = current_database()) as mark
    from pg_control_system() s, pg_control_checkpoint() c`.execute(db);
  return rows[0]?.mark ?? 'unknown';
}
