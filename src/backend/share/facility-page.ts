/** One facility as the province page shows it: months of a year, methods, counters, what needs a look. */
import { sql } from 'kysely';
import { noShare, type Paid, type Share, withPaid } from '../../shared/money/index.ts';
import type { Db } from '../backend.ts';
import type { FacilityScope } from '../data/scope.ts';
import { readyMethods } from './house.ts';
import { counterRow } from './lists.ts';
import { byMethod } from './overview.ts';
import { allTargets, type Band, bandAt } from './targets.ts';

export interface MonthShare extends Share {
  readonly month: string;
  readonly target: Band | null;
}

interface MonthPaid extends Paid {
  readonly month: string;
  readonly kind: string;
  readonly cut: string;
  readonly later_count: number;
  readonly later_amount: number;
  readonly last_at: number | null;
}

/** Everything about a facility but its receipts; `month` is the one looked at, its year gives the chart. */
export async function facilityPage(db: Db, scope: FacilityScope, month: string) {
  const { facility } = scope;
  const year = month.slice(0, 4);
  const [row, paid, targets, uses, counters] = await Promise.all([
    db.selectFrom('facility').selectAll().where('id', '=', facility).executeTakeFirstOrThrow(),
    paidIn(db, scope, year),
    allTargets(db),
    db.selectFrom('method_use').selectAll().where('facility', '=', facility).execute(),
    db.selectFrom('counter').selectAll().where('facility', '=', facility).orderBy('name').execute(),
  ]);
  const { name, kind, tier, urban } = row;
  const now = paid.filter((one) => one.month === month);
  const methods = readyMethods.map((method) => {
    const of = now.filter((one) => one.method === method);
    return {
      method,
      since: uses.find((one) => one.method === method)?.since ?? null,
      ...{ count: sumBy(of, 'count'), amount: sumBy(of, 'amount') },
      lastAt: of.reduce<number | null>((last, one) => Math.max(last ?? 0, one.last_at ?? 0) || null, null),
    };
  });
  return {
    ...{ facility, name, kind, tier, urban, month },
    months: monthsOf(paid, (at) => bandAt(targets, { facility, kind, urban }, `${at}-31`)),
    byMethod: byMethod(now),
    onBehalf: cutOf(now, 'on-behalf'),
    deposits: cutOf(now, 'deposit'),
    later: { count: sumBy(now, 'later_count'), amount: sumBy(now, 'later_amount') },
    methods,
    counters: counters.map(counterRow),
    ...(await needsLook(db, scope, month)),
  };
}

function sumBy<Key extends string>(rows: readonly Readonly<Record<Key, number>>[], key: Key): number {
  return rows.reduce((all, one) => all + one[key], 0);
}

function cutOf(paid: readonly MonthPaid[], cut: string) {
  const of = paid.filter((one) => one.cut === cut);
  return { count: sumBy(of, 'count'), amount: sumBy(of, 'amount') };
}

function monthsOf(paid: readonly MonthPaid[], target: (month: string) => Band | null): readonly MonthShare[] {
  const shares = new Map<string, Share>();
  for (const one of paid) shares.set(one.month, withPaid(shares.get(one.month) ?? noShare, one));
  return [...shares]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, share]) => ({ month, ...share, target: target(month) }));
}

async function paidIn(db: Db, { facility }: FacilityScope, year: string): Promise<readonly MonthPaid[]> {
  return await db
    .selectFrom('pay_month')
    .select(['month', 'method', 'kind', 'cut', sql<number | null>`max(last_at)`.as('last_at')])
    .select([
      sql<number>`sum(count)::bigint`.as('count'),
      sql<number>`sum(amount)::bigint`.as('amount'),
      sql<number>`sum(later_count)::bigint`.as('later_count'),
      sql<number>`sum(later_amount)::bigint`.as('later_amount'),
    ])
    .where('facility', '=', facility)
    .where('month', '>=', `${year}-01`)
    .where('month', '<=', `${year}-12`)
    .groupBy(['month', 'method', 'kind', 'cut'])
    .execute();
}

async function needsLook(db: Db, { facility }: FacilityScope, month: string) {
  const [credits, disputes, voids, issued] = await Promise.all([
    db
      .selectFrom('bank_line')
      .select([
        sql<number>`count(*)::integer`.as('count'),
        sql<number>`coalesce(sum(amount), 0)::bigint`.as('amount'),
      ])
      .select(sql<number | null>`min(paid_at)`.as('oldestAt'))
      .where('facility', '=', facility)
      .where('state', '=', 'unmatched')
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('dispute')
      .select([sql<number>`count(*)::integer`.as('count'), sql<string | null>`min(deadline)`.as('deadline')])
      .where('facility', '=', facility)
      .where('state', '!=', 'closed')
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('receipt_void')
      .select(sql<number>`count(*)::integer`.as('count'))
      .where('facility', '=', facility)
      .where('day', '>=', `${month}-01`)
      .where('day', '<=', `${month}-31`)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('entry')
      .select(sql<number>`count(*)::integer`.as('count'))
      .where('facility', '=', facility)
      .where('type', '=', 'receipt.issued')
      .where('business_date', '>=', `${month}-01`)
      .where('business_date', '<=', `${month}-31`)
      .executeTakeFirstOrThrow(),
  ]);
  return { unmatched: credits, disputes, receipts: { issued: issued.count, voided: voids.count } };
}
