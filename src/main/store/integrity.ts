import BetterSqlite3, { type Database as Connection } from 'better-sqlite3';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import { applySettings, readerSettings } from './settings.ts';

/** `quick`: pages and structure. `full`: also every index against its table, and foreign keys. */
export type CheckDepth = 'quick' | 'full';

/** What SQLite found wrong, at most {@link maxProblems}, in its own words; for the log and the support bundle. */
export interface Damage {
  readonly problems: readonly string[];
}

const maxProblems = 20;

/** Checks the file behind an open connection. Reads every page: in the counter, run it as a job. */
export function checkIntegrity(connection: Connection, depth: CheckDepth): Result<void, Damage> {
  try {
    const problems = [
      ...pageProblems(connection, depth),
      ...(depth === 'full' ? orphanRows(connection) : []),
    ];
    return problems.length === 0 ? ok(undefined) : refuse({ problems: problems.slice(0, maxProblems) });
  } catch (cause) {
    return refuse({ problems: [cause instanceof Error ? cause.message : String(cause)] });
  }
}

/** Opens a file only to check it, for backups and quarantined files; a file that cannot be opened is damaged. */
export function checkFile(path: string, depth: CheckDepth): Result<void, Damage> {
  let connection: Connection | undefined;
  try {
    connection = new BetterSqlite3(path, { readonly: true, fileMustExist: true });
    applySettings(connection, readerSettings());
    return checkIntegrity(connection, depth);
  } catch (cause) {
    return refuse({ problems: [cause instanceof Error ? cause.message : String(cause)] });
  } finally {
    connection?.close();
  }
}

/**
 * Writes the whole log into the file and cuts the log to zero length, so that erased content is in neither
 * (design §3, erasure). `busy`: a reader still needs the log; try again later, nothing is lost.
 */
export function checkpointTruncate(database: { readonly connection: Connection }): Result<void, 'busy'> {
  const [row] = database.connection.pragma('wal_checkpoint(TRUNCATE)') as readonly { busy: number }[];
  return row?.busy === 0 ? ok(undefined) : refuse('busy');
}

function pageProblems(connection: Connection, depth: CheckDepth): string[] {
  const pragma = depth === 'quick' ? 'quick_check' : 'integrity_check';
  const rows = connection.pragma(`${pragma}(${maxProblems})`) as readonly Record<string, string>[];
  return rows.flatMap((row) => Object.values(row)).filter((line) => line !== 'ok');
}

function orphanRows(connection: Connection): string[] {
  const rows = connection.pragma('foreign_key_check') as readonly {
    table: string;
    rowid: number;
    parent: string;
  }[];
  return rows.map((row) => `row ${row.rowid} of ${row.table} has no ${row.parent}`);
}
