/** The rows of a header: one, or two or three with groups over columns (facts/files §0.2, §3.4). */
import { foldVietnamese } from '../../shared/text/index.ts';
import { readAmount } from './file/amount.ts';
import { type Cell, cellText } from './file/table.ts';

type Rows = readonly (readonly Cell[])[];

/** Rows a header has at most. */
const mostHeaderRows = 3;

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

/** The words a header cell may go by: its first line, where the second is a translation, and all of it. */
export function headerKeys(cell: Cell | undefined): string[] {
  return [...new Set([headerKey(cell), headerKey(oneLine(cell))])].filter((key) => key !== '');
}

/** The texts over one column, from top to bottom, each once; `own` are its cells, nothing spread from further left. */
export interface HeaderColumn {
  readonly parts: readonly string[];
  readonly own: readonly Cell[];
}

/**
 * The columns of a header that ends at `headerRow`. A merged group has its text in its first column only, so it is
 * spread to the right over columns that have a text of their own below it.
 */
export function headerColumns(rows: Rows, headerRow: number, headerRows: number): HeaderColumn[] {
  const span = rows.slice(Math.max(0, headerRow - headerRows + 1), headerRow + 1);
  const bottom = span.at(-1) ?? [];
  const columns = Math.max(0, ...span.map((row) => row.length));
  const groups = span.slice(0, -1).map((row) => spread(row, bottom, columns));
  return Array.from({ length: columns }, (_, column) => {
    const own = span.map((row) => row[column] ?? null);
    const parts = [...groups.map((group) => group[column] ?? ''), oneLine(own.at(-1))];
    return { parts: distinct(parts), own };
  });
}

function spread(row: readonly Cell[], below: readonly Cell[], columns: number): string[] {
  let group = '';
  return Array.from({ length: columns }, (_, column) => {
    const text = oneLine(row[column]);
    const hasOwn = oneLine(below[column]) !== '';
    // A column merged downwards is a header of its own and ends a group.
    if (text !== '') group = hasOwn ? text : '';
    else if (!hasOwn) group = '';
    return text === '' ? group : text;
  });
}

function oneLine(cell: Cell | undefined): string {
  return cellText(cell).replace(/\s+/g, ' ');
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text) => text !== ''))];
}

/** The header as the preview shows it, one text for each column. */
export function headerTexts(rows: Rows, headerRow: number, headerRows: number): string[] {
  return headerColumns(rows, headerRow, headerRows).map(({ parts }) => parts.join(' · '));
}

/**
 * How far the header goes on below the row in which its words were found: rows that have texts for some columns while
 * the columns of name and code stay empty or say the same in another language, and rows of column numbers.
 * @returns the last row and how many rows there are
 */
export function headerExtent(
  rows: Rows,
  found: number,
  keyColumns: readonly number[],
  sameWords: (column: number, key: string) => boolean,
): { readonly headerRow: number; readonly headerRows: number } {
  const goesOn = (cells: readonly Cell[]): boolean => {
    const filled = cells.filter((cell) => cell !== null);
    const texts = filled.filter((cell) => typeof cell === 'string' && !readAmount(cell).ok);
    const silent = keyColumns.every((column) => {
      const key = headerKey(cells[column]);
      return key === '' || sameWords(column, key);
    });
    return silent && texts.length > 0 && texts.length === filled.length && !isColumnNumbers(cells);
  };
  let headerRow = found;
  while (headerRow - found + 1 < mostHeaderRows && goesOn(rows[headerRow + 1] ?? [])) {
    if ((rows[headerRow + 1] ?? []).every((cell) => cell === null)) break;
    headerRow += 1;
  }
  const above = isGroupRow(rows, found) ? 1 : 0;
  return { headerRow, headerRows: Math.min(mostHeaderRows, headerRow - found + 1 + above) };
}

/** Whether the row above holds groups: texts only, none at the very left, at least one over more than one column. */
function isGroupRow(rows: Rows, found: number): boolean {
  const above = rows[found - 1] ?? [];
  const below = rows[found] ?? [];
  const filled = above.flatMap((cell, column) => (cell === null ? [] : [{ cell, column }]));
  return (
    filled.length > 0 &&
    filled.every(({ cell, column }) => typeof cell === 'string' && column > 0 && below[column] !== null) &&
    filled.some(({ column }) => (above[column + 1] ?? null) === null && (below[column + 1] ?? null) !== null)
  );
}

/** The row `(1) (2) (3)` that forms put under their header. */
export function isColumnNumbers(cells: readonly Cell[]): boolean {
  const filled = cells.filter((cell) => cell !== null).map(cellText);
  return filled.length > 2 && filled.every((text, index) => index === 0 || /^\(\d+\)$/.test(text));
}
