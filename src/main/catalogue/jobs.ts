/** The long work of this room, as jobs with their own connections (see `store/jobs.ts`). */
import { createHash } from 'node:crypto';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import type { ImportMapping, ImportPreview } from '../../shared/rpc/contract.ts';
import type { JobContext } from '../store/jobs.ts';
import { type CatalogueDatabase, openCatalogue } from './database.ts';
import { draftList } from './draft.ts';
import { readTable } from './file/read.ts';
import { cellText, type FileFault, type Table } from './file/table.ts';
import { buildGeneration, dropGeneration, generations, isInForce } from './generations.ts';
import { guessMapping } from './layout.ts';

export interface ImportJobInput {
  /** Path of `catalogue.db`. */
  readonly catalogue: string;
  /** Id of this import, made by the caller. */
  readonly import: string;
  readonly source: string;
  readonly fileName: string;
  readonly content: Uint8Array;
}

export interface PreviewJobInput extends ImportJobInput {
  /** Null: find the header row and guess the columns. */
  readonly mapping: ImportMapping | null;
}

export interface BuildJobInput extends ImportJobInput {
  readonly mapping: ImportMapping;
  /** At least 32 bytes, made once and kept in the local settings: it makes the references. */
  readonly referenceKey: Uint8Array;
}

export interface BuiltImport {
  readonly generation: number;
  readonly payers: number;
  readonly lines: number;
  /** Σ (amount − listed as paid), in đồng. */
  readonly total: number;
  readonly invalid: number;
  readonly fileHash: string;
}

export type BuildFault = FileFault | { readonly code: 'nothing-valid' };

/** Rows of the file shown in the preview, at most this many columns wide as the file. */
const sampleRows = 20;

/** Reads a file and says what taking it would mean. Writes nothing. */
export async function previewImport(
  input: PreviewJobInput,
  context: JobContext<number>,
): Promise<Result<ImportPreview, FileFault>> {
  const table = await readTable(input.content, input.mapping?.sheet ?? null);
  if (!table.ok) return table;
  context.progress(0.5);
  context.stopIfCancelled();
  const { rows, sheets, sheet } = table.value;
  const mapping = input.mapping ?? guessMapping(rows, sheet);
  const draft = draftList(rows, mapping);
  const fileHash = hashOf(input.content);
  return ok({
    import: input.import,
    fileName: input.fileName,
    fileHash,
    alreadyInForce: withCatalogue(input.catalogue, (database) => isInForce(database, input.source, fileHash)),
    mapping,
    headers: (rows[mapping.headerRow] ?? []).map(cellText),
    sheets: [...sheets],
    rows: draft.rows,
    valid: draft.valid,
    invalid: draft.invalid,
    payers: draft.payers.length,
    total: draft.total,
    errors: draft.errors.map((error) => ({ ...error })),
    sample: sampleOf(table.value, mapping),
  });
}

function sampleOf({ rows }: Table, mapping: ImportMapping): string[][] {
  const mapped = Object.values(mapping.columns).some((column) => column !== null);
  const from = mapped ? mapping.headerRow + 1 : 0;
  return rows.slice(from, from + sampleRows).map((row) => row.map(cellText));
}

/**
 * Builds the generation of an import from the valid rows of its file. It is not in force afterwards; the caller moves
 * the pointer with `putInForce` between its journal entries. Refused, cancelled or failed, nothing of it stays.
 */
export async function buildImport(
  input: BuildJobInput,
  context: JobContext<number>,
): Promise<Result<BuiltImport, BuildFault>> {
  const table = await readTable(input.content, input.mapping.sheet);
  if (!table.ok) return table;
  context.stopIfCancelled();
  const draft = draftList(table.value.rows, input.mapping);
  if (draft.valid === 0) return refuse({ code: 'nothing-valid' });
  const { import: id, source, fileName, mapping } = input;
  const fileHash = hashOf(input.content);
  const plan = { import: id, source, fileName, fileHash, mapping };
  const generation = withCatalogue(input.catalogue, (database) => {
    const known = generations(database).find((each) => each.import === id);
    if (known?.state === 'ready') return known.id;
    // Left over from a run that was killed: the same import starts afresh.
    if (known !== undefined) dropImport(database, id);
    try {
      return buildGeneration(database, plan, draft, input.referenceKey, context);
    } catch (cause) {
      dropImport(database, id);
      throw cause;
    }
  });
  const { payers, valid: lines, total, invalid } = draft;
  return ok({ generation, payers: payers.length, lines, total, invalid, fileHash });
}

function dropImport(database: CatalogueDatabase, id: string): void {
  const built = generations(database).find((each) => each.import === id && !each.inForce);
  if (built !== undefined) dropGeneration(database, built.id, () => undefined);
}

/** Removes every generation that is not in force but those named. Gives how many went. */
export function sweepGenerations(
  input: { readonly catalogue: string; readonly keep: readonly number[] },
  context: JobContext<number>,
): number {
  return withCatalogue(input.catalogue, (database) => {
    const old = generations(database).filter((each) => !each.inForce && !input.keep.includes(each.id));
    for (const { id } of old) dropGeneration(database, id, () => context.stopIfCancelled());
    return old.length;
  });
}

function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function withCatalogue<R>(path: string, run: (database: CatalogueDatabase) => R): R {
  const database = openCatalogue(path);
  try {
    return run(database);
  } finally {
    database.close();
  }
}
