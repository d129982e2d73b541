import BetterSqlite3, { type Database as Connection } from 'better-sqlite3';
import { invariant } from '../../shared/kernel/assert.ts';
import type { EpochMs } from '../../shared/kernel/clock.ts';
import { makeCopy, tryRemoveFile } from './copy.ts';

/** One step of the schema. Forward only; a shipped one is never edited (design §8.8). */
export interface Migration {
  /** 1, 2, 3… without gaps; becomes the file's `user_version`. */
  readonly number: number;
  readonly name: string;
  /** Changes the schema, synchronously, inside the transaction it is called in. */
  up(connection: Connection): void;
}

/** A step that has taken effect. */
export interface AppliedMigration {
  readonly number: number;
  readonly name: string;
}

/** Why a file was left at the version it had. */
export type MigrationError =
  /** Written by a newer program than this one. Nothing was changed. */
  | { readonly code: 'newer-than-known'; readonly found: number; readonly known: number }
  /** Holds tables but no version of ours. Nothing was changed. */
  | { readonly code: 'not-ours' }
  /** The file's list of steps differs from this program's. Nothing was changed. */
  | { readonly code: 'other-history'; readonly number: number; readonly found: string | null }
  /** The trial copy could not be made (disk full, damaged page). Nothing was changed. */
  | { readonly code: 'copy-failed'; readonly message: string }
  /** A step failed; the file is as it was. `number` 0: the check after the last step. */
  | {
      readonly code: 'step-failed';
      readonly on: 'copy' | 'file';
      readonly number: number;
      readonly name: string;
      readonly message: string;
    };

/** What happened; never thrown. Without `error` the file is at the newest known version. */
export interface MigrationResult {
  readonly applied: readonly AppliedMigration[];
  readonly error?: MigrationError;
}

export interface MigrateOptions {
  /** The file behind the connection; the trial copy is made beside it. */
  readonly path: string;
  readonly migrations: readonly Migration[];
  /** Written beside each step; null in the table when not given. */
  readonly now?: EpochMs | undefined;
  /** SQLite `application_id` given to a new file, in the same transaction as its first step. */
  readonly applicationId?: number | undefined;
}

/** Version of the file as SQLite keeps it; 0 for a new one. */
export function schemaVersion(connection: Connection): number {
  return connection.pragma('user_version', { simple: true }) as number;
}

/** @throws {InvariantBroken} unless numbers run 1, 2, 3… and names differ: an error of the program, not of the file. */
export function assertNumbered(migrations: readonly Migration[]): void {
  const names = new Set<string>();
  for (const [index, migration] of migrations.entries()) {
    invariant(migration.number === index + 1, `migration ${migration.name} must be number ${index + 1}`);
    invariant(!names.has(migration.name), `two migrations are named ${migration.name}`);
    names.add(migration.name);
  }
}

/** Whether the file can be used with this list of steps, without changing anything. Undefined when it can. */
export function checkHistory(
  connection: Connection,
  migrations: readonly Migration[],
): MigrationError | undefined {
  const found = schemaVersion(connection);
  if (found > migrations.length) return { code: 'newer-than-known', found, known: migrations.length };
  if (found === 0) return isEmpty(connection) ? undefined : { code: 'not-ours' };
  const rows = hasHistory(connection)
    ? (connection.prepare('select number, name from migrations order by number').all() as AppliedMigration[])
    : [];
  for (let number = 1; number <= found; number += 1) {
    const row = rows[number - 1];
    if (row?.number !== number || row.name !== migrations[number - 1]?.name) {
      return { code: 'other-history', number, found: row?.name ?? null };
    }
  }
  if (rows.length > found)
    return { code: 'other-history', number: found + 1, found: rows[found]?.name ?? null };
  return undefined;
}

/**
 * Brings the file to the newest version: all missing steps first on a copy beside it (skipped for an empty new file),
 * then on the file itself in one BEGIN EXCLUSIVE, so the file has either the version it had or the newest one.
 * `foreign_keys` is off while steps run, so that a table can be rebuilt, and checked before commit.
 */
