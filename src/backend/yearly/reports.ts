/** Frozen yearly reports: made once, kept as bytes, given out byte for byte; what comes late stands in a supplement. */
import type { Selectable } from 'kysely';
import { canonical, type Json } from '../../shared/journal/index.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { Share } from '../../shared/money/index.ts';
import { type YearlyFigures, yearlyFigures } from '../../shared/province/figures.ts';
import { type Backend, type Db, type Refused, refused } from '../backend.ts';
import { sha256 } from '../crypto.ts';
import type { Person } from '../data/scope.ts';
import type { YearlyReportTable } from '../database/schema-province.ts';
import { type FigureQuestion, figuresNow, figuresSince } from './figures.ts';
import { workbookOf } from './workbook.ts';

const mostReports = 200;

export interface FreezeQuestion {
  readonly year: number;
  /** Months of that year. */
  readonly from: string;
  readonly to: string;
  /** The frozen report to which what came since is added. */
  readonly supplements: string | null;
}

/** Reports a person may see: of the whole province, or of the department's area. */
function visibleReports(db: Db, person: Person) {
  const all = db.selectFrom('yearly_report');
  return person.role === 'department' ? all.where('area', '=', person.area) : all;
}

/**
 * Freezes the figures as they stand. `not-found` for a report to add to that is not there for this person; `malformed`
 * when months are not of the year, or nothing came since.
 */
export async function freeze(
  { db, ids, clock, province }: Backend,
  person: Person,
  { year, from, to, supplements }: FreezeQuestion,
): Promise<Result<{ report: string; hash: string }, Refused>> {
  if (from > to || !from.startsWith(`${year}-`) || !to.startsWith(`${year}-`)) return refused('malformed');
  const asOf = clock.now();
  const madeBy = person.name === '' ? person.login : person.name;
  let figures: YearlyFigures;
  if (supplements === null) {
    figures = await snapshot(db, person, { province, year, from, to, asOf, madeBy });
  } else {
    const chain = await chainOf(db, person, supplements);
    const first = chain[0];
    if (first === undefined) return refused('not-found');
    const same = { year: first.year, from: first.from, to: first.to };
    const now = await snapshot(db, answering(person, first.area), { province, ...same, asOf, madeBy });
    figures = figuresSince(now, chain, supplements);
    if (figures.facilities.length === 0 && figures.byMethod.length === 0) return refused('malformed');
  }
  const bytes = await workbookOf(figures);
  const report = ids.next();
  const hash = sha256(bytes);
  await db
    .insertInto('yearly_report')
    .values({
      ...{
        id: report,
        area: figures.area,
        year: figures.year,
        from_month: figures.from,
        to_month: figures.to,
      },
      ...{ rule: figures.rule, as_of: asOf, made_by: person.id, supplements, hash, bytes },
      figures: canonical(figures as unknown as Json),
    })
    .execute();
  return ok({ report, hash });
}

/** Figures of one moment: what is pushed meanwhile is in all of them or in none. */
async function snapshot(db: Db, person: Person, question: FigureQuestion): Promise<YearlyFigures> {
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((tx) => figuresNow(tx, person, question));
}

/** The person as one who answers for the area of a report. */
function answering(person: Person, area: Person['area']): Person {
  return area === null ? person : { ...person, role: 'department', area };
}

/** A first report and its supplements, in their order; empty when it is not there or is a supplement itself. */
async function chainOf(db: Db, person: Person, first: string): Promise<readonly YearlyFigures[]> {
  const rows = await visibleReports(db, person)
    .select(['id', 'figures', 'supplements'])
    .where((or) => or.or([or('id', '=', first), or('supplements', '=', first)]))
    .orderBy('as_of')
    .execute();
  const found = rows.find(({ id }) => id === first);
  if (found === undefined || found.supplements !== null) return [];
  return [found, ...rows.filter(({ id }) => id !== first)].map(({ figures }) => readFigures(figures));
}

function readFigures(text: string): YearlyFigures {
  return yearlyFigures.parse(JSON.parse(text));
}

type Row = Omit<Selectable<YearlyReportTable>, 'bytes'>;

function totalOf(figures: YearlyFigures): Share {
  const {
    count = 0,
    cashlessCount = 0,
    amount = 0,
    cashlessAmount = 0,
  } = figures.groups.find(({ group }) => group === 'all') ?? {};
  return { count, cashlessCount, amount, cashlessAmount };
}

function listed({ id, area, year, from_month, to_month, rule, as_of, supplements, figures, hash }: Row) {
  const read = readFigures(figures);
  return {
    ...{ report: id, area, year, from: from_month, to: to_month, rule, asOf: as_of, supplements, hash },
    ...{ madeBy: read.madeBy, total: totalOf(read), facilities: read.facilities.length },
  };
}

const columns = ['id', 'area', 'year', 'from_month', 'to_month', 'rule', 'as_of', 'made_by'] as const;

/** Reports, the newest first. */
export async function listReports(db: Db, person: Person) {
  const rows = await visibleReports(db, person)
    .select([...columns, 'supplements', 'figures', 'hash'])
    .orderBy('as_of', 'desc')
    .limit(mostReports)
    .execute();
  return { reports: rows.map(listed) };
}

/** One report with all it says, its supplements, and what has come since the last of them. */
export async function readReport(
  { db, clock, province }: Backend,
  person: Person,
  id: string,
): Promise<Result<object, Refused>> {
  const row = await visibleReports(db, person)
    .select([...columns, 'supplements', 'figures', 'hash'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return refused('not-found');
  const chain = await chainOf(db, person, id);
  const figures = readFigures(row.figures);
  const question = { province, year: figures.year, from: figures.from, to: figures.to, madeBy: '' };
  const since =
    chain.length === 0
      ? null
      : totalOf(
          figuresSince(
            await snapshot(db, answering(person, figures.area), { ...question, asOf: clock.now() }),
            chain,
            id,
          ),
        );
  return ok({
    ...{ report: id, hash: row.hash, figures, since },
    supplements: chain.slice(1).map((one) => ({ asOf: one.asOf, ...totalOf(one) })),
  });
}

/** The stored bytes: always the same ones. */
export async function reportBytes(
  db: Db,
  person: Person,
  id: string,
): Promise<Result<{ bytes: Uint8Array; year: number; supplements: boolean }, Refused>> {
  const row = await visibleReports(db, person)
    .select(['bytes', 'year', 'supplements'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return refused('not-found');
  return ok({ bytes: row.bytes, year: row.year, supplements: row.supplements !== null });
}
