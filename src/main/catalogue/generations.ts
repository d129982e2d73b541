/** Generations: what is in force by one pointer for each source, and what waits beside it or is to go. */
import { isDeepStrictEqual } from 'node:util';
import { invariant } from '../../shared/kernel/assert.ts';
import { type ImportMapping, importMapping, importRoles } from '../../shared/rpc/import.ts';
import { compareVietnamese } from '../../shared/text/index.ts';
import type { Placeholders } from '../store/statement.ts';
import { statement } from '../store/statement.ts';
import { transact } from '../store/transact.ts';
import type { CatalogueDatabase } from './database.ts';
import type { SavedMapping } from './layout.ts';
import { indexRowsPerChunk, payersPerChunk } from './limits.ts';

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

/** Moves a generation on. Inside the caller's transaction. */
export function setGenerationState(
  database: CatalogueDatabase,
  id: number,
  state: 'ready' | 'dropped',
): void {
  const set = statement(database, (query, p: Placeholders<{ id: number; state: 'ready' | 'dropped' }>) =>
    query.updateTable('generation').set({ state: p.state }).where('id', '=', p.id),
  );
  invariant(set.run({ id, state }).changes === 1, `generation ${id} exists`);
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

/** Every generation that still has rows, oldest first: what start-up finishes or drops. */
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
  readonly firstPayer: number;
  readonly lastPayer: number;
}

