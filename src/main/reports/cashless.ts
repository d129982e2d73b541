/** The cashless share by count and by value (design §7 "What counts"; R9–R11). */
import type { Database as Connection } from 'better-sqlite3';
import { noShare, type Share, withPaid } from '../../shared/money/index.ts';
import type { LedgerReads } from '../ledger/read.ts';
import type { Period } from './periods.ts';

/** Version of the rule; it stands on every report. */
export const cashlessRule = 'cashless-1';

export interface Counted {
  readonly count: number;
  readonly amount: number;
}

export interface CashlessReport extends Share {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
  readonly byMethod: readonly (Counted & { readonly method: string })[];
  /** Transfer or payment to a merchant, connected or manual card. */
  readonly byKind: readonly (Counted & { readonly method: string; readonly kind: string })[];
  /** The facility's own fees, thu hộ, both on one payment, deposits. */
  readonly byCut: readonly (Counted & { readonly cut: string })[];
  /** Given back on a later day than paid: stands apart and lowers nothing. */
  readonly later: Counted;
  readonly days: readonly (Share & { readonly day: string })[];
  /** The band in force at the end of the period. */
  readonly target: { readonly from: string; readonly low: number; readonly high: number } | null;
}

interface PayRow extends Counted {
  readonly day: string;
  readonly method: string;
  readonly kind: string;
  readonly cut: string;
  readonly laterCount: number;
  readonly laterAmount: number;
}

function groupBy<K extends object>(rows: readonly PayRow[], keyOf: (row: PayRow) => K): (Counted & K)[] {
  const groups = new Map<string, Counted & K>();
  for (const row of rows) {
    const key = keyOf(row);
    const id = JSON.stringify(key);
    const before = groups.get(id) ?? { ...key, count: 0, amount: 0 };
    groups.set(id, { ...before, count: before.count + row.count, amount: before.amount + row.amount });
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => group)
    .filter(({ count, amount }) => count !== 0 || amount !== 0);
}

/** The target band in force on a day: of the dated list, else the older single setting. */
export function targetAt(reads: LedgerReads, day: string): CashlessReport['target'] {
  const dated = reads.setting('targets')?.list ?? [];
  const single = reads.setting('target');
  const all = [...(single === null ? [] : [single]), ...dated].filter(({ from }) => from <= day);
  return all.reduce<CashlessReport['target']>(
    (newest, one) => (newest === null || one.from >= newest.from ? one : newest),
    null,
  );
}

/** Counts payments of a period at these counters, dated by payment, from the sums that were taken in. */
export function cashlessReport(
  connection: Connection,
  reads: LedgerReads,
  period: Period,
  counters: readonly string[] = [reads.counterId],
): CashlessReport {
  const rows = connection
    .prepare<[string, string, string], PayRow>(
      `SELECT day, method, kind, cut, count, amount, "laterCount", "laterAmount" FROM report_pay
       WHERE day >= ? AND day <= ? AND counter IN (SELECT value FROM json_each(?)) ORDER BY day`,
    )
    .all(period.from, period.to, JSON.stringify(counters));
  const days = new Map<string, Share>();
  for (const row of rows) days.set(row.day, withPaid(days.get(row.day) ?? noShare, row));
  return {
    rule: cashlessRule,
    from: period.from,
    to: period.to,
    ...rows.reduce(withPaid, noShare),
    byMethod: groupBy(rows, ({ method }) => ({ method })),
    byKind: groupBy(rows, ({ method, kind }) => ({ method, kind })),
    byCut: groupBy(rows, ({ cut }) => ({ cut })),
    later: {
      count: rows.reduce((sum, row) => sum + row.laterCount, 0),
      amount: rows.reduce((sum, row) => sum + row.laterAmount, 0),
    },
    days: [...days]
      .map(([day, share]) => ({ day, ...share }))
      .filter(({ count, amount }) => count !== 0 || amount !== 0),
    target: targetAt(reads, period.to),
  };
}
