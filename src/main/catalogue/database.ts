import { existsSync, renameSync, rmSync } from 'node:fs';
import {
  type Database,
  type OpenFailure,
  OpenRefused,
  openDatabase,
  tryOpenDatabase,
} from '../store/database.ts';
import type { Migration } from '../store/migrate.ts';
import { payersAndBills } from './migrations/0001-payers-and-bills.ts';
import { sortedIndexes } from './migrations/0002-sorted-indexes.ts';
import { families } from './migrations/0003-families.ts';
import { feedLists } from './migrations/0004-feed-lists.ts';
import { payerPhone } from './migrations/0005-payer-phone.ts';
import { listsApart } from './migrations/0006-lists-apart.ts';
import { OpenLists } from './open-lists.ts';
import type { CatalogueTables } from './schema.ts';

/** An open `catalogue.db`, and the lists in force that lie in files beside it. Closing it closes those too. */
export interface CatalogueDatabase extends Database<CatalogueTables> {
  readonly lists: OpenLists;
}

export const catalogueMigrations: readonly Migration[] = [
  payersAndBills,
  sortedIndexes,
  families,
  feedLists,
  payerPhone,
  listsApart,
];

/**
 * Opens `catalogue.db`, making it when it is missing: it can always be rebuilt from the accepted import files.
 * @throws {OpenRefused} when the file is damaged or of another program; delete and rebuild it then.
 */
export function openCatalogue(path: string): CatalogueDatabase {
  return withLists(
    openDatabase<CatalogueTables>({ path, migrations: catalogueMigrations, kind: 'catalogue' }),
  );
}

function withLists(database: Database<CatalogueTables>): CatalogueDatabase {
  const lists = new OpenLists(database);
  return {
    ...database,
    lists,
    close() {
      lists.close();
      database.close();
    },
  };
}

/** Why a file will never open here; what may pass (a full disk, another program) is not among them. */
const unusable: ReadonlySet<OpenFailure['code']> = new Set([
  'damaged',
  'not-a-database',
  'wrong-kind',
  'not-ours',
  'other-history',
  'newer-than-known',
  'step-failed',
]);

/** What belongs to one file of SQLite; the log goes with its file. */
const logs = ['-wal', '-shm'] as const;

/**
 * Puts the file aside as `<path>.damaged`, in the place of one put aside before. Nobody here may hold it open.
 * @returns false when it could not be moved, because another thread still has it: nothing has changed then
 */
export function putAside(path: string): boolean {
  if (!existsSync(path)) return true;
  const aside = `${path}.damaged`;
  for (const part of ['', ...logs]) rmSync(`${aside}${part}`, { force: true });
  try {
    renameSync(path, aside);
  } catch {
    return false;
  }
  for (const log of logs) {
    if (existsSync(`${path}${log}`)) renameSync(`${path}${log}`, `${aside}${log}`);
  }
  return true;
}

/**
 * As {@link openCatalogue}; a file that cannot be used is put aside and a new one takes its place, to be filled again
 * from the accepted files (design §2).
 * @throws {OpenRefused} when it cannot be opened now, or a new file cannot be made either
 */
export function openOrRenewCatalogue(path: string): CatalogueDatabase {
  const opened = tryOpenDatabase<CatalogueTables>({
    path,
    migrations: catalogueMigrations,
    kind: 'catalogue',
  });
  if (opened.ok) return withLists(opened.value);
  if (!unusable.has(opened.reason.code)) throw new OpenRefused(path, opened.reason);
  putAside(path);
  return openCatalogue(path);
}