/** What is in force, by name of the source. */
export function sourcesInForce(database: CatalogueDatabase): SourceInForce[] {
  const how = statement(database, (query) =>
    query
      .selectFrom('source as s')
      .innerJoin('generation as g', 'g.id', 's.generation')
      .select(['g.id', 'g.mapping', 'g.headers', 'g.first_payer', 'g.last_payer']),
  );
  const byId = new Map(how.all().map((row) => [row.id, row]));
  return generations(database)
    .flatMap((generation) => {
      const row = byId.get(generation.id);
      if (row === undefined) return [];
      const saved = savedMapping(row.mapping, row.headers);
      return [{ ...generation, saved, firstPayer: row.first_payer, lastPayer: row.last_payer }];
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
 * Removes a generation that is not in force, in chunks; interrupted, it goes on when called again.
 * @throws {InvariantBroken} for one in force.
 */
export function dropGeneration(database: CatalogueDatabase, id: number, stopIfCancelled: () => void): void {
  const { connection } = database;
  const range = statement(database, (query, p: Placeholders<{ id: number }>) =>
    query
      .selectFrom('generation as g')
      .leftJoin('source as s', 's.generation', 'g.id')
      .select(['g.first_payer', 'g.last_payer', 's.source as pointed'])
      .where('g.id', '=', p.id),
  ).get({ id });
  invariant(range !== undefined, `generation ${id} exists`);
  invariant(range.pointed === null, `generation ${id} is not in force`);
  const removals = [
    'DELETE FROM bill WHERE payer BETWEEN ? AND ?',
    'DELETE FROM payer WHERE id BETWEEN ? AND ?',
  ].map((sql) => connection.prepare(sql));
  const payers: IdRange = { first: range.first_payer, last: range.last_payer };
  const bills = billsOf(database, payers);
  for (const index of indexesByKey) {
    removeFromIndex(database, index, index.id === 'bill' ? bills : payers, stopIfCancelled);
  }
  for (let from = range.first_payer; from <= range.last_payer; from += payersPerChunk) {
    stopIfCancelled();
    const to = Math.min(from + payersPerChunk - 1, range.last_payer);
    transact(database, () => {
      for (const removal of removals) removal.run(BigInt(from), BigInt(to));
    });
  }
  removeWords(database, payers, stopIfCancelled);
  // The row itself stays, so that ids of payers are never given out twice.
  transact(database, () => setGenerationState(database, id, 'dropped'));
}

/** Pages of the search index written in one transaction while it is put in order. */
const wordPagesPerStep = 500;

/**
 * Takes a generation out of the search index. By itself the index rewrites whole parts after every tenth of them that goes:
 * 2.4 GB written and 18 s for 200,000 payers. So that waits, and what is left is put together once. Interrupted, the next
 * call does both again.
 */
function removeWords({ connection }: CatalogueDatabase, ids: IdRange, stopIfCancelled: () => void): void {
  const set = connection.prepare<[string, bigint]>(
    'INSERT INTO payer_words (payer_words, rank) VALUES (?, ?)',
  );
  const remove = connection.prepare<[bigint, bigint]>('DELETE FROM payer_words WHERE rowid BETWEEN ? AND ?');
  const changes = connection.prepare<[], number>('SELECT total_changes()').pluck();
  transact({ connection }, () => set.run('deletemerge', 0n));
  for (let from = ids.first; from <= ids.last; from += indexRowsPerChunk) {
    stopIfCancelled();
    const to = Math.min(from + indexRowsPerChunk - 1, ids.last);
    transact({ connection }, () => remove.run(BigInt(from), BigInt(to)));
  }
  transact({ connection }, () => set.run('deletemerge', usualDeleteMerge));
  /** False when nothing was left to be put together: then less than two rows change (SQLite, FTS5 §6.8). */
  const putTogether = (pages: number): boolean => {
    const before = changes.get() ?? 0;
    transact({ connection }, () => set.run('merge', BigInt(pages)));
    return (changes.get() ?? 0) - before >= 2;
  };
  // A negative number takes up the whole index, the others go on with it.
  for (let more = putTogether(-wordPagesPerStep); more; more = putTogether(wordPagesPerStep)) {
    stopIfCancelled();
  }
}

/** Percent of a part of the search index that may be gone before it is rewritten: SQLite's own default. */
const usualDeleteMerge = 10n;

/** Ids of the bills of these payers: they were written together, so they are one range. */
function billsOf({ connection }: CatalogueDatabase, payers: IdRange): IdRange {
  const found = connection
    .prepare<[number, number], { readonly first: number | null; readonly last: number | null }>(
      'SELECT min(id) AS first, max(id) AS last FROM bill WHERE payer BETWEEN ? AND ?',
    )
    .get(payers.first, payers.last);
  return { first: found?.first ?? 0, last: found?.last ?? 0 };
}

interface KeyedIndex {
  readonly table: 'payer_code' | 'payer_family' | 'payer_ref' | 'bill_ref';
  readonly key: string;
  readonly id: 'payer' | 'bill';
}

const indexesByKey: readonly KeyedIndex[] = [
  { table: 'payer_code', key: 'key', id: 'payer' },
  { table: 'payer_family', key: 'key', id: 'payer' },
  { table: 'payer_ref', key: 'ref', id: 'payer' },
  { table: 'bill_ref', key: 'ref', id: 'bill' },
];

interface IdRange {
  readonly first: number;
  readonly last: number;
}

/** Walks an index in the order of its keys and removes what belongs to a generation, chunk by chunk. */
function removeFromIndex(
  { connection }: CatalogueDatabase,
  { table, key, id }: KeyedIndex,
  ids: IdRange,
  stopIfCancelled: () => void,
): void {
  const row = `(${key}, ${id})`;
  const ahead = connection.prepare<[string, number, number], { readonly key: string; readonly id: number }>(
    `SELECT ${key} AS key, ${id} AS id FROM ${table} WHERE ${row} >= (?, ?) ORDER BY ${key}, ${id} LIMIT 1 OFFSET ?`,
  );
  const remove = connection.prepare<[number, number, string, number, string, number]>(
    `DELETE FROM ${table} WHERE +${id} BETWEEN ? AND ? AND ${row} >= (?, ?) AND ${row} < (?, ?)`,
  );
  let from = { key: '', id: 0 };
  for (;;) {
    stopIfCancelled();
    const end = ahead.get(from.key, from.id, indexRowsPerChunk);
    const to = end ?? { key: '\u{10ffff}', id: 0 };
    const start = from;
    transact({ connection }, () => remove.run(ids.first, ids.last, start.key, start.id, to.key, to.id));
    if (end === undefined) return;
    from = end;
  }
}
