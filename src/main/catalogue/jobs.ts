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
import { errorLimit, type RowError } from './draft.ts';
import type { FileFault } from './file/table.ts';
import {
  abandonImport,
  dropGeneration,
  generations,
  isInForce,
  type SourceInForce,
  sourcesInForce,
} from './generations.ts';
import { type ListSummary, NotInHalves } from './halves.ts';
import { largeFileBytes } from './limits.ts';
import { draftFile } from './list-draft.ts';
import { removeOtherLists } from './list-file.ts';
import type { OpenList } from './open-lists.ts';

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

/** Shares of the work, for the progress shown. */
const shares = { opened: 0.03, draft: 0.4, written: 0.85, compared: 0.95 } as const;

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
    return await withCatalogue(input.catalogue, async (database) => {
      const file = { content, context, paidOn };
      if (content.length < largeFileBytes) return takeFile(database, input, file, undefined);
      try {
        return await takeFile(database, input, file, beside);
      } catch (cause) {
        if (!(cause instanceof NotInHalves)) throw cause;
        return takeFile(database, input, file, undefined);
      }
    });
  } finally {
    await onDisk;
  }
}

/** What the reading of a file goes on with. */
interface Taking {
  readonly content: Uint8Array;
  readonly context: JobContext<number>;
  readonly paidOn: PaidOn;
}

/** @throws {NotInHalves} when it must be read again, without `beside` */
async function takeFile(
  database: CatalogueDatabase,
  input: ReadJobInput,
  { content, context, paidOn }: Taking,
  beside: Beside | undefined,
): Promise<Result<ReadList, FileFault>> {
  const part = (from: number, to: number) => (share: number) => {
    context.stopIfCancelled();
    context.progress(from + (to - from) * share);
  };
  const { import: importId, fileName, source } = input;
  abandonImport(database, importId);
  const inForce = sourcesInForce(database).find((each) => each.source === source);
  const fileHash = createHash('sha256').update(content).digest('hex');
  const file = { import: importId, source, fileName, fileHash };
  const way = { mapping: input.mapping, saved: inForce?.saved ?? null };
  const { stopIfCancelled } = context;
  const build = startList(database, file, { ...input, ...way }, { beside, stopIfCancelled });
  let built = false;
  try {
    const half = beside === undefined ? 'all' : 'first';
    const read = await draftFile(content, way, part(shares.opened, shares.draft), half);
    if (!read.ok) return read;
    const { draft, mapping, remembered, headers, sheets, sample } = read.value;
    const alreadyInForce = isInForce(database, source, fileHash, mapping);
    const progress = part(shares.draft, shares.written);
    if (!alreadyInForce) build.write(draft, progress);
    const whole = await build.whole(draft);
    const listed = database.lists.current().filter(({ id }) => id === inForce?.id);
    const errors = [...lostZeros(listed, whole), ...whole.errors, ...draft.warnings].slice(0, errorLimit);
    const previewWith = (difference: ImportPreview['difference']): ImportPreview => ({
      ...{ ...file, mapping, headers: [...headers], alreadyInForce, remembered, sheets: [...sheets] },
      newFees: newFees(mapping, inForce),
      ...{ rows: whole.rows, valid: whole.valid, invalid: whole.invalid, lines: whole.lines },
      ...{ payers: whole.codes.length, total: whole.total },
      ...{ errors, sample, difference },
    });
    if (whole.valid === 0 || alreadyInForce) return ok({ preview: previewWith(null), generation: null });
    const difference = listed.length === 0 ? null : differenceOf(listed, build.lines(), paidOn);
    part(shares.written, shares.compared)(1);
    await build.finish({ mapping, headers }, whole);
    context.stopIfCancelled();
    built = true;
    return ok({ preview: previewWith(difference), generation: build.generation });
  } finally {
    if (!built) await build.abandon();
  }
}

/** A code of this file that is in force with zeros in front: the file has lost them, and with them every pupil. */
function lostZeros(inForce: readonly OpenList[], { codes }: ListSummary): RowError[] {
  const stripped = new Set(
    inForce.flatMap(({ connection }) =>
      connection
        .prepare<[], string>(`SELECT ltrim(code, '0') FROM payer WHERE code GLOB '0[0-9]*'`)
        .pluck()
        .all(),
    ),
  );
  const lost = codes.find((code) => stripped.has(code));
  return lost === undefined ? [] : [{ row: 0, column: 'code', code: 'code-zero-known', value: lost }];
}

/** Names of fees that come from a column the source has not had before; a fee is never made silently. */
function newFees({ fees }: ImportMapping, inForce: SourceInForce | undefined): string[] {
  const known = new Set((inForce?.saved?.mapping.fees ?? []).map(({ fee }) => fee));
  return [...new Set(fees.map(({ fee }) => fee))].filter((fee) => !known.has(fee));
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
