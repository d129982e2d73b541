import BetterSqlite3, { type Database as Connection } from 'better-sqlite3';
import type { Kysely } from 'kysely';
import type { EpochMs } from '../../shared/kernel/clock.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import { queryCompiler } from './compiler.ts';
import {
  type AppliedMigration,
  assertNumbered,
  checkHistory,
  type Migration,
  type MigrationError,
  migrate,
  schemaVersion,
} from './migrate.ts';
import {
  applySettings,
  assertSettings,
  readerSettings,
  type Synchronous,
  writerSettings,
} from './settings.ts';

/** The three files of design §2, and the file of one list (decision 0018). */
export type DatabaseKind = 'money' | 'local' | 'catalogue' | 'list';

/** SQLite `application_id` of each file: "QT" and a letter, so that one can never be opened as another. */
export const applicationIds: Readonly<Record<DatabaseKind, number>> = {
  money: 0x5154_4d01,
  local: 0x5154_4c01,
  catalogue: 0x5154_4301,
  list: 0x5154_5001,
};

/** An open file whose settings and schema version have been proven. */
export interface Database<T> {
  readonly path: string;
  readonly connection: Connection;
  /** Builds SQL with types; it cannot execute. Run what it builds through `statement`. */
  readonly query: Kysely<T>;
  /** Steps this open applied; empty when the file was current. */
  readonly applied: readonly AppliedMigration[];
  /** Closes the file. Safe to call twice. */
  close(): void;
}

export interface OpenOptions {
  /** A real file. In-memory databases are refused: they cannot keep a promise over a power-cut. */
  readonly path: string;
  readonly migrations: readonly Migration[];
  /** Opens without the right to write. The file must exist and be at exactly the newest known version. */
  readonly readonly?: boolean;
  /** Which file this is; a file of another kind is refused. */
  readonly kind?: DatabaseKind;
  /** Written beside each migration applied. */
  readonly now?: EpochMs;
  /** Negative control of fault runs and benches only: NORMAL loses acknowledged commits. Production never passes it. */
  readonly synchronous?: Synchronous;
}

/** Why a file was not opened. In every case the file is as it was. */
export type OpenFailure =
  | MigrationError
  | { readonly code: 'older-than-known'; readonly found: number; readonly known: number }
  | { readonly code: 'wrong-kind'; readonly found: number; readonly wanted: number }
  | { readonly code: 'missing' }
  | { readonly code: 'busy' }
  | { readonly code: 'not-a-database' }
  | { readonly code: 'damaged'; readonly message: string }
  | { readonly code: 'cannot-open'; readonly message: string };

/** Thrown by {@link openDatabase} where a failure is not expected; carries the failure of {@link tryOpenDatabase}. */
export class OpenRefused extends Error {
  override readonly name = 'OpenRefused';
  readonly failure: OpenFailure;

  constructor(path: string, failure: OpenFailure) {
    super(`${path} not opened: ${JSON.stringify(failure)}`);
    this.failure = failure;
  }
}

/**
 * Opens the file, brings its schema up to date, sets every PRAGMA and reads it back.
 * @throws {OpenRefused} instead of returning a failure; @throws {SettingRefused} when a setting did not take.
 */
export function openDatabase<T>(options: OpenOptions): Database<T> {
  const opened = tryOpenDatabase<T>(options);
  if (!opened.ok) throw new OpenRefused(options.path, opened.reason);
  return opened.value;
}

/** As {@link openDatabase}, with what a file or disk can get wrong as a value. @throws {SettingRefused} */
export function tryOpenDatabase<T>(options: OpenOptions): Result<Database<T>, OpenFailure> {
  assertNumbered(options.migrations);
  let connection: Connection | undefined;
  try {
    connection = connect(options);
    const opened = prepare(connection, options);
    if (!opened.ok) {
      connection.close();
      return opened;
    }
    return ok(wrap<T>(connection, options.path, opened.value));
  } catch (cause) {
    connection?.close();
    const failure = failureOf(cause);
    if (failure === undefined) throw cause;
    return refuse(failure);
  }
}

function connect(options: OpenOptions): Connection {
  const readonly = options.readonly ?? false;
  return new BetterSqlite3(options.path, { readonly, fileMustExist: readonly });
}

function prepare(
  connection: Connection,
  options: OpenOptions,
): Result<readonly AppliedMigration[], OpenFailure> {
  // Both checks come before the first write, so that a refused file is not even switched to WAL.
  const refused = checkKind(connection, options) ?? checkHistory(connection, options.migrations);
  if (refused) return refuse(refused);
  return options.readonly ? prepareReader(connection, options) : prepareWriter(connection, options);
}

function checkKind(connection: Connection, options: OpenOptions): OpenFailure | undefined {
  if (options.kind === undefined || schemaVersion(connection) === 0) return undefined;
  const wanted = applicationIds[options.kind];
  const found = connection.pragma('application_id', { simple: true }) as number;
  return found === wanted ? undefined : { code: 'wrong-kind', found, wanted };
}

function prepareReader(
  connection: Connection,
  options: OpenOptions,
): Result<readonly AppliedMigration[], OpenFailure> {
  const found = schemaVersion(connection);
  const known = options.migrations.length;
  if (found < known) return refuse({ code: 'older-than-known', found, known });
  applySettings(connection, readerSettings());
  return ok([]);
}

function prepareWriter(
  connection: Connection,
  options: OpenOptions,
): Result<readonly AppliedMigration[], OpenFailure> {
  const settings = writerSettings(options.synchronous ?? 'FULL');
  applySettings(connection, settings);
  const migrated = migrate(connection, {
    path: options.path,
    migrations: options.migrations,
    now: options.now,
    applicationId: options.kind === undefined ? undefined : applicationIds[options.kind],
  });
  if (migrated.error) return refuse(migrated.error);
  assertSettings(connection, settings);
  return ok(migrated.applied);
}

function wrap<T>(connection: Connection, path: string, applied: readonly AppliedMigration[]): Database<T> {
  return { path, connection, query: queryCompiler<T>(), applied, close: () => void connection.close() };
}

/** What an error of SQLite or of the file system means for the person; undefined for an error of the program. */
function failureOf(cause: unknown): OpenFailure | undefined {
  if (!(cause instanceof Error)) return undefined;
  if (cause.message.includes('directory does not exist')) return { code: 'missing' };
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  if (code === 'SQLITE_NOTADB') return { code: 'not-a-database' };
  if (code.startsWith('SQLITE_BUSY')) return { code: 'busy' };
  if (code.startsWith('SQLITE_CORRUPT')) return { code: 'damaged', message: cause.message };
  if (
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_IOERR') ||
    code.startsWith('SQLITE_READONLY')
  ) {
    return { code: 'cannot-open', message: cause.message };
  }
  return undefined;
}
