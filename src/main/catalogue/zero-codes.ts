import type { ImportMapping } from '../../shared/rpc/import.ts';
import type { RowError } from './draft.ts';
import { type Cell, cellText } from './file/table.ts';
import { eachCell } from './row-kinds.ts';

/**
 * Codes that have probably lost leading zeros in a spreadsheet: digits only, shorter than the length most codes of the
 * list have, while none of that length begins with a zero. A warning: a plain running number looks the same.
 */
export function zeroWarnings(rows: readonly (readonly Cell[])[], mapping: ImportMapping): RowError[] {
  return (['code', 'identity'] as const).flatMap((column) => {
    const eachCode: EachCode = (see) =>
      eachCell(rows, mapping, column, (cell, row) => {
        const text = cellText(cell);
        if (/^\d+$/.test(text)) see(text, row);
      });
    const short = shortFrom(eachCode);
    if (short === null) return [];
    const code = column === 'code' ? 'code-zero-lost' : 'identity-zero-lost';
    const warnings: RowError[] = [];
    eachCode((text, row) => {
      if (short(text)) warnings.push({ row, column, code, value: text });
    });
    return warnings;
  });
}

/** Calls `see` with each code of digits only. */
type EachCode = (see: (text: string, row: number) => void) => void;

/** Tells codes that are too short by one to three digits; null where codes have no usual length, or zeros are kept. */
function shortFrom(eachCode: EachCode): ((code: string) => boolean) | null {
  const counts = new Map<number, number>();
  const withZero = new Set<number>();
  let all = 0;
  eachCode((text) => {
    all += 1;
    counts.set(text.length, (counts.get(text.length) ?? 0) + 1);
    if (text.startsWith('0')) withZero.add(text.length);
  });
  const [usual, times] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [0, 0];
  if (times <= all * 0.6 || usual < 6 || withZero.has(usual)) return null;
  return ({ length }) => length < usual && length >= usual - 3;
}

/**
 * Codes that a workbook holds as numbers: whatever zeros they began with are gone, and in such a list none is left to
 * show it. One warning for the list.
 */
export function numberCodeWarning(rows: readonly (readonly Cell[])[], mapping: ImportMapping): RowError[] {
  let first: Cell = null;
  let codes = 0;
  let numbers = 0;
  eachCell(rows, mapping, 'code', (cell) => {
    if (cell === null) return;
    first ??= cell;
    codes += 1;
    if (typeof cell === 'number') numbers += 1;
  });
  if (numbers === 0 || numbers < codes * 0.6) return [];
  return [{ row: 0, column: 'code', code: 'code-as-number', value: cellText(first) }];
}
