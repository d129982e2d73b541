/** Acts that give money back: asked for, approved or refused, paid. */
import type { Row } from '../../../src/shared/payment/index.ts';
import { claimOf, freeOf, leftOf } from '../design-table.ts';
import { proven, takenBy } from './corrections.ts';
import type { Act, Play } from './play.ts';

interface Refundable {
  readonly source: 'tender' | 'deposit' | 'balance';
  readonly id: string;
  readonly receipt: string | null;
  readonly limit: number;
}

function refundsOf(play: Play, source: string, id: string): Row<'refund'>[] {
  return play.world
    .all('refund')
    .filter((one) => one.source === source && one.sourceId === id && one.state !== 'refused');
}
const amounts = (rows: readonly { readonly amount: number }[]) =>
  rows.reduce((sum, row) => sum + row.amount, 0);

/** Tenders that a deposit or balance was made of. */
export function tendersOf(play: Play, source: 'tender' | 'deposit' | 'balance', id: string): Row<'tender'>[] {
  const ids = {
    tender: () => [id],
    balance: () => [play.world.get('balance', id)?.tender ?? ''],
    deposit: () =>
      (JSON.parse(play.world.get('deposit', id)?.sources ?? '[]') as { id: string }[]).map((one) => one.id),
  }[source]();
  return ids.flatMap((tender) => play.world.get('tender', tender) ?? []);
}

/** Money of one source that has come and is neither paid out nor asked for. */
function payable(play: Play, source: 'tender' | 'deposit' | 'balance', id: string): number {
  const refunds = refundsOf(play, source, id);
  if (source === 'tender') {
    const pending = refunds.filter((one) => one.state !== 'paid');
    return (play.world.get('tender', id)?.kept ?? 0) - amounts(pending);
  }
  const claims = tendersOf(play, source, id).reduce((sum, tender) => sum + claimOf(tender), 0);
  return (play.world.get(source, id)?.amount ?? 0) - claims - amounts(refunds);
}

function refundables(play: Play): Refundable[] {
  const all: Refundable[] = [
    ...play.world
      .all('tender')
      .map((one) => ({ source: 'tender' as const, id: one.id, receipt: null, limit: freeOf(one) })),
    ...play.world
      .all('deposit')
      .map((one) => ({ source: 'deposit' as const, id: one.id, receipt: null, limit: leftOf(one) })),
    ...play.world
      .all('balance')
      .map((one) => ({ source: 'balance' as const, id: one.id, receipt: null, limit: leftOf(one) })),
  ];
  for (const receipt of play.world.all('receipt')) {
    if (receipt.state !== 'issued') continue;
    for (const { source, id, amount } of takenBy(play, receipt.id)) {
      if (source === 'rounding') continue;
      const back = refundsOf(play, source, id).filter((one) => one.receipt === receipt.id);
      all.push({ source, id, receipt: receipt.id, limit: amount - amounts(back) });
    }
  }
  return all
    .filter((one) => tendersOf(play, one.source, one.id).every(proven))
    .map((one) => ({ ...one, limit: Math.min(one.limit, payable(play, one.source, one.id)) }))
    .filter((one) => one.limit > 0);
}

export const askBack: Act = (play) => {
  const chosen = play.pickOrNone(refundables(play));
  if (chosen === undefined) return false;
  const way = play.chance.pick(['cash', 'card', 'transfer'] as const);
  const brought = chosen.source === 'tender' ? null : (play.world.get(chosen.source, chosen.id)?.way ?? null);
  const came: readonly string[] =
    brought !== null
      ? [brought]
      : tendersOf(play, chosen.source, chosen.id).map(({ method }) =>
          method === 'cash' || method === 'card' ? method : 'transfer',
        );
  play.put({
    type: 'refund.requested',
    actor: play.cashier,
    body: {
      refund: play.id(),
      source: chosen.source,
      id: chosen.id,
      receipt: chosen.receipt,
      amount: play.chance.maybe(0.5) ? chosen.limit : play.between(1, chosen.limit),
      way,
      otherWay: !came.includes(way),
    },
    content: { payeeName: 'Người Nhận', payeeIdentity: null, text: 'trả lại' },
  });
  return true;
};

/** Perhaps the terminal that took the card is asked first: it refuses, is silent for a while, or gives it back. */
function askTerminal(play: Play, refund: Row<'refund'>): void {
  const card = tendersOf(play, refund.source, refund.sourceId).find(
    (one) => one.machine === 'card' && one.state === 'approved' && one.through !== null,
  );
  if (refund.way !== 'card' || card === undefined || play.chance.maybe(0.4)) return;
  const back = play.world.all('cardVoid').filter((one) => one.tender === card.id && one.state === 'approved');
  if (amounts(back) + refund.amount > card.due) return;
  const named = { refund: refund.id, tender: card.id, reference: play.id().slice(-12) };
  play.put({
    type: 'terminal.refund-sent',
    actor: play.cashier,
    body: {
      ...{ ...named, terminal: card.through ?? '', amount: refund.amount },
      before: { batch: null, receipt: null },
    },
  });
  const ends = [['approved'], ['declined'], ['unknown', 'approved'], ['unknown', 'declined']] as const;
  for (const outcome of play.chance.pick(ends)) {
    play.put({
      type: 'terminal.refund-ended',
      actor: play.cashier,
      body: { ...named, outcome, cause: null, decision: null },
    });
  }
}

export const goOnWithRefund: Act = (play) => {
  const waiting = play.world
    .all('refund')
    .filter((one) => one.state === 'requested' || one.state === 'approved');
  const refund = play.pickOrNone(waiting);
  if (refund === undefined) return false;
  if (play.chance.maybe(0.2)) {
    const approval = play.approve('refund', refund.id);
    play.put({
      type: 'refund.refused',
      actor: play.cashier,
      body: { refund: refund.id, approval },
      content: { text: 'không' },
    });
    return true;
  }
  if (refund.state === 'requested') {
    const approval = play.approve('refund', refund.id);
    play.put({ type: 'refund.approved', actor: play.cashier, body: { refund: refund.id, approval } });
    return true;
  }
  if (refund.way === 'cash' && play.shift === undefined) return false;
  const standing = refund.receipt !== null;
  askTerminal(play, refund);
  play.put({
    type: 'refund.paid',
    actor: play.cashier,
    body: {
      refund: refund.id,
      source: refund.source,
      standing,
      way: refund.way as 'cash' | 'card' | 'transfer',
      amount: refund.amount,
      reference: null,
      voucher: standing ? play.number('refund') : null,
    },
  });
  return true;
};
