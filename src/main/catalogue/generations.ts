/** An import becomes a generation, built in chunks beside what is in force, and takes effect by one pointer. */
import { invariant } from '../../shared/kernel/assert.ts';
import type { ImportMapping } from '../../shared/rpc/contract.ts';
import { foldVietnamese, givenNameKey } from '../../shared/text/index.ts';
import type { Placeholders } from '../store/statement.ts';
import { statement } from '../store/statement.ts';
import { transact } from '../store/transact.ts';
import type { CatalogueDatabase } from './database.ts';
import type { Draft, DraftPayer } from './draft.ts';
import { payersPerChunk } from './limits.ts';
import { makeReferences } from './references.ts';
import { codeKey, markedWords } from './words.ts';

export interface GenerationPlan {
  /** Id of the import. */
  readonly import: string;
  readonly source: string;
  readonly fileName: string;
  readonly fileHash: string;
  readonly mapping: ImportMapping;
}

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

export interface BuildSteps {
  /** Share done, 0 to 1. */
  progress(done: number): void;
  /** Throws to stop between chunks; what was built stays `building` until it is dropped. */
  stopIfCancelled(): void;
}

/**
 * Writes a draft as a generation that is not in force. Sorted as Vietnamese lists are, so that ids follow that order.
 * @returns its id. @throws what `stopIfCancelled` throws; drop the generation then.
 */
export function buildGeneration(
  database: CatalogueDatabase,
  plan: GenerationPlan,
  draft: Draft,
  referenceKey: Uint8Array,
  steps: BuildSteps,
): number {
  const sorted = draft.payers
    .map((payer) => ({ payer, sortKey: givenNameKey(payer.name) }))
    .sort((a, b) => compare(a.sortKey, b.sortKey) || compare(a.payer.code, b.payer.code));
  const { id, firstPayer } = begin(database, plan, draft);
  const writePayer = makePayerWriter(database, plan.source, referenceKey);
  for (let from = 0; from < sorted.length; from += payersPerChunk) {
    steps.stopIfCancelled();
    const chunk = sorted.slice(from, from + payersPerChunk);
    transact(database, () => {
      for (const [index, { payer, sortKey }] of chunk.entries()) {
        writePayer(firstPayer + from + index, payer, sortKey);
      }
    });
    steps.progress((from + chunk.length) / sorted.length);
  }
  steps.stopIfCancelled();
  transact(database, () => setState(database, id, 'ready'));
  return id;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function begin(database: CatalogueDatabase, plan: GenerationPlan, draft: Draft) {
  const lastPayer = statement(database, (query) =>
    query.selectFrom('generation').select((eb) => eb.fn.max<number | null>('last_payer').as('last')),
  );
  const insert = database.connection.prepare(
    `INSERT INTO generation (import, source, file_name, file_hash, mapping, state, payers, lines, total, first_payer, last_payer)
     VALUES (?, ?, ?, ?, ?, 'building', ?, ?, ?, ?, ?)`,
  );
  return transact(database, () => {
    const firstPayer = (lastPayer.get()?.last ?? 0) + 1;
    const { lastInsertRowid } = insert.run(
      plan.import,
      plan.source,
      plan.fileName,
      plan.fileHash,
      JSON.stringify(plan.mapping),
      draft.payers.length,
      draft.valid,
      draft.total,
      firstPayer,
      firstPayer + draft.payers.length - 1,
    );
    return { id: Number(lastInsertRowid), firstPayer };
  });
}

/** Bulk work: prepared once, without the typed layer (design §3). */
function makePayerWriter(database: CatalogueDatabase, source: string, referenceKey: Uint8Array) {
  const { connection } = database;
  const references = makeReferences(source, referenceKey);
  const addPayer = connection.prepare(
    `INSERT INTO payer (id, ref, name, sort_key, code, class_name, birth_date, birth_year, gender, address, payer_name, visits)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addBill = connection.prepare(
    `INSERT INTO bill (payer, ref, visit, fee, fee_group, period, amount, listed_paid, note, on_behalf)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addCode = connection.prepare('INSERT OR IGNORE INTO payer_code (key, payer) VALUES (?, ?)');
  const addWords = connection.prepare('INSERT INTO payer_words (rowid, folded, marked) VALUES (?, ?, ?)');

  return (id: number, payer: DraftPayer, sortKey: string) => {
    const { code, name, className, birthDate, birthYear, gender, address, payerName } = payer;
    const visits = [...payer.visits];
    const ref = references.payer(code);
    const others = [className, birthDate, birthYear, gender, address, payerName, JSON.stringify(visits)];
    addPayer.run(id, ref, name, sortKey, code, ...others);
    for (const bill of payer.bills) {
      const { visit, fee, feeGroup, period, amount, listedPaid, note } = bill;
      const billRef = references.bill(code, bill);
      addBill.run(id, billRef, visit, fee, feeGroup, period, amount, listedPaid, note, bill.onBehalf ? 1 : 0);
    }
    const billCodes = payer.bills.map(({ billCode }) => billCode);
    for (const each of [code, ...visits, ...payer.identities, ...billCodes]) {
      const key = codeKey(each);
      if (key !== '') addCode.run(key, id);
    }
    const words = [name, className ?? ''].join(' ');
    addWords.run(BigInt(id), foldVietnamese(words), markedWords(words));
  };
}

function setState(database: CatalogueDatabase, id: number, state: 'ready' | 'dropped'): void {
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

/** Whether this very file is what its source has in force: importing it again changes nothing. */
export function isInForce(database: CatalogueDatabase, source: string, fileHash: string): boolean {
  return generations(database).some(
    (each) => each.inForce && each.source === source && each.fileHash === fileHash,
  );
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
    'DELETE FROM payer_code WHERE payer BETWEEN ? AND ?',
    'DELETE FROM payer_words WHERE rowid BETWEEN ? AND ?',
    'DELETE FROM payer WHERE id BETWEEN ? AND ?',
  ].map((sql) => connection.prepare(sql));
  for (let from = range.first_payer; from <= range.last_payer; from += payersPerChunk) {
    stopIfCancelled();
    const to = Math.min(from + payersPerChunk - 1, range.last_payer);
    transact(database, () => {
      for (const removal of removals) removal.run(BigInt(from), BigInt(to));
    });
  }
  // The row itself stays, so that ids of payers are never given out twice.
  transact(database, () => setState(database, id, 'dropped'));
}
