import BetterSqlite3, { type Database as Connection } from 'better-sqlite3';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import { queryCompiler } from './compiler.ts';
import type { Database } from './database.ts';

/** A file of which nothing can be read. */
export interface NotReadable {
  readonly code: 'missing' | 'unreadable';
  readonly message: string;
}

/**
 * Opens a damaged file to read what can still be read: no version, setting or page is required to be right, a file
 * that was cut short is read as far as it goes, and any read may throw an SqliteError. Nothing is ever written.
 */
export function openForSalvage<T>(path: string): Result<Database<T>, NotReadable> {
  let connection: Connection | undefined;
  try {
    connection = new BetterSqlite3(path, { readonly: true, fileMustExist: true });
    // SQLite refuses a file shorter than its header says, unless it is told that the schema may be repaired.
    connection.unsafeMode(true);
    connection.pragma('writable_schema = ON');
    connection.pragma('trusted_schema = OFF');
    connection.pragma('query_only = ON');
    connection.prepare('SELECT count(*) FROM sqlite_master').get();
  } catch (cause) {
    connection?.close();
    const message = cause instanceof Error ? cause.message : String(cause);
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    return refuse({ code: code === 'SQLITE_CANTOPEN' ? 'missing' : 'unreadable', message });
  }
  const opened = connection;
  return ok({
    path,
    connection: opened,
    query: queryCompiler<T>(),
    applied: [],
    close: () => void opened.close(),
  });
}
