/** Which rows of a list are rows of data. Forms put titles, subtotals, column numbers and signatures between them. */
import type { ImportMapping } from '../../shared/rpc/import.ts';
import { feeMark } from './fee-columns.ts';
import { readAmount } from './file/amount.ts';
import { type Cell, cellText } from './file/table.ts';
import { isColumnNumbers } from './header-rows.ts';
import type { ColumnRole } from './headers.ts';
import { foldText } from './texts.ts';

/** Columns without which a list is none. */
export const neededColumns = ['code', 'name', 'amount'] as const;

/** Those that are needed and not there; the amounts of a wide list stand in its fee columns. */
export function missingColumns(mapping: ImportMapping): readonly ColumnRole[] {
  return neededColumns.filter(
    (role) => mapping.columns[role] === null && !(role === 'amount' && mapping.fees.length > 0),
  );
}

/** The cell a role is read from; null when the file has no such column or the row is shorter. */
export function cellOf(cells: readonly Cell[], mapping: ImportMapping, role: ColumnRole): Cell {
  const column = mapping.columns[role];
  return column === null || column === undefined ? null : (cells[column] ?? null);
}

/** Calls `see` with the cell of a role in each row below the header, and the row's number as spreadsheets count. */
export function eachCell(
  rows: readonly (readonly Cell[])[],
  mapping: ImportMapping,
  role: ColumnRole,
  see: (cell: Cell, row: number) => void,
): void {
  for (let index = mapping.headerRow + 1; index < rows.length; index += 1) {
    see(cellOf(rows[index] ?? [], mapping, role), index + 1);
  }
}

/** A row of data is to be read; of totals come the sums of the columns; everything else is passed over. */
export type RowKind = 'data' | 'total' | 'other';

/**
 * Says row by row what it is. Passed over are: empty rows, headings of one cell without an amount, column numbers, the
 * rates that forms put under their fee columns, totals, and below totals whatever has not at least a name and an amount.
 * Everything else is read, and is an error when it cannot be: no debt disappears without being shown.
 */
export function makeRowKinds(mapping: ImportMapping): (cells: readonly Cell[]) => RowKind {
  const wide = mapping.fees.length > 0;
  const has = (cells: readonly Cell[], role: ColumnRole) => cellOf(cells, mapping, role) !== null;
  const amounts = (cells: readonly Cell[]): readonly Cell[] =>
    wide ? mapping.fees.map(({ column }) => cells[column] ?? null) : [cellOf(cells, mapping, 'amount')];
  const hasAmount = (cells: readonly Cell[]) => amounts(cells).some((cell) => cell !== null);
  let belowTotals = false;
  let dataSeen = false;
  return (cells) => {
    // A list may go on below the subtotal of a class or ward.
    if (has(cells, 'code') && has(cells, 'name') && (wide || hasAmount(cells))) belowTotals = false;
    else if (isTotal(cells, mapping)) {
      belowTotals = true;
      return 'total';
    }
    const data = isData(cells);
    dataSeen ||= data;
    return data ? 'data' : 'other';
  };

  /** What each fee costs, as forms say it right below the header: nobody's name, and no code. */
  function isRates(cells: readonly Cell[]): boolean {
    return !has(cells, 'name') && !/\d/.test(cellText(cellOf(cells, mapping, 'code')));
  }

  function isData(cells: readonly Cell[]): boolean {
    if (belowTotals) {
      return (
        has(cells, 'name') && amounts(cells).some((cell) => readAmount(cell).ok || feeMark(cell) !== null)
      );
    }
    if (wide && !dataSeen && isRates(cells)) return false;
    const filled = cells.filter((cell) => cell !== null).length;
    return filled > 1 ? !isColumnNumbers(cells) : filled === 1 && hasAmount(cells);
  }
}

/** A line of totals: its label stands first, and nobody's code and name do (Tống is a family name). */
function isTotal(cells: readonly Cell[], mapping: ImportMapping): boolean {
  const first = cellText(cells.find((cell) => cell !== null));
  const named = cellText(cellOf(cells, mapping, 'name'));
  const coded = cellText(cellOf(cells, mapping, 'code'));
  const labelled = (coded === '' || coded === first) && (named === '' || named === first);
  return labelled && /^(tong|cong|total)\b/.test(foldText(first));
}
