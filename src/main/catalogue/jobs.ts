/** The long work of this room, as jobs with their own connections (see `store/jobs.ts`). */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { ImportMapping, ImportPreview } from '../../shared/rpc/import.ts';
import type { JobContext } from '../store/jobs.ts';
import { type Beside, startList } from './build-list.ts';
import { type CatalogueDatabase, openCatalogue } from './database.ts';
import { differenceOf, type PaidOn } from './difference.ts';
import { type Draft, draftList, errorLimit, type RowError } from './draft.ts';
import { readTable } from './file/read.ts';
import { cellText, type FileFault, type Table } from './file/table.ts';
import {
  abandonImport,
  dropGeneration,
  generations,
  isInForce,
  type SourceInForce,
  sourcesInForce,
} from './generations.ts';
import { headerTexts } from './header-rows.ts';
import { guessMapping, rememberedMapping } from './layout.ts';
import { removeOtherLists } from './list-file.ts';
import type { OpenList } from './open-lists.ts';
import { orderDraft } from './references.ts';

export interface ReadJobInput {
  /** Path of `catalogue.db`. */
  readonly catalogue: string;
  /** Id of this import, made by the caller. */
  readonly import: string;
  readonly source: string;
  readonly fileName: string;
  /** Path of the file; it is on the disk for good when the job is done. */
  readonly path: string;
  /** Null: as the source was read last, else find the header row and guess the columns. */
  readonly mapping: ImportMapping | null;
  /** At least 32 bytes, made once and kept in the local settings: it makes the references. */
  readonly referenceKey: Uint8Array;
}

export interface ReadList {
  readonly preview: ImportPreview;
  /** What was built and waits for the pointer; null when nothing is to be taken. */
  readonly generation: number | null;
}

/** Rows of the file shown in the preview. */
const sampleRows = 20;

/** Shares of the work, for the progress shown. */
const shares = { opened: 0.03, read: 0.15, draft: 0.4, written: 0.85, compared: 0.95 } as const;

/**
 * Reads a file, says what taking it would mean, and builds its generation from the valid rows. It is not in force: the
 * caller moves the pointer between its journal entries. Refused, cancelled or failed, nothing of it stays.
 */
export async function readList(
  input: ReadJobInput,
  context: JobContext<number>,
  paidOn: PaidOn = () => 0,
  beside?: Beside,
): Promise<Result<ReadList, FileFault>> {
  const { content, onDisk } = await readDurably(input.path);
  try {
    context.progress(shares.opened);
    const table = await readTable(content, input.mapping?.sheet ?? null);
    if (!table.ok) return table;
    const fileHash = createHash('sha256').update(content).digest('hex');
    return await withCatalogue(input.catalogue, async (database) =>
      ok(await takeTable(database, input, table.value, { fileHash, context, paidOn, beside })),
    );
  } finally {
    await onDisk;
  }
}

/** What the reading of a table goes on with. */
interface Taking {
  readonly fileHash: string;
  readonly context: JobContext<number>;
  readonly paidOn: PaidOn;
  readonly beside: Beside | undefined;
}

async function takeTable(
  database: CatalogueDatabase,
  input: ReadJobInput,
  table: Table,
  { fileHash, context, paidOn, beside }: Taking,
): Promise<ReadList> {
  const part = (from: number, to: number) => (share: number) => {
    context.stopIfCancelled();
    context.progress(from + (to - from) * share);
  };
  part(0, shares.read)(1);
  abandonImport(database, input.import);
  const inForce = sourcesInForce(database).find(({ source }) => source === input.source);
  const { mapping, remembered } = mappingFor(input, table, inForce);
  const draft = draftList(table.rows, mapping, { pause: part(shares.read, shares.draft) });
  const alreadyInForce = isInForce(database, input.source, fileHash, mapping);
  const headers = headerTexts(table.rows, mapping.headerRow, mapping.headerRows);
  const { import: importId, fileName, source } = input;
  const plan = { import: importId, source, fileName, fileHash, mapping, headers };
  const listed = database.lists.current().filter(({ id }) => id === inForce?.id);
  const previewWith = (difference: ImportPreview['difference']): ImportPreview => ({
    ...{ ...plan, alreadyInForce, remembered, sheets: [...table.sheets] },
    newFees: newFees(mapping, inForce),
    ...{ rows: draft.rows, valid: draft.valid, invalid: draft.invalid, lines: draft.lines },
    ...{ payers: draft.payers.length, total: draft.total },
    errors: [...lostZeros(listed, draft), ...draft.errors].slice(0, errorLimit).map((each) => ({ ...each })),
    sample: sampleOf(table, mapping),
    difference,
  });
  if (draft.valid === 0 || alreadyInForce) return { preview: previewWith(null), generation: null };
  const ordered = orderDraft(draft);
  const build = startList(database, plan, draft, ordered, input, beside);
  try {
    const progress = part(shares.draft, shares.written);
    build.write({ progress, stopIfCancelled: context.stopIfCancelled });
    const difference = listed.length === 0 ? null : differenceOf(listed, await build.lines(), paidOn);
    part(shares.written, shares.compared)(1);
    await build.finish();
    context.stopIfCancelled();
    return { preview: previewWith(difference), generation: build.generation };
  } catch (cause) {
    await build.abandon();
    throw cause;
  }
}

