import { rmSync } from 'node:fs';
import type { Database as Connection } from 'better-sqlite3';

/**
 * Writes a consistent, compact copy of the database behind `connection`, replacing what a crashed earlier attempt left
 * at `copyPath`. Takes only a read lock. The copy is a single file, not in WAL mode.
 * @throws {SqliteError} when the disk is full or a page cannot be read; the original is untouched.
 */
export function makeCopy(connection: Connection, copyPath: string): void {
  removeFile(copyPath);
  connection.prepare('vacuum into ?').run(copyPath);
}

/** Removes a database file together with what SQLite keeps beside it. Missing files are fine. */
export function removeFile(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${suffix}`, { force: true });
}

/** As {@link removeFile}, when nothing depends on it: a virus scanner may still hold the file. Says whether it is gone. */
export function tryRemoveFile(path: string): boolean {
  try {
    removeFile(path);
    return true;
  } catch {
    return false;
  }
}
