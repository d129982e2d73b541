/** Refunds: asked back, approved, paid or refused; the sum paid never exceeds what came (design §4). */
import type { Row } from '../tables.ts';
import { type Draft, demand, type MoveEntry, needApproval } from '../world.ts';
import {
  claimsOn,
  demandProven,
  freeMoney,
  isOpenVoid,
  leftOf,
  nextNumber,
  sum,
  tendersOf,
  voidUnderWay,
} from './money.ts';
import { ownShift } from './shift.ts';

type Requested = MoveEntry<'refund.requested'>['body'];

/** Refunds of one source, but for those refused. */
function refundsOf(draft: Draft, source: string, id: string): readonly Row<'refund'>[] {
  return draft
    .list('refund', 'sourceId', id)
    .filter((refund) => refund.source === source && refund.state !== 'refused');
}

function pendingOf(refunds: readonly Row<'refund'>[]): number {
  return sum(
    refunds.filter((refund) => refund.state !== 'paid'),
    (refund) => refund.amount,
  );
}

/** What this source paid of the receipt and was not asked back yet. Rounding is nobody's money. */
function leftOnReceipt(draft: Draft, body: Requested, receipt: string): number {
  const paid = draft
    .list('allocation', 'receipt', receipt)
    .filter((row) => row.state === 'standing' && row.source === body.source && row.sourceId === body.id);
  const back = refundsOf(draft, body.source, body.id).filter((refund) => refund.receipt === receipt);
  return sum(paid, (row) => row.amount) - sum(back, (refund) => refund.amount);
}

function reserveOnReceipt(draft: Draft, body: Requested, receiptId: string): void {
  const receipt = draft.need('receipt', receiptId);
  demand(receipt.state === 'issued', 'receipt-void');
  demand(leftOnReceipt(draft, body, receiptId) >= body.amount, 'refund-above-balance');
  draft.patch('receipt', receiptId, { refunding: receipt.refunding + body.amount });
}

function reserveOfTender(draft: Draft, body: Requested): void {
  const tender = draft.need('tender', body.id);
  const pending = pendingOf(refundsOf(draft, 'tender', body.id));
  demand(tender.kept - pending >= body.amount, 'refund-above-balance');
  if (body.receipt !== null) {
    reserveOnReceipt(draft, body, body.receipt);
    return;
  }
  demand(freeMoney(tender) >= body.amount, 'refund-above-balance');
  demand(!voidUnderWay(draft, tender), 'void-under-way');
  draft.patch('tender', tender.id, { refunding: tender.refunding + body.amount });
}

function reserveOfFund(draft: Draft, kind: 'deposit' | 'balance', body: Requested): void {
  const fund = draft.need(kind, body.id);
  // Of a deposit that came short only what came can go back, on whatever paper it stands by now.
  const came = fund.amount - claimsOn(tendersOf(draft, kind, body.id));
  const back = sum(refundsOf(draft, kind, body.id), (refund) => refund.amount);
  demand(came - back >= body.amount, 'refund-above-balance');
  if (body.receipt !== null) {
    reserveOnReceipt(draft, body, body.receipt);
    return;
  }
  demand(leftOf(fund) >= body.amount, 'refund-above-balance');
  draft.patch(kind, body.id, { refunding: fund.refunding + body.amount });
}

/** The way back that is the way it came. */
function sameWay(tender: Row<'tender'>): string {
  return tender.method === 'cash' || tender.method === 'card' ? tender.method : 'transfer';
}

