/** Acts of a payer at the counter: lines chosen, changed, parked, given up; receipts and deposit slips issued. */
import type { Row } from '../../../src/shared/payment/index.ts';
import { freeOf } from '../design-table.ts';
import type { Act, Play } from './play.ts';
import { leftToAsk, openCollections } from './tenders.ts';

const bills = Array.from({ length: 40 }, (_, index) => `HD${index}`);
const payers = ['P1', 'P2', 'P3'];
const content = { payerName: 'Người Nộp', payerAddress: null };
const lineContent = { name: 'Học phí', period: null, beneficiaryName: null, beneficiaryCode: null };

export interface NewLine {
  readonly bill: string;
  readonly amount: number;
  readonly onBehalf: boolean;
}

function free(play: Play): string[] {
  return bills.filter((bill) => (play.world.get('bill', bill)?.unknown ?? 0) === 0);
}

function someLines(play: Play): NewLine[] {
  const open = free(play);
  const count = Math.min(open.length, play.between(1, 4));
  const chosen = new Set<string>();
  while (chosen.size < count) chosen.add(play.chance.pick(open));
  return [...chosen].map((bill) => ({
    bill,
    amount: play.chance.pick([play.between(1, 999), play.between(1000, 300_000), 50_000]),
    onBehalf: play.chance.maybe(0.3),
  }));
}

function bodyLines(play: Play, lines: readonly NewLine[], payer: string) {
  return lines.map(({ bill, amount, onBehalf }) => ({
    line: play.id(),
    bill,
    group: onBehalf ? 'bhyt' : play.chance.pick(['hoc-phi', 'vien-phi']),
    amount,
    onBehalf,
    beneficiary: payer,
    account: null,
  }));
}

/** Opens a collection with these lines; needs an open shift. */
export function openWith(
  play: Play,
  payer: string,
  purpose: 'bills' | 'deposit',
  lines: readonly NewLine[],
): Row<'collection'> {
  const collection = play.id();
  play.put({
    type: 'collection.opened',
    actor: play.cashier,
    body: { collection, payer, purpose, lines: bodyLines(play, lines, payer) },
    content: { ...content, lines: lines.map(() => lineContent) },
  });
  const row = play.world.get('collection', collection);
  if (row === undefined) throw new Error('collection lost');
  return row;
}

export const openCollection: Act = (play) => {
  if (play.shift === undefined || free(play).length === 0) return false;
  const deposit = play.chance.maybe(0.2);
  const stay = `TU${play.between(1, 5)}`;
  if (deposit && (play.world.get('bill', stay)?.unknown ?? 0) > 0) return false;
  const lines = deposit
    ? [{ bill: stay, amount: play.between(1, 500_000), onBehalf: false }]
    : someLines(play);
  openWith(play, play.chance.pick(payers), deposit ? 'deposit' : 'bills', lines);
  return true;
};

const waiting = ['intended', 'sent', 'unknown', 'shown', 'asked', 'claimed'];

function untouched(play: Play, collection: string): boolean {
  const tenders = play.world.list('tender', 'collection', collection);
  return tenders.every((tender) => tender.kept === 0 && !waiting.includes(tender.state));
}

export const changeLines: Act = (play) => {
  if (play.shift === undefined || free(play).length === 0) return false;
  const chosen = play.pickOrNone(
    openCollections(play).filter(
      (one) => one.purpose === 'bills' && untouched(play, one.id) && noReceipt(play, one.id),
    ),
  );
  if (chosen === undefined) return false;
  const lines = someLines(play);
  play.put({
    type: 'collection.changed',
    actor: play.cashier,
    body: { collection: chosen.id, lines: bodyLines(play, lines, chosen.payer) },
    content: { ...content, lines: lines.map(() => lineContent) },
  });
  return true;
};

function noReceipt(play: Play, collection: string): boolean {
  return play.world.list('receipt', 'collection', collection).every((receipt) => receipt.state === 'void');
}

export const park: Act = (play) => {
  const some = play.world.all('collection').filter((one) => one.state === 'open' || one.state === 'parked');
  const chosen = play.pickOrNone(some);
  if (chosen === undefined) return false;
  const type = chosen.state === 'open' ? 'collection.parked' : 'collection.resumed';
  play.put({ type, actor: play.cashier, body: { collection: chosen.id } });
  return true;
};

/** Every tender came back, or stands as a credit balance to the đồng. */
export const undo: Act = (play) => {
  const settled = (id: string) =>
    play.world
      .list('tender', 'collection', id)
      .every((one) => one.kept === one.allocated && one.refunding === 0 && !waiting.includes(one.state));
  const some = play.world
    .all('collection')
    .filter(
      (one) => (one.state === 'open' || one.state === 'parked') && settled(one.id) && noReceipt(play, one.id),
    );
  const chosen = play.chance.maybe(0.3) ? play.pickOrNone(some) : undefined;
  if (chosen === undefined) return false;
  play.put({
    type: 'collection.undone',
    actor: play.cashier,
    body: { collection: chosen.id, reason: 'doi-y' },
  });
  return true;
};

export const takeDeposit: Act = (play) => {
  if (play.shift === undefined) return false;
  const ready = openCollections(play).filter(
    (one) =>
      one.purpose === 'deposit' &&
      play.world.list('tender', 'collection', one.id).reduce((sum, tender) => sum + freeOf(tender), 0) >=
        one.total,
  );
  const chosen = play.pickOrNone(ready);
  if (chosen === undefined) return false;
  const sources: { id: string; amount: number }[] = [];
  let left = chosen.total;
  for (const tender of play.world.list('tender', 'collection', chosen.id)) {
    const amount = Math.min(left, freeOf(tender));
    if (amount > 0) sources.push({ id: tender.id, amount });
    left -= amount;
  }
  play.put({
    type: 'deposit.taken',
    actor: play.cashier,
    body: {
      deposit: play.id(),
      collection: chosen.id,
      payer: chosen.payer,
      stay: 'S1',
      ...play.number('deposit'),
      amount: chosen.total,
      sources,
      words: 'bằng chữ',
      issueDate: play.today,
    },
    content: { payerName: 'Người Nộp', beneficiaryName: null, beneficiaryCode: null },
  });
  return true;
};

/** A collection the act of issuing may choose: bills, in front, with nothing left to do but the paper or the money. */
export function issuable(play: Play): Row<'collection'>[] {
  return openCollections(play).filter((one) => one.purpose === 'bills' && leftToAsk(play, one) < one.total);
}
