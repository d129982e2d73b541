/** What must hold of the rows after every entry of a legal history. Each law returns what is wrong, or nothing. */
import type { EntryType } from '../../../src/shared/journal/index.ts';
import {
  addUp,
  equationGap,
  figuresOf,
  type MoveEntry,
  postingsOf,
  type Row,
} from '../../../src/shared/payment/index.ts';
import { statesNotProven, statesWithMoney } from '../design-table.ts';
import { lifeLaws } from './life.ts';
import { expectedCash, gapOf, Oracle } from './oracle.ts';
import type { Play, Watcher } from './play.ts';
import { tendersOf } from './refunds.ts';

type Wrong = string[];

function total<T>(items: readonly T[], amount: (item: T) => number): number {
  return items.reduce((sum, item) => sum + amount(item), 0);
}

function same(wrong: Wrong, what: string, is: number, should: number): void {
  if (is !== should) wrong.push(`${what}: ${is}, should be ${should}`);
}

/** (a) over all entries and over the shift of the entry, and the figures of the code against the oracle's. */
export function equation(play: Play, oracle: Oracle, shift: string | null): Wrong {
  const wrong: Wrong = [];
  same(wrong, 'gap of all', gapOf(oracle.total), 0);
  const sums = oracle.sumsOf(shift);
  same(wrong, 'gap of the shift', gapOf(sums), 0);
  if (shift === null) return wrong;
  const figures = figuresOf(play.world.list('figure', 'shift', shift));
  same(wrong, 'gap of the figures', equationGap(figures), 0);
  same(wrong, 'money in', figures.moneyIn, sums.moneyIn);
  same(wrong, 'money back', figures.moneyBack, sums.moneyBack);
  same(wrong, 'receipts issued', figures.receiptsIssued, sums.issued);
  same(wrong, 'receipts voided', figures.receiptsVoided, sums.voided);
  same(wrong, 'refunds on standing', figures.refundsOnStanding, sums.refundedStanding);
  same(wrong, 'held', figures.heldChange, sums.held);
  same(wrong, 'claims', figures.claimsChange, sums.claims);
  same(wrong, 'rounding', figures.rounding, sums.rounding);
  const deposits = figures.depositsTaken - figures.depositsApplied - figures.depositsRefunded;
  same(wrong, 'deposits', deposits, sums.deposits);
  const balances = figures.balancesCreated - figures.balancesUsed - figures.balancesRefunded;
  same(wrong, 'balances', balances, sums.balances);
  same(wrong, '(b) expected cash', figures.expectedCash, expectedCash(sums));
  return wrong;
}

/** (d) cuts add up, and the running figures are the fresh ones. */
export function figures(play: Play, shift: string | null): Wrong {
  if (shift === null) return [];
  const wrong: Wrong = [];
  const running = figuresOf(play.world.list('figure', 'shift', shift));
  const own = play.world.entries.filter((entry) => entry.shift === shift);
  const fresh = figuresOf(addUp(own.flatMap((entry) => postingsOf(entry as never))));
  if (JSON.stringify(running) !== JSON.stringify(fresh)) wrong.push('running figures are not the fresh ones');
  const cut = (rows: readonly { amount: number }[]) => total(rows, (row) => row.amount);
  same(wrong, 'in by method', cut(running.inByMethod), running.moneyIn);
  same(wrong, 'back by method', cut(running.backByMethod), running.moneyBack);
  same(wrong, 'receipts by group', cut(running.receiptsByGroup), running.receiptsIssued);
  same(wrong, 'receipts by series', cut(running.receiptsBySeries), running.receiptsIssued);
  same(wrong, 'voids by series', cut(running.voidsBySeries), running.receiptsVoided);
  wrong.push(...cutsOf(play, shift, running));
  return wrong;
}

type Cuts = Pick<ReturnType<typeof figuresOf>, 'inByMethod' | 'receiptsByGroup' | 'receiptsBySeries'>;

/** Each row of a cut, worked out from receipts and entries. */
function cutsOf(play: Play, shift: string, running: Cuts): Wrong {
  const wrong: Wrong = [];
  const should = new Map<string, number>();
  const add = (cut: string, key: string, amount: number) =>
    should.set(`${cut} ${key}`, (should.get(`${cut} ${key}`) ?? 0) + amount);
  for (const receipt of play.world.list('receipt', 'shift', shift)) {
    add('series', receipt.series, receipt.total);
    for (const line of frozenOf(receipt).lines) add('group', line.group, line.amount);
  }
  for (const { shift: of, body } of play.world.entries) {
    if (of === shift && 'moved' in body && body.moved > 0) add('method', body.method, body.moved);
  }
  const cuts = {
    series: running.receiptsBySeries,
    group: running.receiptsByGroup,
    method: running.inByMethod,
  };
  for (const [cut, rows] of Object.entries(cuts)) {
    for (const { key, amount } of rows) {
      same(wrong, `${cut} ${key}`, amount, should.get(`${cut} ${key}`) ?? 0);
      should.delete(`${cut} ${key}`);
    }
  }
  for (const [key, amount] of should) if (amount !== 0) wrong.push(`${key} ${amount} is in no cut`);
  return wrong;
}

