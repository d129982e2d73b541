import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3, { type Database as Connection } from 'better-sqlite3';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';

/** A data folder that belongs to this process until `release` or until the process ends, however it ends. */
export interface FolderLock {
  readonly folder: string;
  /** Gives the folder up. Safe to call twice. */
  release(): void;
}

/** `locked`: another counter, or this one, holds it. The others: the folder cannot be made or written. */
export type LockRefusal = 'locked' | 'not-a-folder' | 'not-writable';

/**
 * Name of the file whose lock stands for the folder. Nothing else may open it: on POSIX, closing any other handle to it
 * in this process would drop the lock. It holds no data, so no backup or support bundle needs it.
 */
export const lockFileName = 'counter.lock';

/** Locks held by this process. Were nothing to name them, they would be collected, and the folder be free. */
const held = new Set<Connection>();

/**
 * Takes the data folder for this process, making it (owner only, 0700) when it is missing. The lock is the operating
 * system's, on an SQLite file held in an open exclusive transaction: it dies with the process, also by SIGKILL or
 * power-cut, and never has to be cleaned up. Does not wait. Folders on a network share are not supported.
 */
export function lockDataFolder(folder: string): Result<FolderLock, LockRefusal> {
  const made = makeFolder(folder);
  if (!made.ok) return made;
  let connection: Connection | undefined;
  try {
    connection = new BetterSqlite3(join(folder, lockFileName), { timeout: 0 });
    connection.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    connection?.close();
    return refuse(isBusy(cause) ? 'locked' : 'not-writable');
  }
  const own = connection;
  held.add(own);
  const release = (): void => {
    held.delete(own);
    own.close();
  };
  return ok({ folder, release });
}

function makeFolder(folder: string): Result<void, LockRefusal> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return statSync(folder).isDirectory() ? ok(undefined) : refuse('not-a-folder');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    return refuse(code === 'EEXIST' || code === 'ENOTDIR' ? 'not-a-folder' : 'not-writable');
  }
}

function isBusy(cause: unknown): boolean {
  return (
    cause instanceof Error &&
    'code' in cause &&
    typeof cause.code === 'string' &&
    cause.code.startsWith('SQLITE_BUSY')
  );
}