/** Reserves proven money for a refund; whether it goes back another way than it came is checked, not believed. */
export function refundRequested(
  draft: Draft,
  { id, at, body, content }: MoveEntry<'refund.requested'>,
): void {
  const tenders =
    body.source === 'tender' ? [draft.need('tender', body.id)] : tendersOf(draft, body.source, body.id);
  for (const tender of tenders) demandProven(draft, tender.id);
  const way = body.source === 'tender' ? null : draft.need(body.source, body.id).way;
  const ways = way === null ? tenders.map(sameWay) : [way];
  demand(body.otherWay === !ways.includes(body.way), 'refund-way-differs');
  if (body.source === 'tender') reserveOfTender(draft, body);
  else reserveOfFund(draft, body.source, body);
  draft.create('refund', {
    id: body.refund,
    source: body.source,
    sourceId: body.id,
    receipt: body.receipt,
    amount: body.amount,
    way: body.way,
    otherWay: body.otherWay ? 1 : 0,
    state: 'requested',
    at,
    paidAt: null,
    reference: null,
    payeeName: content?.payeeName ?? null,
    payeeIdentity: content?.payeeIdentity ?? null,
    text: content?.text ?? null,
    entry: id,
  });
}

/** Ends a refund: `paid` takes the money out, otherwise the reservation is lifted. */
function settleRefund(draft: Draft, refund: Row<'refund'>, paid: boolean): void {
  const out = paid ? refund.amount : 0;
  const reserved = refund.receipt === null ? refund.amount : 0;
  if (refund.receipt !== null) {
    const receipt = draft.need('receipt', refund.receipt);
    draft.patch('receipt', receipt.id, {
      refunding: receipt.refunding - refund.amount,
      refunded: receipt.refunded + out,
    });
  }
  if (refund.source === 'tender') {
    const tender = draft.need('tender', refund.sourceId);
    draft.patch('tender', tender.id, {
      kept: tender.kept - out,
      allocated: tender.allocated - (refund.receipt === null ? 0 : out),
      refunding: tender.refunding - reserved,
      refunded: tender.refunded + out,
    });
  } else if (refund.receipt === null) {
    const fund = draft.need(refund.source, refund.sourceId);
    draft.patch(refund.source, fund.id, {
      refunding: fund.refunding - reserved,
      refunded: fund.refunded + out,
    });
  }
}

/** A second person allows the refund. */
export function refundApproved(draft: Draft, { body }: MoveEntry<'refund.approved'>): void {
  demand(draft.need('refund', body.refund).state === 'requested', 'refund-finished');
  needApproval(draft, body.approval, body.refund);
  draft.patch('refund', body.refund, { state: 'approved' });
}

/** A refund that its terminal may have paid goes no other way and is not refused. */
function demandNotAtTerminal(draft: Draft, refund: string): void {
  const sent = draft.get('cardVoid', refund);
  demand(sent === undefined || !isOpenVoid(sent), 'refund-at-terminal');
}

/** The refund is not paid; what it had reserved is free again. */
export function refundRefused(draft: Draft, { body }: MoveEntry<'refund.refused'>): void {
  const refund = draft.need('refund', body.refund);
  demand(refund.state === 'requested' || refund.state === 'approved', 'refund-finished');
  demandNotAtTerminal(draft, refund.id);
  needApproval(draft, body.approval, body.refund);
  settleRefund(draft, refund, false);
  draft.patch('refund', body.refund, { state: 'refused' });
}

/** The money of an approved refund leaves. */
export function refundPaid(draft: Draft, entry: MoveEntry<'refund.paid'>): void {
  const { body } = entry;
  const refund = draft.need('refund', body.refund);
  demand(
    refund.state === 'approved',
    refund.state === 'requested' ? 'refund-not-approved' : 'refund-finished',
  );
  demand(
    refund.amount === body.amount && refund.way === body.way && refund.source === body.source,
    'refund-differs',
  );
  demand(body.standing === (refund.receipt !== null), 'refund-differs');
  demandNotAtTerminal(draft, refund.id);
  if (body.way === 'cash') ownShift(draft, entry);
  if (body.voucher !== null) nextNumber(draft, body.voucher.series, body.voucher.number, 'refund');
  settleRefund(draft, refund, true);
  draft.patch('refund', refund.id, { state: 'paid', paidAt: entry.at, reference: body.reference });
}