/** Each receipt in exactly one Z, that of its shift; (c) of every closed shift. */
export function closed(play: Play, oracle: Oracle): Wrong {
  const wrong: Wrong = [];
  const { world } = play;
  for (const receipt of world.all('receipt')) {
    const z = world.get('shift', receipt.shift)?.z ?? null;
    if (receipt.z !== z) wrong.push(`receipt ${receipt.number} is in the Z ${receipt.z}, its shift has ${z}`);
  }
  for (const z of world.all('z')) {
    const own = world.all('receipt').filter((receipt) => receipt.z === z.id);
    const said = JSON.parse(z.figures) as { receiptsIssued: number };
    same(
      wrong,
      `receipts of Z ${z.zNumber}`,
      said.receiptsIssued,
      total(own, (one) => one.total),
    );
    const s = oracle.sumsOf(z.shift);
    const held = s.listed + s.unlisted - s.cashRefunds;
    same(
      wrong,
      `(c) of Z ${z.zNumber}`,
      s.drops + z.handedIn,
      held + s.payIn - s.payOut + z.difference + s.float - z.nextFloat,
    );
    same(wrong, `(b) of Z ${z.zNumber}`, z.counted, expectedCash(s) + z.difference);
    same(wrong, `counted of Z ${z.zNumber}`, z.counted, z.nextFloat + z.handedIn);
    // Cash below nothing stands on no Z without a reason, unless that reason was erased.
    const told = z.reason !== null || world.get('erased', z.entry) !== undefined;
    if (z.expected < 0 && !told) wrong.push(`cash of Z ${z.zNumber} is ${z.expected}, and nobody says why`);
  }
  return wrong;
}

/** (a) of every calendar day, by the entries of the day whatever their shift; days and shifts come to the same. */
export function days(play: Play, oracle: Oracle): Wrong {
  const wrong: Wrong = [];
  const { entries } = play.world;
  const figuresBy = (
    key: (entry: MoveEntry<EntryType>) => string,
  ): Map<string, ReturnType<typeof figuresOf>> => {
    const groups = new Map<string, MoveEntry<EntryType>[]>();
    for (const entry of entries) groups.set(key(entry), [...(groups.get(key(entry)) ?? []), entry]);
    return new Map(
      [...groups].map(([name, own]) => [
        name,
        figuresOf(addUp(own.flatMap((entry) => postingsOf(entry as never)))),
      ]),
    );
  };
  const byDay = figuresBy(({ business_date }) => business_date);
  const byShift = figuresBy(({ shift }) => shift ?? '');
  for (const [day, figures] of byDay) {
    const sums = oracle.sumsOf(day);
    same(wrong, `gap of ${day}`, equationGap(figures), 0);
    same(wrong, `money in of ${day}`, figures.moneyIn, sums.moneyIn);
    same(wrong, `money back of ${day}`, figures.moneyBack, sums.moneyBack);
    same(wrong, `receipts of ${day}`, figures.receiptsIssued, sums.issued);
    same(wrong, `voids of ${day}`, figures.receiptsVoided, sums.voided);
    same(wrong, `held of ${day}`, figures.heldChange, sums.held);
    same(wrong, `claims of ${day}`, figures.claimsChange, sums.claims);
  }
  for (const key of ['moneyIn', 'moneyBack', 'receiptsIssued', 'receiptsVoided', 'heldChange'] as const) {
    const of = (all: ReadonlyMap<string, ReturnType<typeof figuresOf>>) =>
      total([...all.values()], (one) => one[key]);
    same(wrong, `${key} of all days`, of(byDay), of(byShift));
  }
  return wrong;
}

