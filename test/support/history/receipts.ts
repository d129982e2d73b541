/** Acts that issue receipts: money gathered, set against lines, rounding put where it belongs. */
import type { Row } from '../../../src/shared/payment/index.ts';
import { freeOf, leftOf } from '../design-table.ts';
import { issuable } from './collections.ts';
import type { Play } from './play.ts';
import { openCollections } from './tenders.ts';

export interface Money {
  readonly source: 'tender' | 'deposit' | 'balance' | 'rounding';
  readonly id: string;
  readonly amount: number;
}

export interface PlanRow extends Money {
  readonly line: string;
  readonly receipt: string;
}

interface RoundingUp {
  readonly tender: string;
  readonly amount: number;
}

/** Rounding of a tender that stands on issued receipts. */
function roundingStanding(play: Play, tender: string): number {
  return play.world
    .all('receipt')
    .filter((one) => one.state === 'issued')
    .filter((one) => (JSON.parse(one.frozen) as { roundingTender: string | null }).roundingTender === tender)
    .reduce((sum, one) => sum + one.rounding, 0);
}

function moneyOf(play: Play, collection: Row<'collection'>): { money: Money[]; up: RoundingUp | null } {
  const money: Money[] = [];
  let up: RoundingUp | null = null;
  for (const tender of play.world.all('tender')) {
    const own = tender.collection === collection.id || (tender.collection === null && play.chance.maybe(0.3));
    if (!own || tender.kept === 0) continue;
    const rounding = tender.due - tender.amount - roundingStanding(play, tender.id);
    const reserved = Math.max(0, rounding);
    if (reserved > 0 && freeOf(tender) > reserved) up = { tender: tender.id, amount: reserved };
    const amount = freeOf(tender) - reserved;
    if (amount > 0) money.push({ source: 'tender', id: tender.id, amount });
    if (rounding < 0) money.push({ source: 'rounding', id: tender.id, amount: -rounding });
  }
  return { money, up };
}

function fundsOf(play: Play, collection: Row<'collection'>): Money[] {
  const lines = play.world.list('line', 'collection', collection.id);
  if (lines.some((line) => (play.world.get('bill', line.bill)?.unknown ?? 0) > 0)) return [];
  return (['deposit', 'balance'] as const).flatMap((source) =>
    play.world
      .all(source)
      .filter((fund) => fund.payer === collection.payer && leftOf(fund) > 0)
      .map((fund) => ({ source, id: fund.id, amount: leftOf(fund) })),
  );
}

/** Lines in order against money in order; null when it does not reach. */
export function plan(
  lines: readonly { readonly line: string; readonly receipt: string; readonly amount: number }[],
  money: readonly Money[],
): PlanRow[] | null {
  const rows: PlanRow[] = [];
  const left = money.map((one) => one.amount);
  for (const { line, receipt, amount } of lines) {
    let need = amount;
    for (const [index, one] of money.entries()) {
      const take = Math.min(need, left[index] ?? 0);
      if (take === 0) continue;
      rows.push({ line, receipt, source: one.source, id: one.id, amount: take });
      left[index] = (left[index] ?? 0) - take;
      need -= take;
    }
    if (need > 0) return null;
  }
  return rows;
}

interface Paper {
  readonly receipt: string;
  readonly onBehalf: boolean;
  readonly lines: readonly Row<'line'>[];
}

function papersOf(play: Play, lines: readonly Row<'line'>[]): Paper[] {
  const papers = new Map<string, Row<'line'>[]>();
  for (const line of lines) {
    const key = `${line.onBehalf}${play.chance.maybe(0.3) ? line.id : ''}`;
    papers.set(key, [...(papers.get(key) ?? []), line]);
  }
  return [...papers.values()].map((some) => ({
    receipt: play.id(),
    onBehalf: some[0]?.onBehalf === 1,
    lines: some,
  }));
}

