/** Generations: what is in force by one pointer for each source, and what waits beside it or is to go. */
import { isDeepStrictEqual } from 'node:util';
import { invariant } from '../../shared/kernel/assert.ts';
import { type ImportMapping, importMapping, importRoles } from '../../shared/rpc/import.ts';
import { compareVietnamese } from '../../shared/text/index.ts';
import { statement } from '../store/statement.ts';
import { transact } from '../store/transact.ts';
import type { CatalogueDatabase } from './database.ts';
import type { SavedMapping } from './layout.ts';
import { removeListFiles } from './list-file.ts';

/** What a generation holds; the mapping as it was read. */
export interface Generation {
  readonly id: number;
  readonly import: string;
  readonly source: string;
  readonly fileName: string;
  readonly fileHash: string;
  readonly state: 'building' | 'ready' | 'dropped';
  readonly inForce: boolean;
  readonly payers: number;
  readonly lines: number;
  /** Σ (amount − listed as paid), in đồng. */
  readonly total: number;
}

/** Puts a finished generation in force for its source: one pointer, one transaction. Doing it again changes nothing. */
export function putInForce(database: CatalogueDatabase, id: number): void {
  const generation = generations(database).find((each) => each.id === id);
  invariant(generation?.state === 'ready', `generation ${id} is ready`);
  const point = database.connection.prepare(
    `INSERT INTO source (source, generation) VALUES (?, ?)
     ON CONFLICT (source) DO UPDATE SET generation = excluded.generation`,
  );
  transact(database, () => point.run(generation.source, id));
}

/** Every generation that is not dropped, oldest first: what start-up finishes or drops. */
export function generations(database: CatalogueDatabase): Generation[] {
  const all = statement(database, (query) =>
    query
      .selectFrom('generation as g')
      .leftJoin('source as s', 's.generation', 'g.id')
      .select(['g.id', 'g.import', 'g.source', 'g.file_name', 'g.file_hash', 'g.state'])
      .select(['g.payers', 'g.lines', 'g.total', 's.source as pointed'])
      .where('g.state', '!=', 'dropped')
      .orderBy('g.id'),
  );
  return all.all().map(({ file_name, file_hash, pointed, ...row }) => ({
    ...row,
    fileName: file_name,
    fileHash: file_hash,
    inForce: pointed !== null,
  }));
}

/** A list in force and how it is read. */
export interface SourceInForce extends Generation {
  /** Null when it was kept by an older version of this program. */
  readonly saved: SavedMapping | null;
}

/** What is in force, by name of the source. */
export function sourcesInForce(database: CatalogueDatabase): SourceInForce[] {
  const how = statement(database, (query) =>
    query
      .selectFrom('source as s')
      .innerJoin('generation as g', 'g.id', 's.generation')
      .select(['g.id', 'g.mapping', 'g.headers']),
  );
  const byId = new Map(how.all().map((row) => [row.id, row]));
  return generations(database)
    .flatMap((generation) => {
      const row = byId.get(generation.id);
      if (row === undefined) return [];
      return [{ ...generation, saved: savedMapping(row.mapping, row.headers) }];
    })
    .sort((a, b) => compareVietnamese(a.source, b.source));
}

function savedMapping(mapping: string, headers: string): SavedMapping | null {
  const read = keptMapping(JSON.parse(mapping));
  return read === null ? null : { mapping: read, headers: JSON.parse(headers) as string[] };
}

/** A mapping as it was kept; of a role that was not known then there is no column. Null when it cannot be read. */
export function keptMapping(kept: unknown): ImportMapping | null {
  const read = importMapping.safeParse(withEveryRole(kept));
  return read.success ? read.data : null;
}

function withEveryRole(kept: unknown): unknown {
  if (typeof kept !== 'object' || kept === null || !('columns' in kept)) return kept;
  const none = Object.fromEntries(importRoles.map((role) => [role, null]));
  return { ...kept, columns: { ...none, ...(kept.columns as object) } };
}

/**
 * Whether this very file, read this way, is what its source has in force: importing it again changes nothing.
 */
export function isInForce(
  database: CatalogueDatabase,
  source: string,
  fileHash: string,
  mapping: ImportMapping,
): boolean {
  const inForce = sourcesInForce(database).find((each) => each.source === source);
  return inForce?.fileHash === fileHash && isDeepStrictEqual(inForce.saved?.mapping, mapping);
}

/** Gives an import that will be read again another name, so that what was built of it can be swept. */
export function abandonImport(database: CatalogueDatabase, id: string): void {
  const rename = database.connection.prepare<[string]>(
    `UPDATE generation SET import = 'abandoned-' || id
     WHERE import = ? AND state <> 'dropped' AND id NOT IN (SELECT generation FROM source)`,
  );
  transact(database, () => rename.run(id));
}

/**
 * Removes a generation that is not in force. False when somebody still has its file and the system does not let it go.
 * @throws {InvariantBroken} for one in force.
 */
export function dropGeneration(database: CatalogueDatabase, id: number): boolean {
  const generation = generations(database).find((each) => each.id === id);
  invariant(generation?.inForce === false, `generation ${id} is there and not in force`);
  if (!removeListFiles(database.path, id)) return false;
  // The row itself stays, so that no other list of this register ever has its number.
  const drop = database.connection.prepare<[number]>(`UPDATE generation SET state = 'dropped' WHERE id = ?`);
  transact(database, () => drop.run(id));
  return true;
}

/** Takes a list out of force whose file is lost; by the journal it is in force, and is read again. */
export function forgetGeneration(database: CatalogueDatabase, id: number): void {
  const { connection } = database;
  const unpoint = connection.prepare<[number]>('DELETE FROM source WHERE generation = ?');
  const drop = connection.prepare<[number]>(`UPDATE generation SET state = 'dropped' WHERE id = ?`);
  transact(database, () => {
    unpoint.run(id);
    drop.run(id);
  });
}