/** Numbers without a gap, each with one fate, in every series. */
export function numbers(play: Play): Wrong {
  const wrong: Wrong = [];
  const { world } = play;
  const vouchers = world.entries.flatMap((entry) =>
    entry.type === 'refund.paid' && 'voucher' in entry.body && entry.body.voucher !== null
      ? [entry.body.voucher]
      : [],
  );
  for (const series of world.all('series')) {
    // Leaves of a paper book are entered as they are found.
    if (series.purpose === 'paper-book') continue;
    const used = [
      ...world.all('receipt').filter((one) => one.series === series.id),
      ...world.all('deposit').filter((one) => one.series === series.id),
      ...vouchers.filter((one) => one.series === series.id),
    ]
      .map((one) => one.number)
      .sort((a, b) => a - b);
    const expected = Array.from({ length: series.next - 1 }, (_, index) => index + 1);
    if (used.join() !== expected.join()) wrong.push(`series ${series.id} holds ${used.join()}`);
  }
  const fates = new Map<string, number>();
  for (const entry of world.entries) {
    if (entry.type !== 'receipt.voided' || !('fates' in entry.body)) continue;
    fates.set(entry.body.receipt, (fates.get(entry.body.receipt) ?? 0) + 1);
  }
  for (const receipt of world.all('receipt')) {
    same(wrong, `voids of ${receipt.number}`, fates.get(receipt.id) ?? 0, receipt.state === 'void' ? 1 : 0);
  }
  return wrong;
}

const readFrozen = new WeakMap<object, Frozen>();

/** What was frozen on a receipt, read once for each row. */
function frozenOf(receipt: Row<'receipt'>): Frozen {
  const known = readFrozen.get(receipt) ?? (JSON.parse(receipt.frozen) as Frozen);
  readFrozen.set(receipt, known);
  return known;
}

interface Frozen {
  readonly lines: readonly { bill: string; group: string; amount: number }[];
  readonly roundingTender: string | null;
}

function standing(play: Play): Row<'receipt'>[] {
  return play.world.all('receipt').filter((receipt) => receipt.state === 'issued');
}

/** A bill is paid by what stands on receipts and held by what unfinished collections still want. */
export function bills(play: Play): Wrong {
  const wrong: Wrong = [];
  const { world } = play;
  const paid = new Map<string, number>();
  const held = new Map<string, number>();
  const unknown = new Map<string, number>();
  const add = (to: Map<string, number>, bill: string, amount: number) =>
    to.set(bill, (to.get(bill) ?? 0) + amount);
  for (const receipt of standing(play)) {
    for (const line of frozenOf(receipt).lines) add(paid, line.bill, line.amount);
  }
  for (const collection of world.all('collection')) {
    const lines = world.list('line', 'collection', collection.id);
    const cards = world.list('tender', 'collection', collection.id).filter((one) => one.state === 'unknown');
    for (const line of lines) add(unknown, line.bill, cards.length);
    if (collection.state !== 'open' && collection.state !== 'parked') continue;
    for (const line of lines) {
      const onPaper = world.list('allocation', 'line', line.id).some((row) => row.state === 'standing');
      if (!onPaper) add(held, line.bill, line.amount);
    }
  }
  for (const bill of world.all('bill')) {
    same(wrong, `paid of ${bill.id}`, bill.paid, paid.get(bill.id) ?? 0);
    same(wrong, `held of ${bill.id}`, bill.held, held.get(bill.id) ?? 0);
    same(wrong, `unknown of ${bill.id}`, bill.unknown, unknown.get(bill.id) ?? 0);
  }
  return wrong;
}

