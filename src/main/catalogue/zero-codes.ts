import type { ImportMapping } from '../../shared/rpc/import.ts';
import type { RowError } from './draft.ts';
import { type Cell, cellText } from './file/table.ts';
import { cellOf } from './row-kinds.ts';

/**
 * Codes that have probably lost leading zeros in a spreadsheet: digits only, shorter than the length most codes of the
 * list have, while none of that length begins with a zero. A warning: a plain running number looks the same.
 */
export function zeroWarnings(rows: readonly (readonly Cell[])[], mapping: ImportMapping): RowError[] {
  const warnings: RowError[] = [];
  for (const column of ['code', 'identity'] as const) {
    const codes = rows.flatMap((cells, index) => {
      const text = cellText(cellOf(cells, mapping, column));
      return index > mapping.headerRow && /^\d+$/.test(text) ? [{ row: index + 1, text }] : [];
    });
    const usual = usualLength(codes.map(({ text }) => text));
    if (usual === null || usual < 6) continue;
    if (codes.some(({ text }) => text.length === usual && text.startsWith('0'))) continue;
    const code = column === 'code' ? 'code-zero-lost' : 'identity-zero-lost';
    for (const { row, text } of codes) {
      if (text.length < usual && text.length >= usual - 3) warnings.push({ row, column, code, value: text });
    }
  }
  return warnings;
}

/**
 * Codes that a workbook holds as numbers: whatever zeros they began with are gone, and in such a list none is left to
 * show it. One warning for the list.
 */
export function numberCodeWarning(rows: readonly (readonly Cell[])[], mapping: ImportMapping): RowError[] {
  const codes = rows
    .slice(mapping.headerRow + 1)
    .map((cells) => cellOf(cells, mapping, 'code'))
    .filter((cell) => cell !== null);
  const numbers = codes.filter((cell) => typeof cell === 'number').length;
  if (numbers === 0 || numbers < codes.length * 0.6) return [];
  return [{ row: 0, column: 'code', code: 'code-as-number', value: cellText(codes[0]) }];
}

function usualLength(codes: readonly string[]): number | null {
  const counts = new Map<number, number>();
  for (const { length } of codes) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [length, times] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [0, 0];
  return times > codes.length * 0.6 ? length : null;
}
