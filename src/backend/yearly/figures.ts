/**
 * What the yearly report says (R9–R12, design §7): the share by number and by value against the bands in force, who has
 * three of the four methods ready, and how complete the journals were. Taken once; a report never changes.
 */
import { sql } from 'kysely';
import { addShare, noShare, type Share, withPaid } from '../../shared/money/index.ts';
import type { YearlyFigures } from '../../shared/province/figures.ts';
import type { Db } from '../backend.ts';
import { type Person, visibleFacilities } from '../data/scope.ts';
import { cashlessRule } from '../share/fold.ts';
import { type Months, overview } from '../share/overview.ts';

/** Methods of which a facility must have that many ready (R1–R3). */
const leastMethods = 3;
export interface FigureQuestion extends Months {
  readonly province: string;
  readonly year: number;
  readonly asOf: number;
  readonly madeBy: string;
}

/** Figures as the sums stand now, of what the person answers for. */
export async function figuresNow(db: Db, person: Person, question: FigureQuestion): Promise<YearlyFigures> {
  const { facilities, byMethod } = await overview(db, person, question);
  const cells = await cellsOf(db, person, question);
  const rows = facilities.map((one) => ({
    ...{ facility: one.facility, name: one.name, kind: one.kind, tier: one.tier, urban: one.urban },
    ...{ methods: [...one.methods], target: one.target, working: one.counters > 0 },
    ...{ lastContactAt: one.lastContactAt, ...shareOnly(one) },
  }));
  return {
    ...{ province: question.province, area: person.area, year: question.year },
    ...{ from: question.from, to: question.to, rule: cashlessRule, asOf: question.asOf },
    ...{ madeBy: question.madeBy, supplements: null },
    groups: groupsOf(rows),
    facilities: rows,
    months: monthsOf(cells),
    byMethod: [...byMethod],
    byCut: cutsOf(cells),
    later: {
      count: cells.reduce((all, one) => all + one.later_count, 0),
      amount: cells.reduce((all, one) => all + one.later_amount, 0),
    },
  };
}

function shareOnly({ count, cashlessCount, amount, cashlessAmount }: Share): Share {
  return { count, cashlessCount, amount, cashlessAmount };
}

interface Cell {
  readonly month: string;
  readonly method: string;
  readonly cut: string;
  readonly count: number;
  readonly amount: number;
  readonly later_count: number;
  readonly later_amount: number;
}

async function cellsOf(db: Db, person: Person, { from, to }: Months): Promise<readonly Cell[]> {
  return await db
    .selectFrom('pay_month')
    .select(['month', 'method', 'cut'])
    .select([
      sql<number>`sum(count)::bigint`.as('count'),
      sql<number>`sum(amount)::bigint`.as('amount'),
      sql<number>`sum(later_count)::bigint`.as('later_count'),
      sql<number>`sum(later_amount)::bigint`.as('later_amount'),
    ])
    .where('month', '>=', from)
    .where('month', '<=', to)
    .where('facility', 'in', visibleFacilities(db, person).select('id'))
    .groupBy(['month', 'method', 'cut'])
    .execute();
}

function monthsOf(cells: readonly Cell[]): YearlyFigures['months'] {
  const all = new Map<string, Share>();
  for (const cell of cells) all.set(cell.month, withPaid(all.get(cell.month) ?? noShare, cell));
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([month, one]) => ({ month, ...one }));
}

function cutsOf(cells: readonly Cell[]): YearlyFigures['byCut'] {
  const all = new Map<string, { count: number; amount: number }>();
  for (const { cut, count, amount } of cells) {
    const before = all.get(cut) ?? { count: 0, amount: 0 };
    all.set(cut, { count: before.count + count, amount: before.amount + amount });
  }
  return [...all]
    .filter(([, { count, amount }]) => count !== 0 || amount !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([cut, one]) => ({ cut, ...one }));
}

type Row = YearlyFigures['facilities'][number];

const groups: readonly (readonly [YearlyFigures['groups'][number]['group'], (row: Row) => boolean])[] = [
  ['all', () => true],
  ['school', ({ kind }) => kind === 'school'],
  ['school-urban', ({ kind, urban }) => kind === 'school' && urban === true],
  ['hospital', ({ kind }) => kind === 'hospital'],
  ['hospital-urban', ({ kind, urban }) => kind === 'hospital' && urban === true],
  ['hospital-province', ({ kind, tier }) => kind === 'hospital' && tier === 'province'],
];

function groupsOf(rows: readonly Row[]): YearlyFigures['groups'] {
  return groups.flatMap(([group, belongs]) => {
    const of = rows.filter(belongs);
    if (of.length === 0) return [];
    return [
      {
        ...{ group, facilities: of.length, working: of.filter(({ working }) => working).length },
        ready: of.filter(({ methods }) => methods.length >= leastMethods).length,
        ...of.reduce<Share>((all, one) => addShare(all, one), noShare),
      },
    ];
  });
}

/** What came since: figures now less all that was frozen before. Facilities and months without anything new are left out. */
export function figuresSince(
  now: YearlyFigures,
  frozen: readonly YearlyFigures[],
  supplements: string,
): YearlyFigures {
  const before = <Key extends string>(
    list: (of: YearlyFigures) => readonly Share[],
    key: (row: never) => Key,
  ) => {
    const all = new Map<Key, Share>();
    for (const of of frozen) {
      for (const row of list(of)) {
        const id = key(row as never);
        all.set(id, addShare(all.get(id) ?? noShare, row));
      }
    }
    return all;
  };
  const less = <R extends Share>(
    rows: readonly R[],
    old: ReadonlyMap<string, Share>,
    key: (row: R) => string,
  ): R[] =>
    rows
      .map((row) => ({ ...row, ...addShare(shareOnly(row), old.get(key(row)) ?? noShare, -1) }))
      .filter(
        (row) => row.count !== 0 || row.amount !== 0 || row.cashlessCount !== 0 || row.cashlessAmount !== 0,
      );
  const facilities = less(
    now.facilities,
    before(
      ({ facilities: rows }) => rows,
      (row: Row) => row.facility,
    ),
    (row) => row.facility,
  );
  return {
    ...now,
    supplements,
    facilities,
    groups: groupsOf(facilities),
    months: less(
      now.months,
      before(
        ({ months }) => months,
        (row: { month: string }) => row.month,
      ),
      (row) => row.month,
    ),
    byMethod: countedLess(
      now.byMethod,
      frozen.flatMap((one) => one.byMethod),
      ({ method }) => method,
    ),
    byCut: countedLess(
      now.byCut,
      frozen.flatMap((one) => one.byCut),
      ({ cut }) => cut,
    ),
    later: {
      count: frozen.reduce((left, one) => left - one.later.count, now.later.count),
      amount: frozen.reduce((left, one) => left - one.later.amount, now.later.amount),
    },
  };
}

function countedLess<R extends { readonly count: number; readonly amount: number }>(
  now: readonly R[],
  frozen: readonly R[],
  key: (row: R) => string,
): R[] {
  const gone = frozen.filter((old) => !now.some((row) => key(row) === key(old)));
  const zero = [...new Map(gone.map((row) => [key(row), { ...row, count: 0, amount: 0 }])).values()];
  return [...now, ...zero]
    .map((row) => {
      const old = frozen.filter((one) => key(one) === key(row));
      return {
        ...row,
        count: old.reduce((left, one) => left - one.count, row.count),
        amount: old.reduce((left, one) => left - one.amount, row.amount),
      };
    })
    .filter(({ count, amount }) => count !== 0 || amount !== 0);
}
