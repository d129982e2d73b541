import type { ImportMapping } from '../../shared/rpc/import.ts';
import type { RowError } from './draft.ts';
import { readAmount } from './file/amount.ts';
import type { Cell } from './file/table.ts';
import type { RowKind } from './row-kinds.ts';

/**
 * Compares the sums below the fee columns of a wide list with its rows. Only where the list has one line of totals:
 * subtotals of classes would not be told from the grand total.
 */
export function makeColumnSums(mapping: ImportMapping) {
  const sums = mapping.fees.map(() => 0);
  const totals: (readonly Cell[])[] = [];
  return {
    see(kind: RowKind, cells: readonly Cell[]): void {
      if (sums.length === 0) return;
      if (kind === 'total') totals.push(cells);
      if (kind !== 'data') return;
      for (const [index, { column }] of mapping.fees.entries()) {
        const amount = readAmount(cells[column] ?? null);
        if (amount.ok) sums[index] = (sums[index] ?? 0) + amount.value;
      }
    },
    differences(): RowError[] {
      const [only, further] = totals;
      if (only === undefined || further !== undefined) return [];
      return mapping.fees.flatMap(({ column, fee }, index): RowError[] => {
        const said = readAmount(only[column] ?? null);
        if (!said.ok || said.value === sums[index]) return [];
        return [{ row: 0, column: 'amount', code: 'column-total-differs', value: fee }];
      });
    },
  };
}
