import type { ImportMapping } from '../../shared/rpc/import.ts';
import { type Cell, cellText } from './file/table.ts';
import { eachCell } from './row-kinds.ts';

/**
 * How a list writes birth dates as text: day first, as here; month first, as programs set to English do; or `mixed`,
 * when some rows can only be one and some only the other, so that 03/04 can be neither told nor taken.
 */
export type BirthOrder = 'day-first' | 'month-first' | 'mixed';

/** Tells it from the dates that can only be read one way. */
export function birthOrder(rows: readonly (readonly Cell[])[], mapping: ImportMapping): BirthOrder {
  if (mapping.columns.birthDate === null) return 'day-first';
  let dayFirst = false;
  let monthFirst = false;
  eachCell(rows, mapping, 'birthDate', (cell) => {
    const text = cellText(cell);
    // Most lists say only the year, or hold dates: nothing to look at.
    if (text.length < 'd.m.yyyy'.length) return;
    const found = /^(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}/.exec(text);
    if (found === null) return;
    dayFirst ||= Number(found[1]) > 12;
    monthFirst ||= Number(found[2]) > 12;
  });
  if (!monthFirst) return 'day-first';
  return dayFirst ? 'mixed' : 'month-first';
}
