/** Names in the old fonts TCVN3 and VNI: their bytes read as Latin letters that no Vietnamese name has. */
import type { ImportMapping } from '../../shared/rpc/import.ts';
import { type Cell, cellText } from './file/table.ts';
import { eachCell } from './row-kinds.ts';

/** Signs that are in no name at all. */
const signs = /[\u00a7-\u00ae\u00b5-\u00be\ufffd]/;
/** Letters of other languages: one name may have them, but not a tenth of a list. */
const foreignLetters = /[ÄÅÆÇËÎÏÑÖØÛÜÞßäåæçëîïñöøûüþÿ]/;

const fewest = 3;
const share = 0.1;

/** Whether so many names of a list have letters of other languages that it is the font. */
export function inOldFont(rows: readonly (readonly Cell[])[], mapping: ImportMapping): boolean {
  let names = 0;
  let foreign = 0;
  eachCell(rows, mapping, 'name', (cell) => {
    const name = cellText(cell);
    if (name === '') return;
    names += 1;
    if (foreignLetters.test(name) || signs.test(name)) foreign += 1;
  });
  return foreign >= fewest && foreign >= names * share;
}

/** A letter at all, and nothing by which an old font betrays itself. */
export function isReadableName(name: string, oldFont: boolean): boolean {
  return /\p{L}/u.test(name) && !signs.test(name) && !(oldFont && foreignLetters.test(name));
}
