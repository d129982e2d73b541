import type { ImportMapping } from '../../shared/rpc/import.ts';
import { type Cell, cellText } from './file/table.ts';
import { cellOf } from './row-kinds.ts';

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
  for (const cells of rows.slice(mapping.headerRow + 1)) {
    const found = /^(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}/.exec(cellText(cellOf(cells, mapping, 'birthDate')));
    if (found === null) continue;
    dayFirst ||= Number(found[1]) > 12;
    monthFirst ||= Number(found[2]) > 12;
  }
  if (!monthFirst) return 'day-first';
  return dayFirst ? 'mixed' : 'month-first';
}
