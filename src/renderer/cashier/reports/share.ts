/** Rows and curves of the cashless share, from the days the counter tells (design §7). */
import { addShare, noShare, type Share } from '../../../shared/money/index.ts';
import type { MethodResponse } from '../../../shared/rpc/contract.ts';

export type Cashless = MethodResponse<'report.cashless'>;

export interface ShareRow extends Share {
  /** A day or, of long periods, a month: `2026-11-19`, `2026-11`. */
  readonly key: string;
}

/** Days of a period of at most a month, else its months; those without a payment are not there. */
export function shareRows({ from, to, days }: Pick<Cashless, 'from' | 'to' | 'days'>): ShareRow[] {
  if (from.slice(0, 7) === to.slice(0, 7)) return days.map(({ day, ...share }) => ({ key: day, ...share }));
  const months = new Map<string, Share>();
  for (const { day, ...share } of days) {
    const month = day.slice(0, 7);
    months.set(month, addShare(months.get(month) ?? noShare, share));
  }
  return [...months].map(([key, share]) => ({ key, ...share }));
}

/** Per cent of a part; nothing of nothing is 0. */
export function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : (part / whole) * 100;
}

/** The share of everything up to and including each row. */
export function growing(rows: readonly ShareRow[]): { readonly value: number[]; readonly count: number[] } {
  let sum = noShare;
  const value: number[] = [];
  const count: number[] = [];
  for (const row of rows) {
    sum = addShare(sum, row);
    value.push(shareOf(sum.cashlessAmount, sum.amount));
    count.push(shareOf(sum.cashlessCount, sum.count));
  }
  return { value, count };
}

export type Standing =
  | { readonly is: 'none' }
  | { readonly is: 'within' }
  | { readonly is: 'above' }
  /** Points that lack, by which of the two ways of counting; the larger lack. */
  | { readonly is: 'below'; readonly by: 'count' | 'value' | 'both'; readonly points: number };

/** How a share stands to the band: both ways of counting have to reach it. */
export function standingOf(
  { count, cashlessCount, amount, cashlessAmount }: Share,
  target: Cashless['target'],
): Standing {
  if (target === null || count === 0) return { is: 'none' };
  const byCount = shareOf(cashlessCount, count);
  const byValue = shareOf(cashlessAmount, amount);
  const lacks = { count: target.low - byCount, value: target.low - byValue };
  if (lacks.count > 0 || lacks.value > 0) {
    const by = lacks.count > 0 && lacks.value > 0 ? 'both' : lacks.count > 0 ? 'count' : 'value';
    return { is: 'below', by, points: Math.max(lacks.count, lacks.value) };
  }
  return byCount > target.high && byValue > target.high ? { is: 'above' } : { is: 'within' };
}
