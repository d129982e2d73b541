import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Source } from './tables.ts';

/** A line to be covered, with the receipt it will stand on. */
export interface LineToCover {
  readonly line: string;
  readonly receipt: string;
  readonly amount: number;
  /** Receiving account of its fee type; null or left out where any money does. */
  readonly account?: string | null;
}

/** Money to cover lines with, in the order in which it was confirmed. */
export interface MoneyToUse {
  readonly source: Source;
  readonly id: string;
  readonly amount: number;
  /** Receiving account it came to; null or left out for cash and cards. */
  readonly account?: string | null;
}

export interface AllocationRow {
  readonly line: string;
  readonly receipt: string;
  readonly source: Source;
  readonly id: string;
  readonly amount: number;
}

/** Takes of the money for the lines in order, as far as it goes; both are lowered by what was taken. */
function take(lines: LeftLine[], money: LeftMoney[]): AllocationRow[] {
  const rows: AllocationRow[] = [];
  for (const line of lines) {
    for (const used of money) {
      const amount = Math.min(line.left, used.left);
      if (amount === 0) continue;
      rows.push({ line: line.line, receipt: line.receipt, source: used.source, id: used.id, amount });
      line.left -= amount;
      used.left -= amount;
    }
  }
  return rows;
}

type LeftLine = LineToCover & { left: number };
type LeftMoney = MoneyToUse & { left: number };

/**
 * Sets lines in the chosen order against money in the order of confirmation, to the đồng (design §4), so that every
 * figure by method × fee type × class adds up. Money that came to the receiving account of a fee type pays its lines
 * first. Money left over stays unallocated; too little is `not-covered`.
 */
export function allocate(
  lines: readonly LineToCover[],
  money: readonly MoneyToUse[],
): Result<readonly AllocationRow[], 'not-covered'> {
  const toCover: LeftLine[] = lines.map((line) => ({ ...line, left: line.amount }));
  const toUse: LeftMoney[] = money.map((used) => ({ ...used, left: used.amount }));
  const rows: AllocationRow[] = [];
  for (const account of new Set(lines.flatMap((line) => line.account ?? []))) {
    const own = toUse.filter((used) => used.account === account);
    rows.push(
      ...take(
        toCover.filter((line) => line.account === account),
        own,
      ),
    );
  }
  rows.push(...take(toCover, toUse));
  if (toCover.some((line) => line.left > 0)) return refuse('not-covered');
  const order = new Map(lines.map(({ line }, index) => [line, index]));
  return ok(rows.sort((a, b) => (order.get(a.line) ?? 0) - (order.get(b.line) ?? 0)));
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
