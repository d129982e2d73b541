import { type Database, openDatabase } from '../store/database.ts';
import type { Migration } from '../store/migrate.ts';
import { payersAndBills } from './migrations/0001-payers-and-bills.ts';
import { sortedIndexes } from './migrations/0002-sorted-indexes.ts';
import { families } from './migrations/0003-families.ts';
import { feedLists } from './migrations/0004-feed-lists.ts';
import type { CatalogueTables } from './schema.ts';

/** An open `catalogue.db`. */
export type CatalogueDatabase = Database<CatalogueTables>;

export const catalogueMigrations: readonly Migration[] = [payersAndBills, sortedIndexes, families, feedLists];

/**
 * Opens `catalogue.db`, making it when it is missing: it can always be rebuilt from the accepted import files.
 * @throws {OpenRefused} when the file is damaged or of another program; delete and rebuild it then.
 */
export function openCatalogue(path: string): CatalogueDatabase {
  return openDatabase<CatalogueTables>({ path, migrations: catalogueMigrations, kind: 'catalogue' });
}
