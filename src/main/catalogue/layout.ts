/** Which row is the header and what its columns hold, by their words or by what the same source had before. */
import type { ImportMapping } from '../../shared/rpc/import.ts';
import { importRoles } from '../../shared/rpc/import.ts';
import { foldVietnamese } from '../../shared/text/index.ts';
import { findFeeColumns, titleFacts } from './fee-columns.ts';
import type { Cell } from './file/table.ts';
import { type HeaderColumn, headerColumns, headerExtent, headerKey, headerKeys } from './header-rows.ts';
import { type ColumnRole, headerWords } from './headers.ts';
import { headerSearchRows } from './limits.ts';

type Rows = readonly (readonly Cell[])[];
type Columns = Partial<Record<ColumnRole, number>>;

/**
 * Finds the header and what its columns hold: the row, among the first 60, in which most columns are recognised, with
 * the rows that belong to it. It must show a name, and a code or an amount; otherwise nothing is guessed and the mapping
 * comes back empty, for a person to fill in.
 */
export function guessMapping(rows: Rows, sheet: string | null): ImportMapping {
  let best: { row: number; columns: Columns; score: number } | null = null;
  for (const [row, cells] of rows.slice(0, headerSearchRows).entries()) {
    const columns = recognise(cells.map(headerKeys));
    const score = Object.keys(columns).length;
    const enough = columns.name !== undefined && (columns.code !== undefined || columns.amount !== undefined);
    if (enough && (best === null || score > best.score)) best = { row, columns, score };
  }
  if (best === null) return mappingOf(sheet, 0, {});
  const keyColumns = [best.columns.name, best.columns.code].filter((column) => column !== undefined);
  const sameWords = (column: number, key: string) =>
    (['name', 'code'] as const).some(
      (role) => best?.columns[role] === column && headerWords[role].includes(key),
    );
  const { headerRow, headerRows } = headerExtent(rows, best.row, keyColumns, sameWords);
  const header = headerColumns(rows, headerRow, headerRows);
  const columns = recognise(header.map(columnKeys));
  return widened(rows, header, {
    ...mappingOf(sheet, headerRow, columns),
    headerRows,
    fixed: titleFacts(rows, headerRow - headerRows + 1),
  });
}

/** With fee columns, where the list has them: its one amount is then the sum of a row. */
function widened(rows: Rows, header: readonly HeaderColumn[], mapping: ImportMapping): ImportMapping {
  const fees = findFeeColumns(rows, mapping.headerRow, header, mapping.columns);
  if (fees.length === 0) return mapping;
  const { amount, total } = mapping.columns;
  const sum = fees.some(({ column }) => column === amount) ? total : (total ?? amount);
  return { ...mapping, fees, columns: { ...mapping.columns, amount: null, total: sum } };
}

/** The mapping of chosen columns with a header of one row; roles not named are not in the file. */
export function mappingOf(sheet: string | null, headerRow: number, columns: Columns): ImportMapping {
  const all = Object.fromEntries(importRoles.map((role) => [role, columns[role] ?? null]));
  return {
    sheet,
    headerRow,
    headerRows: 1,
    columns: all as ImportMapping['columns'],
    fees: [],
    fixed: { className: null, period: null },
  };
}

/** The words a column goes by: its own lowest text, all its texts together, and a text merged over rows. */
function columnKeys({ parts, own }: HeaderColumn): string[] {
  const keys = [...own.toReversed().flatMap(headerKeys), headerKey(parts.join(' '))];
  return [...new Set(keys)].filter((key) => key !== '');
}

/** Each role takes the column with its best word; a column serves one role only. */
function recognise(columnWords: readonly (readonly string[])[]): Columns {
  const offers = importRoles.flatMap((role) =>
    columnWords.flatMap((keys, column) =>
      keys.flatMap((key) => {
        const rank = key === '' ? -1 : headerWords[role].indexOf(key);
        return rank < 0 ? [] : [{ role, column, rank }];
      }),
    ),
  );
  offers.sort((a, b) => a.rank - b.rank || a.column - b.column);
  const columns: Columns = {};
  const taken = new Set<number>();
  for (const { role, column } of offers) {
    if (columns[role] !== undefined || taken.has(column)) continue;
    columns[role] = column;
    taken.add(column);
  }
  return asOneName(columns);
}

/** `Tên` alone is the whole name; beside `Họ đệm` it is the given name. */
function asOneName(columns: Columns): Columns {
  const { givenName, ...rest } = columns;
  return columns.name === undefined && givenName !== undefined ? { ...rest, name: givenName } : columns;
}

/** A mapping with the header it was made for, as a source keeps it. */
export interface SavedMapping {
  readonly mapping: ImportMapping;
  /** The header text of each column. */
  readonly headers: readonly string[];
}

/**
 * What the source had before, for this file: every column it used is looked for by its header, wherever it stands now.
 * Null when one is missing or the header cannot be found; then the columns are guessed anew. New fee columns are
 * added as they are found; titles are read anew, because they tell the month.
 */
export function rememberedMapping(
  rows: Rows,
  sheet: string | null,
  saved: SavedMapping,
): ImportMapping | null {
  const { mapping } = saved;
  const keyOf = (column: number) => exactKey(saved.headers[column] ?? '');
  const used = Object.values(mapping.columns).filter((column) => column !== null);
  if (used.length === 0 || used.some((column) => keyOf(column) === '')) return null;
  const wanted = saved.headers.map(exactKey).filter((key) => key !== '');
  let best: { row: number; header: HeaderColumn[]; keys: string[]; score: number } | null = null;
  for (let row = mapping.headerRows - 1; row < Math.min(rows.length, headerSearchRows); row += 1) {
    const header = headerColumns(rows, row, mapping.headerRows);
    const keys = header.map(({ parts }) => exactKey(parts.join(' · ')));
    if (used.some((column) => !keys.includes(keyOf(column)))) continue;
    const score = wanted.filter((key) => keys.includes(key)).length;
    if (best === null || score > best.score) best = { row, header, keys, score };
  }
  if (best === null) return null;
  const { row, header, keys } = best;
  const placeOf = (column: number) => (keys[column] === keyOf(column) ? column : keys.indexOf(keyOf(column)));
  const columns = Object.entries(mapping.columns).map(([role, column]) => [
    role,
    column === null ? null : placeOf(column),
  ]);
  const found: ImportMapping = {
    ...mapping,
    sheet,
    headerRow: row,
    columns: Object.fromEntries(columns) as ImportMapping['columns'],
    fixed: titleFacts(rows, row - mapping.headerRows + 1),
  };
  return mapping.fees.length === 0 ? found : { ...found, fees: rememberedFees(rows, header, found, saved) };
}

/** A header told apart from every other, months included. */
function exactKey(text: string): string {
  return foldVietnamese(text);
}

/** Fee columns of this file, named as the source named them where their header is the same. */
function rememberedFees(
  rows: Rows,
  header: readonly HeaderColumn[],
  mapping: ImportMapping,
  saved: SavedMapping,
): ImportMapping['fees'] {
  const known = new Map(
    saved.mapping.fees.map((fee) => [exactKey(saved.headers[fee.column] ?? ''), fee] as const),
  );
  const fees = header.flatMap(({ parts }, column) => {
    const before = known.get(exactKey(parts.join(' · ')));
    return before === undefined ? [] : [{ ...before, column }];
  });
  const found = findFeeColumns(rows, mapping.headerRow, header, { ...mapping.columns, amount: null });
  const fresh = found.filter(({ column }) => !fees.some((fee) => fee.column === column));
  return [...fees, ...fresh].sort((a, b) => a.column - b.column);
}
