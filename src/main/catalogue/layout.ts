import type { ImportMapping } from '../../shared/rpc/contract.ts';
import { foldVietnamese } from '../../shared/text/index.ts';
import { type Cell, cellText } from './file/table.ts';
import { type ColumnRole, headerWords } from './headers.ts';
import { headerSearchRows } from './limits.ts';

export const columnRoles = Object.keys(headerWords) as readonly ColumnRole[];

type Columns = Partial<Record<ColumnRole, number>>;

/**
 * A header cell as it is compared: folded, what stands in brackets and units dropped, only letters and digits, footnote
 * digits after a word gone, of a bilingual cell the first line.
 */
export function headerKey(cell: Cell | undefined): string {
  const text = cellText(cell);
  const [first = ''] = text.split(/\r?\n/);
  return foldVietnamese(first)
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/([a-z])\d+\b/g, '$1')
    .replace(/\b(vnd|dong|d)\s*$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Finds the header row and what its columns hold: the row, among the first 60, in which most columns are recognised.
 * It must show a name, and a code or an amount; otherwise nothing is guessed and the mapping comes back empty, for a
 * person to fill in.
 */
export function guessMapping(rows: readonly (readonly Cell[])[], sheet: string | null): ImportMapping {
  let best: { row: number; columns: Columns; score: number } | null = null;
  for (const [row, cells] of rows.slice(0, headerSearchRows).entries()) {
    const columns = recognise(cells);
    const score = Object.keys(columns).length;
    const enough = columns.name !== undefined && (columns.code !== undefined || columns.amount !== undefined);
    if (enough && (best === null || score > best.score)) best = { row, columns, score };
  }
  return mappingOf(sheet, best?.row ?? 0, best?.columns ?? {});
}

/** The mapping of chosen columns; roles not named are not in the file. */
export function mappingOf(sheet: string | null, headerRow: number, columns: Columns): ImportMapping {
  const all = Object.fromEntries(columnRoles.map((role) => [role, columns[role] ?? null]));
  return { sheet, headerRow, columns: all as ImportMapping['columns'] };
}

/** Each role takes the column with its best word; a column serves one role only. */
function recognise(cells: readonly Cell[]): Columns {
  const keys = cells.map(headerKey);
  const offers = columnRoles.flatMap((role) =>
    keys.flatMap((key, column) => {
      const rank = key === '' ? -1 : headerWords[role].indexOf(key);
      return rank < 0 ? [] : [{ role, column, rank }];
    }),
  );
  offers.sort((a, b) => a.rank - b.rank || a.column - b.column);
  const columns: Columns = {};
  const taken = new Set<number>();
  for (const { role, column } of offers) {
    if (columns[role] !== undefined || taken.has(column)) continue;
    columns[role] = column;
    taken.add(column);
  }
  return columns;
}