export function migrate(connection: Connection, options: MigrateOptions): MigrationResult {
  assertNumbered(options.migrations);
  invariant(!connection.inTransaction, 'migrate inside a transaction');
  const refused = checkHistory(connection, options.migrations);
  if (refused) return { applied: [], error: refused };
  // Left by a process killed during a trial: it holds names.
  tryRemoveFile(trialPath(options.path));
  if (schemaVersion(connection) === options.migrations.length) return { applied: [] };
  if (schemaVersion(connection) > 0) {
    const error = tryOnCopy(connection, options);
    if (error) return { applied: [], error };
  }
  return applyMissing(connection, options, 'file');
}

function isEmpty(connection: Connection): boolean {
  return connection.prepare('select 1 from sqlite_master limit 1').get() === undefined;
}

function hasHistory(connection: Connection): boolean {
  return (
    connection.prepare("select 1 from sqlite_master where type = 'table' and name = 'migrations'").get() !==
    undefined
  );
}

function trialPath(path: string): string {
  return `${path}.migration-trial`;
}

function tryOnCopy(connection: Connection, options: MigrateOptions): MigrationError | undefined {
  const copyPath = trialPath(options.path);
  let copy: Connection | undefined;
  try {
    makeCopy(connection, copyPath);
    copy = new BetterSqlite3(copyPath, { fileMustExist: true });
    // It lives for seconds; only the file itself has to survive a power-cut.
    copy.pragma('synchronous = OFF');
  } catch (cause) {
    copy?.close();
    tryRemoveFile(copyPath);
    return { code: 'copy-failed', message: messageOf(cause) };
  }
  try {
    return applyMissing(copy, options, 'copy').error;
  } finally {
    copy.close();
    tryRemoveFile(copyPath);
  }
}

function applyMissing(connection: Connection, options: MigrateOptions, on: 'copy' | 'file'): MigrationResult {
  const applied: AppliedMigration[] = [];
  let at: AppliedMigration = { number: 0, name: 'begin' };
  const foreignKeys = connection.pragma('foreign_keys', { simple: true });
  connection.pragma('foreign_keys = OFF');
  try {
    connection.exec('BEGIN EXCLUSIVE');
    const first = schemaVersion(connection) + 1;
    if (first === 1) beginHistory(connection, options.applicationId);
    for (const migration of options.migrations.slice(first - 1)) {
      at = { number: migration.number, name: migration.name };
      applyOne(connection, migration, options.now);
      applied.push(at);
    }
    at = { number: 0, name: 'check' };
    checkAfter(connection);
    connection.exec('COMMIT');
    return { applied };
  } catch (cause) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    return { applied: [], error: { code: 'step-failed', on, ...at, message: messageOf(cause) } };
  } finally {
    connection.pragma(`foreign_keys = ${foreignKeys === 1 ? 'ON' : 'OFF'}`);
  }
}

function beginHistory(connection: Connection, applicationId: number | undefined): void {
  if (applicationId !== undefined) connection.pragma(`application_id = ${applicationId}`);
  connection.exec(
    'create table migrations (number integer primary key, name text not null, at integer) strict',
  );
}

function applyOne(connection: Connection, migration: Migration, now: EpochMs | undefined): void {
  const answer: unknown = migration.up(connection);
  invariant(answer === undefined, `migration ${migration.name} must be synchronous and return nothing`);
  invariant(connection.inTransaction, `migration ${migration.name} ended the transaction it runs in`);
  connection
    .prepare('insert into migrations (number, name, at) values (?, ?, ?)')
    .run(migration.number, migration.name, now ?? null);
  connection.pragma(`user_version = ${migration.number}`);
}

function checkAfter(connection: Connection): void {
  const orphans = connection.pragma('foreign_key_check') as readonly { table: string }[];
  invariant(orphans.length === 0, `foreign keys broken in ${orphans[0]?.table}`);
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