/** Issues one planned receipt. */
export function issueOne(
  play: Play,
  collection: string,
  allocation: string,
  paper: Paper,
  rows: readonly PlanRow[],
  up: RoundingUp | null,
  replaces: string | null,
): void {
  const own = rows.filter((row) => row.receipt === paper.receipt);
  const sources = new Map<string, Money>();
  for (const { source, id, amount } of own) {
    const key = `${source}|${id}`;
    sources.set(key, { source, id, amount: amount + (sources.get(key)?.amount ?? 0) });
  }
  const down = own.filter((row) => row.source === 'rounding');
  const rounding = (up?.amount ?? 0) - down.reduce((sum, row) => sum + row.amount, 0);
  play.put({
    type: 'receipt.issued',
    actor: play.cashier,
    body: {
      receipt: paper.receipt,
      collection,
      allocation,
      ...play.number(paper.onBehalf ? 'on-behalf' : 'receipt'),
      onBehalf: paper.onBehalf,
      lines: paper.lines.map(({ id, bill, group, amount }) => ({ line: id, bill, group, amount })),
      total: paper.lines.reduce((sum, line) => sum + line.amount, 0),
      words: 'bằng chữ',
      sources: [...sources.values()],
      rounding,
      roundingTender: up?.tender ?? down[0]?.id ?? null,
      paidAt: play.world.at,
      issueDate: play.today,
      facility: { institution: 'school', name: 'Trường Thử', address: 'Số 1', budgetCode: '' },
      form: { title: 'BIÊN LAI', code: '', issuedUnder: '' },
      replaces,
    },
    content: {
      payerName: 'Người Nộp',
      payerAddress: null,
      beneficiaryName: null,
      beneficiaryCode: null,
      reason: 'thu',
      lineNames: paper.lines.map(() => 'Học phí'),
      cashierName: 'Thu Ngân',
    },
  });
}

/** Freezes an allocation of these rows. */
export function freeze(play: Play, collection: string, rows: readonly PlanRow[]): string {
  const allocation = play.id();
  play.put({
    type: 'allocation.frozen',
    actor: play.cashier,
    body: {
      allocation,
      collection,
      rows: rows.map(({ line, receipt, source, id, amount }) => ({ line, receipt, source, id, amount })),
    },
  });
  return allocation;
}

/** Lines of a collection that stand on no receipt. */
function owedLines(play: Play, collection: string): Row<'line'>[] {
  return play.world
    .list('line', 'collection', collection)
    .filter((line) => play.world.list('allocation', 'line', line.id).every((row) => row.state === 'freed'));
}

/** Issues what a collection owes; `between` is called after each receipt but the last. */
export function issueWith(play: Play, between: (receipt: string) => void): boolean {
  if (play.shift === undefined) return false;
  const chosen = play.pickOrNone(
    [...issuable(play), ...openCollections(play)].filter((one) => one.purpose === 'bills'),
  );
  if (chosen === undefined) return false;
  const { money, up } = moneyOf(play, chosen);
  const funds = play.chance.maybe(0.5) ? fundsOf(play, chosen) : [];
  const papers = papersOf(play, owedLines(play, chosen.id));
  const lines = papers.flatMap(({ receipt, lines: some }) =>
    some.map((line) => ({ line: line.id, receipt, amount: line.amount })),
  );
  const rows = plan(lines, play.chance.maybe(0.5) ? [...funds, ...money] : [...money, ...funds]);
  if (rows === null || rows.length === 0) return false;
  const allocation = freeze(play, chosen.id, rows);
  const usesDown = rows.some((row) => row.source === 'rounding');
  const rounded = usesDown || up === null || play.chance.maybe(0.1) ? -1 : play.chance.below(papers.length);
  for (const [index, paper] of papers.entries()) {
    issueOne(play, chosen.id, allocation, paper, rows, index === rounded ? up : null, null);
    if (index < papers.length - 1) between(paper.receipt);
  }
  return true;
}
