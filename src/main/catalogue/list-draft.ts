/** From the bytes of a file to what its list says: what everybody who reads one file makes of it in the same way. */
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { ImportMapping } from '../../shared/rpc/import.ts';
import { type Draft, draftList, nothingRead } from './draft.ts';
import { readTable } from './file/read.ts';
import { cellText, type FileFault, type Table } from './file/table.ts';
import { type Half, rowsOfHalf } from './halves.ts';
import { headerTexts } from './header-rows.ts';
import { guessMapping, rememberedMapping, type SavedMapping } from './layout.ts';

/** How a file is read. */
export interface ReadingWay {
  /** As a person chose; null: as its source was read last, else find the header row and guess the columns. */
  readonly mapping: ImportMapping | null;
  /** How its source was read last. */
  readonly saved: SavedMapping | null;
}

/** What a file says. It holds no cell but those of the sample. */
export interface FileDraft {
  readonly draft: Draft;
  readonly mapping: ImportMapping;
  /** Whether the mapping is that of the source. */
  readonly remembered: boolean;
  /** Header texts the mapping was made for. */
  readonly headers: readonly string[];
  readonly sheets: readonly string[];
  /** The first rows, for the preview. */
  readonly sample: string[][];
}

/** Rows of the file shown in the preview. */
const sampleRows = 20;

/** Share of the work that goes into the cells of the file. */
const cellsShare = 0.3;

/**
 * Reads a file; of a large list only a half where that is asked for, of any other list the first takes all.
 * `progress` is told the share done, 0 to 1, and stops it by throwing.
 */
export async function draftFile(
  content: Uint8Array,
  way: ReadingWay,
  progress: (share: number) => void,
  half: Half | 'all' = 'all',
): Promise<Result<FileDraft, FileFault>> {
  const table = await readTable(content, way.mapping?.sheet ?? null);
  if (!table.ok) return table;
  progress(cellsShare);
  const { rows, sheets } = table.value;
  const { mapping, remembered } = mappingFor(way, table.value);
  const own = half === 'all' ? null : rowsOfHalf(rows, mapping, half);
  const pause = (share: number) => progress(cellsShare + share * (1 - cellsShare));
  const draft =
    own === null && half === 'second'
      ? nothingRead
      : draftList(rows, mapping, { pause, own: own ?? undefined });
  const headers = headerTexts(rows, mapping.headerRow, mapping.headerRows);
  return ok({ draft, mapping, remembered, headers, sheets, sample: sampleOf(table.value, mapping) });
}

/** The mapping a person chose, or what the source had before, or a guess. */
function mappingFor(
  { mapping, saved }: ReadingWay,
  { rows, sheet }: Table,
): Pick<FileDraft, 'mapping' | 'remembered'> {
  if (mapping !== null) return { mapping: { ...mapping, sheet }, remembered: false };
  const known = saved === null ? null : rememberedMapping(rows, sheet, saved);
  return known === null
    ? { mapping: guessMapping(rows, sheet), remembered: false }
    : { mapping: known, remembered: true };
}

function sampleOf({ rows }: Table, mapping: ImportMapping): string[][] {
  const mapped = Object.values(mapping.columns).some((column) => column !== null);
  const from = mapped ? mapping.headerRow + 1 : 0;
  return rows.slice(from, from + sampleRows).map((row) => row.map(cellText));
}
