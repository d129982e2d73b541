import { closeSync, fdatasyncSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite3, { type Database as Connection } from 'better-sqlite3';
import { tryRemoveFile } from './copy.ts';
import { applicationIds, type DatabaseKind, OpenRefused } from './database.ts';
import { type Migration, migrate } from './migrate.ts';
import { applySettings, buildSettings } from './settings.ts';
import { syncFolder } from './sync-folder.ts';

export interface BuildFileOptions {
  /** Where the file comes to lie; what is there is replaced. Its folder exists. */
  readonly path: string;
  readonly migrations: readonly Migration[];
  readonly kind: DatabaseKind;
}

/**
 * Writes a whole new file in one go, without a log: half the writing of a file that others read meanwhile. Nobody may open
 * it before this returns; then all of it is on the disk, and it is only read from then on. When `fill` throws nothing
 * stays; after a power cut there may be a part of a file that no pointer names. Only for what can be made again.
 * `settle` waits until what was written so far is on the disk: called often, no single wait stands in front of a payment.
 * @throws {OpenRefused} when the file cannot be made, and what `fill` throws
 */
export function buildFile(
  { path, migrations, kind }: BuildFileOptions,
  fill: (connection: Connection, settle: () => void) => void,
): void {
  if (!tryRemoveFile(path)) {
    throw new OpenRefused(path, { code: 'cannot-open', message: 'an old file is in its place' });
  }
  const connection = new BetterSqlite3(path);
  let written: number | undefined;
  let whole = false;
  try {
    const file = openSync(path, 'r+');
    written = file;
    applySettings(connection, buildSettings());
    const { error } = migrate(connection, { path, migrations, applicationId: applicationIds[kind] });
    if (error !== undefined) throw new OpenRefused(path, error);
    connection.exec('BEGIN EXCLUSIVE');
    fill(connection, () => fdatasyncSync(file));
    connection.exec('COMMIT');
    connection.close();
    fsyncSync(file);
    whole = true;
  } finally {
    connection.close();
    if (written !== undefined) closeSync(written);
    if (!whole) tryRemoveFile(path);
  }
  syncFolder(dirname(path));
}
