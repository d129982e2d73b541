import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Source } from './tables.ts';

/** A line to be covered, with the receipt it will stand on. */
export interface LineToCover {
  readonly line: string;
  readonly receipt: string;
  readonly amount: number;
}

/** Money to cover lines with, in the order in which it was confirmed. */
export interface MoneyToUse {
  readonly source: Source;
  readonly id: string;
  readonly amount: number;
}

export interface AllocationRow {
  readonly line: string;
  readonly receipt: string;
  readonly source: Source;
  readonly id: string;
  readonly amount: number;
}

/**
 * Sets lines in the chosen order against money in the order of confirmation, to the đồng (design §4), so that every
 * figure by method × fee type × class adds up. Money left over stays unallocated; too little is `not-covered`.
 */
export function allocate(
  lines: readonly LineToCover[],
  money: readonly MoneyToUse[],
): Result<readonly AllocationRow[], 'not-covered'> {
  const rows: AllocationRow[] = [];
  let next = 0;
  let left = money[0]?.amount ?? 0;
  for (const { line, receipt, amount } of lines) {
    let open = amount;
    while (open > 0) {
      const used = money[next];
      if (used === undefined) return refuse('not-covered');
      const taken = Math.min(open, left);
      if (taken > 0) rows.push({ line, receipt, source: used.source, id: used.id, amount: taken });
      open -= taken;
      left -= taken;
      if (left === 0) {
        next += 1;
        left = money[next]?.amount ?? 0;
      }
    }
  }
  return ok(rows);
}

/** What a receipt takes of each source, in the order of the rows. */
export function usedBy(rows: readonly AllocationRow[], receipt: string): MoneyToUse[] {
  const used = new Map<string, MoneyToUse>();
  for (const row of rows) {
    if (row.receipt !== receipt) continue;
    const key = `${row.source}|${row.id}`;
    const before = used.get(key);
    used.set(key, { source: row.source, id: row.id, amount: (before?.amount ?? 0) + row.amount });
  }
  return [...used.values()];
}
