/** Acts that correct: voids with every fate, replacing receipts, balances, refunds of every source and way. */
import type { Row } from '../../../src/shared/payment/index.ts';
import { claimOf, designMoves, freeOf, statesNotProven, statesWithMoney } from '../design-table.ts';
import { openWith } from './collections.ts';
import type { Act, Play } from './play.ts';
import { freeze, issueOne, issueWith, type Money, type PlanRow, plan } from './receipts.ts';

/** Whether the money of a tender is there for certain. */
export function proven(tender: Row<'tender'> | undefined): boolean {
  return (
    tender !== undefined && statesWithMoney.includes(tender.state) && !statesNotProven.includes(tender.state)
  );
}

type FateName = 're-allocated' | 'returned' | 'refund' | 'balance' | 'restored' | 'claim-dropped';
interface Fate extends Money {
  readonly fate: FateName;
}

/** Sums by source of what a receipt took. */
export function takenBy(play: Play, receipt: string): Money[] {
  const taken = new Map<string, Money>();
  for (const row of play.world.list('allocation', 'receipt', receipt)) {
    if (row.state !== 'standing') continue;
    const key = `${row.source}|${row.sourceId}`;
    taken.set(key, {
      source: row.source,
      id: row.sourceId,
      amount: row.amount + (taken.get(key)?.amount ?? 0),
    });
  }
  return [...taken.values()];
}

/** What may be said of this money when its receipt is void and nothing replaces it. */
function endings(tender: Row<'tender'>): FateName[] {
  const moves = designMoves[tender.machine][tender.state] ?? [];
  const back = moves.includes('returned') || moves.includes('voided');
  return [
    ...(back ? ['returned' as const] : []),
    ...(proven(tender) ? (['refund', 'balance'] as const) : []),
  ];
}

function fateOf(play: Play, taken: Money, replaced: boolean): Fate[] | null {
  if (taken.source === 'rounding') return play.chance.maybe(0.5) ? [] : [{ ...taken, fate: 'returned' }];
  if (taken.source !== 'tender') return [{ ...taken, fate: 'restored' }];
  const tender = play.world.get('tender', taken.id);
  if (tender === undefined) return null;
  const dropped =
    claimOf(tender) - claimOf({ kept: tender.kept, allocated: tender.allocated - taken.amount });
  const rest = taken.amount - dropped;
  const fates: Fate[] = dropped > 0 ? [{ ...taken, amount: dropped, fate: 'claim-dropped' }] : [];
  if (rest === 0) return fates;
  const fate = replaced ? 're-allocated' : play.pickOrNone(endings(tender));
  return fate === undefined ? null : [...fates, { ...taken, amount: rest, fate }];
}

function voidWith(
  play: Play,
  receipt: Row<'receipt'>,
  fates: readonly Fate[],
  replacedBy: string | null,
): void {
  play.put({
    type: 'receipt.voided',
    actor: play.cashier,
    body: {
      receipt: receipt.id,
      series: receipt.series,
      approval: play.approve('void', receipt.id),
      reason: 'sai-ten',
      total: receipt.total,
      rounding: receipt.rounding,
      fates: fates.map(({ source, id, amount, fate }) => ({ source, id, amount, fate })),
      replacedBy,
      copyRecalled: true,
      printed: true,
      afterZ: receipt.z !== null,
    },
    content: { text: 'ghi sai' },
  });
}

function voidable(play: Play): Row<'receipt'>[] {
  return play.world
    .all('receipt')
    .filter((one) => one.state === 'issued' && one.refunded === 0 && one.refunding === 0)
    .filter((one) => play.world.get('invoiced', one.id) === undefined);
}

/** Receipts of a collection; now and then one is void before the next is written. */
export const issue: Act = (play) =>
  issueWith(play, (id) => {
    const receipt = play.world.get('receipt', id);
    const fates = takenBy(play, id).map((taken) => fateOf(play, taken, false));
    if (receipt === undefined || !play.chance.maybe(0.2) || fates.some((some) => some === null)) return;
    const known = fates.flatMap((some) => some ?? []);
    voidWith(play, receipt, known, null);
  });

