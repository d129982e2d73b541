import type { ImportMapping } from '../../shared/rpc/import.ts';
import type { RowError } from './draft.ts';
import { type Cell, cellText } from './file/table.ts';
import { cellOf } from './row-kinds.ts';

/**
 * Codes that have probably lost leading zeros in a spreadsheet: digits only, shorter than the length most codes of the
 * list have, while none of that length begins with a zero. A warning: a plain running number looks the same.
 */
export function zeroWarnings(rows: readonly (readonly Cell[])[], mapping: ImportMapping): RowError[] {
  return (['code', 'identity'] as const).flatMap((column) => {
    const short = shortFrom(digitCodes(rows, mapping, column));
    if (short === null) return [];
    const code = column === 'code' ? 'code-zero-lost' : 'identity-zero-lost';
    const warnings: RowError[] = [];
    for (const { row, text } of digitCodes(rows, mapping, column)) {
      if (short(text)) warnings.push({ row, column, code, value: text });
    }
    return warnings;
  });
}

function* digitCodes(
  rows: readonly (readonly Cell[])[],
  mapping: ImportMapping,
  column: 'code' | 'identity',
) {
  for (let index = mapping.headerRow + 1; index < rows.length; index += 1) {
    const text = cellText(cellOf(rows[index] ?? [], mapping, column));
    if (/^\d+$/.test(text)) yield { row: index + 1, text };
  }
}

/** Tells codes that are too short by one to three digits; null where codes have no usual length, or zeros are kept. */
function shortFrom(codes: Iterable<{ readonly text: string }>): ((code: string) => boolean) | null {
  const counts = new Map<number, number>();
  const withZero = new Set<number>();
  let all = 0;
  for (const { text } of codes) {
    all += 1;
    counts.set(text.length, (counts.get(text.length) ?? 0) + 1);
    if (text.startsWith('0')) withZero.add(text.length);
  }
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
  for (let index = mapping.headerRow + 1; index < rows.length; index += 1) {
    const cell = cellOf(rows[index] ?? [], mapping, 'code');
    if (cell === null) continue;
    first ??= cell;
    codes += 1;
    if (typeof cell === 'number') numbers += 1;
  }
  if (numbers === 0 || numbers < codes * 0.6) return [];
  return [{ row: 0, column: 'code', code: 'code-as-number', value: cellText(first) }];
}