/** The mapping a person chose, or what the source had before, or a guess. */
function mappingFor(
  input: ReadJobInput,
  { rows, sheet }: Table,
  inForce: SourceInForce | undefined,
): { readonly mapping: ImportMapping; readonly remembered: boolean } {
  if (input.mapping !== null) return { mapping: { ...input.mapping, sheet }, remembered: false };
  const saved = inForce?.saved ?? null;
  const known = saved === null ? null : rememberedMapping(rows, sheet, saved);
  return known === null
    ? { mapping: guessMapping(rows, sheet), remembered: false }
    : { mapping: known, remembered: true };
}

/** A code of this file that is in force with zeros in front: the file has lost them, and with them every pupil. */
function lostZeros(inForce: readonly OpenList[], draft: Draft): RowError[] {
  const stripped = new Set(
    inForce.flatMap(({ connection }) =>
      connection
        .prepare<[], string>(`SELECT ltrim(code, '0') FROM payer WHERE code GLOB '0[0-9]*'`)
        .pluck()
        .all(),
    ),
  );
  const lost = draft.payers.find(({ code }) => stripped.has(code));
  return lost === undefined ? [] : [{ row: 0, column: 'code', code: 'code-zero-known', value: lost.code }];
}

/** Names of fees that come from a column the source has not had before; a fee is never made silently. */
function newFees({ fees }: ImportMapping, inForce: SourceInForce | undefined): string[] {
  const known = new Set((inForce?.saved?.mapping.fees ?? []).map(({ fee }) => fee));
  return [...new Set(fees.map(({ fee }) => fee))].filter((fee) => !known.has(fee));
}

function sampleOf({ rows }: Table, mapping: ImportMapping): string[][] {
  const mapped = Object.values(mapping.columns).some((column) => column !== null);
  const from = mapped ? mapping.headerRow + 1 : 0;
  return rows.slice(from, from + sampleRows).map((row) => row.map(cellText));
}

/** Reads a file and has it written to the disk meanwhile: the list may be in force a moment after it was read. */
async function readDurably(path: string): Promise<{ content: Uint8Array; onDisk: Promise<void> }> {
  const file = await open(path, 'r+');
  const onDisk = file.sync().finally(() => file.close());
  // Who waits for it hears of a failure; until then it is nobody's.
  onDisk.catch(() => undefined);
  return { content: readFileSync(path), onDisk };
}

/** Removes every generation that is not in force but those named, and files that are of none. Gives how many went. */
export function sweepGenerations(
  input: { readonly catalogue: string; readonly keep: readonly number[] },
  context: Pick<JobContext<number>, 'stopIfCancelled'>,
): Promise<number> {
  return withCatalogue(input.catalogue, (database) => {
    const old = generations(database).filter((each) => !each.inForce && !input.keep.includes(each.id));
    const gone = old.filter(({ id }) => {
      context.stopIfCancelled();
      return dropGeneration(database, id);
    });
    removeOtherLists(database.path, new Set(generations(database).map(({ id }) => id)));
    return gone.length;
  });
}

async function withCatalogue<R>(path: string, run: (database: CatalogueDatabase) => R): Promise<Awaited<R>> {
  const database = openCatalogue(path);
  try {
    return await run(database);
  } finally {
    database.close();
  }
}