export const voidReceipt: Act = (play) => {
  if (play.shift === undefined) return false;
  const receipt = play.pickOrNone(voidable(play));
  if (receipt === undefined) return false;
  const mode = play.chance.pick(['alone', 'same', 'other'] as const);
  const fates = takenBy(play, receipt.id).map((taken) => fateOf(play, taken, mode !== 'alone'));
  if (fates.some((some) => some === null)) return false;
  const known = fates.flatMap((some) => some ?? []);
  switch (mode) {
    case 'alone':
      voidWith(play, receipt, known, null);
      return true;
    case 'same':
      return replaceInPlace(play, receipt, known);
    case 'other':
      return replaceElsewhere(play, receipt, known);
  }
};

/** The same lines and money on a new paper: another name, another address. */
function replaceInPlace(play: Play, receipt: Row<'receipt'>, fates: readonly Fate[]): boolean {
  const collection = play.world.get('collection', receipt.collection);
  if (fates.some((fate) => fate.fate === 'claim-dropped') || collection?.state !== 'covered') return false;
  const roundedBy = (JSON.parse(receipt.frozen) as { roundingTender: string | null }).roundingTender;
  if (receipt.rounding !== 0 && (play.world.get('tender', roundedBy ?? '')?.kept ?? 0) === 0) return false;
  const replacing = play.id();
  const before = play.world
    .list('allocation', 'receipt', receipt.id)
    .filter((row) => row.state === 'standing');
  const lines = [...new Set(before.map((row) => row.line))].flatMap((id) => play.world.get('line', id) ?? []);
  if (
    blocked(
      play,
      lines.map((line) => line.bill),
    ) &&
    before.some((row) => row.source !== 'tender')
  )
    return false;
  const rows: PlanRow[] = before.map((row) => ({
    line: row.line,
    receipt: replacing,
    source: row.source,
    id: row.sourceId,
    amount: row.amount,
  }));
  const up =
    receipt.rounding > 0 && roundedBy !== null ? { tender: roundedBy, amount: receipt.rounding } : null;
  voidWith(play, receipt, fates, replacing);
  const allocation = freeze(play, receipt.collection, rows);
  const paper = { receipt: replacing, onBehalf: receipt.onBehalf === 1, lines };
  issueOne(play, receipt.collection, allocation, paper, rows, up, receipt.id);
  return true;
}

function blocked(play: Play, bills: readonly string[]): boolean {
  return bills.some((bill) => (play.world.get('bill', bill)?.unknown ?? 0) > 0);
}

/** Another sum: a new collection takes the money over as far as it reaches. */
function replaceElsewhere(play: Play, receipt: Row<'receipt'>, fates: readonly Fate[]): boolean {
  const money = fates.filter((fate) => fate.fate === 're-allocated');
  const sum = money.reduce((total, fate) => total + fate.amount, 0);
  const before = play.world.get('collection', receipt.collection);
  if (sum === 0 || before === undefined) return false;
  const replacing = play.id();
  const bill = `SUA${play.between(1, 9)}`;
  if (blocked(play, [bill])) return false;
  voidWith(play, receipt, fates, replacing);
  const amount = play.chance.maybe(0.5) ? sum : play.between(1, sum);
  const collection = openWith(play, before.payer, 'bills', [
    { bill, amount, onBehalf: receipt.onBehalf === 1 },
  ]);
  const lines = play.world.list('line', 'collection', collection.id);
  const wanted = lines.map((line) => ({ line: line.id, receipt: replacing, amount: line.amount }));
  const rows = plan(wanted, money);
  if (rows === null) throw new Error('money that was there is gone');
  const allocation = freeze(play, collection.id, rows);
  const paper = { receipt: replacing, onBehalf: receipt.onBehalf === 1, lines };
  issueOne(play, collection.id, allocation, paper, rows, null, receipt.id);
  return true;
}

export const makeBalance: Act = (play) => {
  const tender = play.pickOrNone(play.world.all('tender').filter((one) => proven(one) && freeOf(one) > 0));
  if (tender === undefined) return false;
  const collection = tender.collection === null ? undefined : play.world.get('collection', tender.collection);
  play.put({
    type: 'balance.created',
    actor: play.cashier,
    body: {
      balance: play.id(),
      tender: tender.id,
      payer: collection?.payer ?? 'P1',
      amount: play.chance.maybe(0.7) ? freeOf(tender) : play.between(1, freeOf(tender)),
    },
  });
  return true;
};
