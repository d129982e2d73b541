/** What a person of the province or a department sees of all facilities at once; each read is of what that person may see. */
import { sql } from 'kysely';
import { addShare, noShare, type Paid, type Share, withPaid } from '../../shared/money/index.ts';
import type { Db } from '../backend.ts';
import { type Person, visibleFacilities } from '../data/scope.ts';
import { allTargets, type Band, bandAt } from './targets.ts';

/** More than any province has. */
const mostFacilities = 5_000;

/** Months from and to, both included: `2026-01`. */
export interface Months {
  readonly from: string;
  readonly to: string;
}

export interface FacilityRow extends Share {
  readonly facility: string;
  readonly name: string;
  readonly kind: 'hospital' | 'school';
  readonly tier: string | null;
  readonly urban: boolean | null;
  /** Cashless methods in use (R1–R3). */
  readonly methods: readonly string[];
  readonly target: Band | null;
  readonly counters: number;
  /** Of the active counter that has been silent longest; null while one was never heard of or there is none. */
  readonly lastContactAt: number | null;
  /** Entries said to wait; null while no counter has said. */
  readonly waiting: number | null;
  /** Whether every journal is taken; null without a counter. */
  readonly chain: boolean | null;
  readonly unmatched: { readonly count: number; readonly amount: number; readonly oldestAt: number | null };
}

export interface Overview {
  readonly facilities: readonly FacilityRow[];
  readonly byMethod: readonly Paid[];
  readonly total: Share;
}

/** Facilities with their shares of these months, by name. */
export async function overview(db: Db, person: Person, months: Months): Promise<Overview> {
  const facilities = await visibleFacilities(db, person)
    .select(['id', 'name', 'kind', 'tier', 'urban'])
    .orderBy('name')
    .limit(mostFacilities)
    .execute();
  // One after the other: all may be in one transaction.
  const paid = await paidOf(db, person, months);
  const methods = await methodsOf(db, person);
  const counters = await countersOf(db, person);
  const credits = await creditsOf(db, person);
  const targets = await allTargets(db);
  const shares = new Map<string, Share>();
  for (const one of paid) shares.set(one.facility, withPaid(shares.get(one.facility) ?? noShare, one));
  const rows = facilities.map(({ id, name, kind, tier, urban }): FacilityRow => {
    const machines = counters.get(id);
    const unmatched = credits.get(id);
    return {
      ...{ facility: id, name, kind, tier, urban },
      ...(shares.get(id) ?? noShare),
      methods: methods.get(id) ?? [],
      target: bandAt(targets, { facility: id, kind, urban }, `${months.to}-31`),
      counters: machines?.counters ?? 0,
      lastContactAt: machines === undefined || machines.unheard ? null : machines.last,
      waiting: machines?.waiting ?? null,
      chain: machines === undefined ? null : machines.faults === 0,
      unmatched: {
        ...{ count: unmatched?.count ?? 0, amount: unmatched?.amount ?? 0 },
        oldestAt: unmatched?.oldest ?? null,
      },
    };
  });
  return {
    facilities: rows,
    byMethod: byMethod(paid),
    total: rows.reduce<Share>((a, b) => addShare(a, b), noShare),
  };
}

/** Sums of several rows, as numbers. */
const sumOf = (column: string) => sql<number>`coalesce(sum(${sql.ref(column)}), 0)::bigint`;

interface PaidBy extends Paid {
  readonly facility: string;
}

async function paidOf(db: Db, person: Person, { from, to }: Months): Promise<readonly PaidBy[]> {
  return await db
    .selectFrom('pay_month')
    .select(['facility', 'method', sumOf('count').as('count'), sumOf('amount').as('amount')])
    .where('month', '>=', from)
    .where('month', '<=', to)
    .where('facility', 'in', visibleFacilities(db, person).select('id'))
    .groupBy(['facility', 'method'])
    .execute();
}

/** Adds payments up by method, in the order of the word. */
export function byMethod(paid: readonly Paid[]): readonly Paid[] {
  const all = new Map<string, Paid>();
  for (const { method, count, amount } of paid) {
    const before = all.get(method) ?? { method, count: 0, amount: 0 };
    all.set(method, { method, count: before.count + count, amount: before.amount + amount });
  }
  return [...all.values()]
    .filter(({ count, amount }) => count !== 0 || amount !== 0)
    .sort((a, b) => (a.method < b.method ? -1 : 1));
}

async function methodsOf(db: Db, person: Person): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db
    .selectFrom('method_use')
    .select(['facility', 'method'])
    .where('since', 'is not', null)
    .where('facility', 'in', visibleFacilities(db, person).select('id'))
    .orderBy('method')
    .execute();
  const all = new Map<string, string[]>();
  for (const { facility, method } of rows) all.set(facility, [...(all.get(facility) ?? []), method]);
  return all;
}

async function countersOf(db: Db, person: Person) {
  const rows = await db
    .selectFrom('counter')
    .select([
      'facility',
      sql<number>`count(*)::integer`.as('counters'),
      sql<number | null>`min(last_contact_at)`.as('last'),
      sql<boolean>`bool_or(last_contact_at is null)`.as('unheard'),
      sql<number | null>`sum(waiting)::bigint`.as('waiting'),
      sql<number>`count(fault)::integer`.as('faults'),
    ])
    .where('state', '=', 'active')
    .where('facility', 'in', visibleFacilities(db, person).select('id'))
    .groupBy('facility')
    .execute();
  return new Map(rows.map((row) => [row.facility, row]));
}

async function creditsOf(db: Db, person: Person) {
  const rows = await db
    .selectFrom('bank_line')
    .select([
      'facility',
      sql<number>`count(*)::integer`.as('count'),
      sumOf('amount').as('amount'),
      sql<number | null>`min(paid_at)`.as('oldest'),
    ])
    .where('state', '=', 'unmatched')
    .where('facility', 'in', visibleFacilities(db, person).select('id'))
    .groupBy('facility')
    .execute();
  return new Map(rows.map((row) => [row.facility, row]));
}
