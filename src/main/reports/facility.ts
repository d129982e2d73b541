/** The facility's figures from the journals of all its counters that are here (design §6; product.md "facility scope"). */
import type { Database as Connection } from 'better-sqlite3';
import { addShare, noShare, type Share, withPaid } from '../../shared/money/index.ts';
import type { FacilityReads } from '../ledger/facility-reads.ts';
import type { LedgerReads } from '../ledger/read.ts';
import type { Database } from '../store/database.ts';
import { type Collected, collectedReport } from './collected.ts';
import type { Period } from './periods.ts';
import { reportSums } from './take-in.ts';

export interface CounterFigures {
  readonly counter: string;
  /** As the counter calls itself in its settings. */
  readonly name: string;
  readonly machine: 'counter' | 'accountant-desk';
  /** Số liệu đến: when its newest entry that is here was made. */
  readonly untilMs: number | null;
  /** Receipts, by issue date. */
  readonly collected: Collected;
  /** Payments, by the day they were made. */
  readonly share: Share;
}

export interface FacilityFigures {
  readonly counters: readonly CounterFigures[];
  readonly total: { readonly collected: Collected; readonly share: Share };
  readonly byMethod: readonly { readonly method: string; readonly count: number; readonly amount: number }[];
}

const nothing: Collected = { issued: 0, issuedCount: 0, voided: 0, voidedCount: 0, refunded: 0, net: 0 };

/** Makes the figures of a period; what was not added up yet is first. */
export function facilityFigures(
  { connection }: Pick<Database<unknown>, 'connection'>,
  own: LedgerReads,
  facility: FacilityReads,
  period: Period,
): FacilityFigures {
  const byMethod = new Map<string, { count: number; amount: number }>();
  const counters = facility.counters().map((counter): CounterFigures => {
    const reads = counter === own.counterId ? own : facility.of(counter);
    reportSums({ connection }, reads).takeInAll();
    let share = noShare;
    for (const paid of paidOf(connection, counter, period)) {
      share = withPaid(share, paid);
      const before = byMethod.get(paid.method) ?? { count: 0, amount: 0 };
      const { count, amount } = before;
      byMethod.set(paid.method, { count: count + paid.count, amount: amount + paid.amount });
    }
    return {
      counter,
      name: reads.setting('counter')?.name ?? '',
      machine: reads.setting('machine')?.kind ?? 'counter',
      untilMs: facility.untilMs(counter),
      collected: collectedReport(connection, reads, period).total,
      share,
    };
  });
  return {
    counters,
    total: {
      collected: counters.reduce((sum, one) => addCollected(sum, one.collected), nothing),
      share: counters.reduce((sum, one) => addShare(sum, one.share), noShare),
    },
    byMethod: [...byMethod]
      .map(([method, sums]) => ({ method, ...sums }))
      .filter(({ count, amount }) => count !== 0 || amount !== 0)
      .sort((a, b) => b.amount - a.amount),
  };
}

function paidOf(connection: Connection, counter: string, { from, to }: Period) {
  return connection
    .prepare<[string, string, string], { method: string; count: number; amount: number }>(
      `SELECT method, sum(count) AS count, sum(amount) AS amount FROM report_pay
       WHERE day >= ? AND day <= ? AND counter = ? GROUP BY method ORDER BY method`,
    )
    .all(from, to, counter);
}

function addCollected(one: Collected, other: Collected): Collected {
  return {
    issued: one.issued + other.issued,
    issuedCount: one.issuedCount + other.issuedCount,
    voided: one.voided + other.voided,
    voidedCount: one.voidedCount + other.voidedCount,
    refunded: one.refunded + other.refunded,
    net: one.net + other.net,
  };
}
