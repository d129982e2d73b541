/** Which rows of a list are rows of data. Forms put titles, subtotals, column numbers and signatures between them. */
import type { ImportMapping } from '../../shared/rpc/contract.ts';
import { foldVietnamese } from '../../shared/text/index.ts';
import { readAmount } from './file/amount.ts';
import { type Cell, cellText } from './file/table.ts';
import type { ColumnRole } from './headers.ts';

/** Columns without which a list is none. */
export const neededColumns = ['code', 'name', 'amount'] as const;

/** The cell a role is read from; null when the file has no such column or the row is shorter. */
export function cellOf(cells: readonly Cell[], mapping: ImportMapping, role: ColumnRole): Cell {
  const column = mapping.columns[role];
  return column === null || column === undefined ? null : (cells[column] ?? null);
}

/**
 * Says row by row whether it is to be read. Passed over are: empty rows, headings of one cell without an amount, column
 * numbers, totals, and below totals whatever has not at least a name and an amount. Everything else is read, and is an
 * error when it cannot be: no debt disappears without being shown.
 */
export function makeRowFilter(mapping: ImportMapping): (cells: readonly Cell[]) => boolean {
  const has = (cells: readonly Cell[], role: ColumnRole) => cellOf(cells, mapping, role) !== null;
  let belowTotals = false;
  return (cells) => {
    // A list may go on below the subtotal of a class or ward.
    if (neededColumns.every((role) => has(cells, role))) belowTotals = false;
    else if (isTotal(cells, mapping)) {
      belowTotals = true;
      return false;
    }
    if (belowTotals) return has(cells, 'name') && readAmount(cellOf(cells, mapping, 'amount')).ok;
    const filled = cells.filter((cell) => cell !== null).length;
    return filled > 1 ? !isColumnNumbers(cells) : filled === 1 && has(cells, 'amount');
  };
}

/** A line of totals: its label stands first, and nobody's code and name do (Tống is a family name). */
function isTotal(cells: readonly Cell[], mapping: ImportMapping): boolean {
  const first = cellText(cells.find((cell) => cell !== null));
  const named = cellText(cellOf(cells, mapping, 'name'));
  const coded = cellText(cellOf(cells, mapping, 'code'));
  const labelled = (coded === '' || coded === first) && (named === '' || named === first);
  return labelled && /^(tong|cong|total)\b/.test(foldVietnamese(first));
}

/** The row `(1) (2) (3)` that forms put under their header. */
function isColumnNumbers(cells: readonly Cell[]): boolean {
  const filled = cells.filter((cell) => cell !== null).map(cellText);
  return filled.length > 2 && filled.every((text, index) => index === 0 || /^\(\d+\)$/.test(text));
}
