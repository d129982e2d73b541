/** Holds every report of a counter against the recount from its journal. Says what differs. */
import { makeReports } from '../../../src/main/reports/reports.ts';
import { equationGap, type Figures } from '../../../src/shared/payment/index.ts';
import type { DeskCounter } from '../desk-counter.ts';
import { type Cut, recount, type Terms, term } from './recount.ts';

type Differences = string[];

function same(out: Differences, what: string, got: unknown, wanted: unknown): void {
  const [a, b] = [JSON.stringify(got), JSON.stringify(wanted)];
  if (a !== b) out.push(`${what}: report ${a}, journal ${b}`);
}

/** Terms of (a), (b) that a set of figures says, under the names of the recount. */
function compareFigures(out: Differences, what: string, f: Figures, t: Terms | undefined): void {
  const of = (name: string) => term(t, name);
  same(out, `${what} money in`, f.moneyIn, of('in'));
  same(out, `${what} money back`, f.moneyBack, of('back'));
  same(out, `${what} issued`, f.receiptsIssued, of('issued'));
  same(out, `${what} voided`, f.receiptsVoided, of('voided'));
  same(out, `${what} refunds on standing`, f.refundsOnStanding, of('refunded-standing'));
  same(out, `${what} deposits`, f.depositsTaken - f.depositsApplied - f.depositsRefunded, of('deposits'));
  same(out, `${what} balances`, f.balancesCreated - f.balancesUsed - f.balancesRefunded, of('balances'));
  same(out, `${what} rounding`, f.rounding, of('rounding'));
  same(out, `${what} cash in`, f.cashIn, t?.['in|cash'] ?? 0);
  same(out, `${what} cash back`, f.cashReturned + f.cashRefunded, t?.['back|cash'] ?? 0);
  same(out, `${what} gap of (a)`, equationGap(f), 0);
}

/** Days of a stretch, both ends included. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

const cutNames = ['method', 'cashier', 'shift', 'group', 'unit', 'onBehalf'] as const;

function addCut(to: Map<string, Cut>, key: string, cut: Cut): void {
  const sum = to.get(key) ?? { issued: 0, issuedCount: 0, voided: 0, voidedCount: 0, refunded: 0 };
  for (const name of Object.keys(sum) as (keyof Cut)[]) sum[name] += cut[name];
  to.set(key, sum);
}

/** Everything that differs between the product's reports and the journal over these days. */
export function compareReports(desk: DeskCounter, from: string, to: string): Differences {
  const out: Differences = [];
  const { reads } = desk.context;
  const reports = makeReports({ clock: desk.context.clock, database: desk.money, reads });
  const wanted = recount(desk);
  const days = daysBetween(from, to);

  for (const period of [{ from, to }, ...days.map((day) => ({ from: day, to: day }))]) {
    const what = `${period.from}..${period.to}`;
    const within = days.filter((day) => day >= period.from && day <= period.to);
    const terms: Terms = {};
    const cuts = new Map<string, Cut>();
    const share = { count: 0, cashlessCount: 0, amount: 0, cashlessAmount: 0 };
    for (const day of within) {
      for (const [name, amount] of Object.entries(wanted.days.get(day) ?? {}))
        terms[name] = (terms[name] ?? 0) + amount;
      for (const [key, cut] of wanted.cuts.get(day) ?? []) addCut(cuts, key, cut);
      const own = wanted.shares.get(day);
      if (own !== undefined)
        for (const key of Object.keys(share) as (keyof typeof share)[]) share[key] += own[key];
    }
    compareFigures(out, what, reports.figures(period), terms);
    compareCuts(out, what, reports.collected(period), cuts);
    const { count, cashlessCount, amount, cashlessAmount } = reports.cashless(period);
    same(out, `${what} share`, { count, cashlessCount, amount, cashlessAmount }, share);
  }
  same(out, 'later', reports.cashless({ from: '2000-01-01', to: '2100-01-01' }).later, wanted.later);
  compareShifts(out, desk, wanted, reports);
  for (const [series, numbers] of wanted.numbers) {
    if (reads.seriesRow(series)?.purpose === 'paper-book') continue;
    same(
      out,
      `numbers of ${series}`,
      numbers,
      numbers.map((_, index) => index + 1),
    );
  }
  return out;
}

function compareCuts(
  out: Differences,
  what: string,
  report: ReturnType<ReturnType<typeof makeReports>['collected']>,
  cuts: ReadonlyMap<string, Cut>,
): void {
  const lists = {
    ...{ method: report.byMethod, cashier: report.byCashier, shift: report.byShift, group: report.byGroup },
    ...{ unit: report.byUnit, onBehalf: report.byOnBehalf },
  };
  for (const name of cutNames) {
    const got = lists[name].map(({ net: _, ...row }) => row);
    const wanted = [...cuts]
      .filter(([key]) => key.startsWith(`${name}|`))
      .map(([key, cut]) => ({ key: key.slice(name.length + 1), ...cut }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    same(out, `${what} by ${name}`, got, wanted);
    const sum = lists[name].reduce((all, row) => all + row.net, 0);
    same(out, `${what} ${name} adds up`, sum, report.total.net);
  }
}

function compareShifts(
  out: Differences,
  desk: DeskCounter,
  wanted: ReturnType<typeof recount>,
  reports: ReturnType<typeof makeReports>,
): void {
  const { reads } = desk.context;
  for (const z of reads.zsAt(0, 9e15)) {
    const what = `Z ${z.zNumber}`;
    const t = wanted.shifts.get(z.shift);
    const of = (name: string) => term(t, name);
    compareFigures(out, what, JSON.parse(z.figures) as Figures, t);
    // (b)
    const cash = (t?.['in|cash'] ?? 0) - (t?.['back|cash'] ?? 0);
    const expected = of('float') + cash + of('pay-in') - of('pay-out') - of('drops');
    same(out, `${what} expected`, z.expected, expected);
    same(out, `${what} counted`, z.counted, expected + of('difference'));
    // (c)
    same(out, `${what} counted is handed in or left`, z.counted, z.nextFloat + z.handedIn);
    const list = reports.handIn(z.id);
    same(out, `${what} gap of (c)`, list?.gap, 0);
    const papers = [...(wanted.listed.get(z.shift) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    const got = (list?.papers ?? [])
      .map(({ document, amount }) => [document, amount] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    same(out, `${what} listed papers`, got, papers);
    same(out, `${what} unlisted`, list?.unlisted, of('unlisted'));
    same(out, `${what} cash refunds`, list?.cashRefunds, of('cash-refunds'));
  }
}