/** Where every đồng of a tender, deposit and balance stands; nothing below zero; no more back than came. */
export function money(play: Play, oracle: Oracle): Wrong {
  const wrong: Wrong = [];
  const { world } = play;
  const rows = world.all('allocation').filter((row) => row.state === 'standing');
  const refunds = world.all('refund');
  const paid = refunds.filter((refund) => refund.state === 'paid');
  const pending = refunds.filter((refund) => refund.state === 'requested' || refund.state === 'approved');
  const on = new Map<string, number>();
  const add = (id: string, amount: number) => on.set(id, (on.get(id) ?? 0) + amount);
  for (const row of rows) if (row.source !== 'rounding') add(row.sourceId, row.amount);
  for (const receipt of standing(play)) {
    const { roundingTender } = frozenOf(receipt);
    if (roundingTender !== null) add(roundingTender, Math.max(0, receipt.rounding));
  }
  for (const balance of world.all('balance')) add(balance.tender, balance.amount);
  for (const deposit of world.all('deposit')) {
    for (const source of JSON.parse(deposit.sources) as { id: string; amount: number }[])
      add(source.id, source.amount);
  }
  for (const refund of paid) {
    if (refund.source === 'tender' && refund.receipt !== null) add(refund.sourceId, -refund.amount);
  }
  for (const tender of world.all('tender')) {
    const { id } = tender;
    same(wrong, `kept of ${tender.machine} ${tender.state}`, tender.kept, oracle.keptOf(id));
    same(wrong, `allocated of ${tender.machine} ${tender.state}`, tender.allocated, on.get(id) ?? 0);
    const out = paid.filter((one) => one.source === 'tender' && one.sourceId === id);
    const asked = pending.filter((one) => one.source === 'tender' && one.sourceId === id);
    same(
      wrong,
      'refunded',
      tender.refunded,
      total(out, (one) => one.amount),
    );
    if (total(asked, (one) => one.amount) > tender.kept) wrong.push('more asked back than is kept');
    for (const key of ['kept', 'allocated', 'refunding', 'refunded'] as const) {
      if (tender[key] < 0) wrong.push(`${key} of a ${tender.machine} tender is ${tender[key]}`);
    }
    if (statesNotProven.includes(tender.state) && tender.refunded + total(asked, (one) => one.amount) > 0) {
      wrong.push(`refund of ${tender.state} money`);
    }
  }
  for (const kind of ['deposit', 'balance'] as const) {
    for (const fund of world.all(kind)) {
      same(wrong, `used of ${kind}`, fund.used, on.get(fund.id) ?? 0);
      const left = fund.amount - fund.used - fund.refunding - fund.refunded;
      if (Math.min(left, fund.used, fund.refunding, fund.refunded) < 0) wrong.push(`${kind} below zero`);
      const out = [...paid, ...pending].filter((one) => one.source === kind && one.sourceId === fund.id);
      // Of one that was brought, what it was brought with: its tenders are elsewhere.
      const came =
        fund.home === null
          ? total(tendersOf(play, kind, fund.id), (one) => one.kept + one.refunded)
          : fund.amount;
      if (total(out, (one) => one.amount) > came) wrong.push(`more of a ${kind} paid out than came`);
    }
  }
  for (const receipt of world.all('receipt')) {
    if (receipt.refunding < 0 || receipt.refunding + receipt.refunded > receipt.total)
      wrong.push('receipt over-refunded');
    if (receipt.state === 'void' && receipt.refunding + receipt.refunded > 0) wrong.push('void and refunded');
  }
  return wrong;
}

/** A credit works once; cash was never listed twice; a finished collection has its money or its papers. */
export function once(play: Play, oracle: Oracle): Wrong {
  const wrong: Wrong = [];
  const { world } = play;
  const matched = world.all('credit').filter((credit) => credit.state === 'matched');
  const credited = world.all('tender').filter((tender) => tender.state === 'credited');
  const waiting = matched.filter((credit) => world.get('tender', credit.tender ?? '')?.state !== 'credited');
  same(
    wrong,
    'credited money',
    total(credited, (one) => one.kept + one.refunded),
    total(matched, (one) => one.amount) - total(waiting, (one) => one.amount),
  );
  for (const tender of oracle.cashTenders) {
    if (tender.unlisted < 0 || tender.freed < 0) wrong.push('cash listed twice');
  }
  for (const collection of world.all('collection')) {
    if (collection.state !== 'undone') continue;
    for (const tender of world.list('tender', 'collection', collection.id)) {
      const late = ['vietqr', 'ussd', 'incoming', 'card', 'manual'].includes(tender.machine);
      if (!late && statesWithMoney.includes(tender.state) && tender.kept > tender.allocated) {
        wrong.push('an undone collection holds cash');
      }
    }
  }
  return wrong;
}

/** What the laws of money, bills and credits look at; the oracle's own sums follow the entries that change these. */
const rowsOfMoney = [
  'tender',
  'allocation',
  'refund',
  'receipt',
  'balance',
  'deposit',
  'collection',
  'line',
  'bill',
  'credit',
  'series',
  'shift',
] as const;

/** Holds every law after every entry. @throws Error with all that is wrong. */
export class Laws implements Watcher {
  readonly oracle = new Oracle();
  /** The same by calendar day instead of by shift. */
  readonly days = new Oracle();
  #version = -1;

  before(): void {}

  /** Whether a row has changed that these laws look at since they were last held: an approval or a count moves none. */
  #moneyMoved({ world }: Play): boolean {
    const version = world.version(rowsOfMoney);
    if (version === this.#version) return false;
    this.#version = version;
    return true;
  }

  after(play: Play, entry: MoveEntry<EntryType>): void {
    this.oracle.take(entry, play.world);
    this.days.take({ ...entry, shift: entry.business_date }, play.world);
    const wrong = [
      ...equation(play, this.oracle, entry.shift),
      ...(this.#moneyMoved(play)
        ? [...money(play, this.oracle), ...bills(play), ...once(play, this.oracle)]
        : []),
      ...lifeLaws(play),
    ];
    if (entry.type === 'shift.closed')
      wrong.push(...closed(play, this.oracle), ...figures(play, entry.shift));
    if (wrong.length > 0)
      throw new Error(`after ${entry.type} ${JSON.stringify(entry.body)}:\n${wrong.join('\n')}`);
  }
}
