import { canonical } from '../../journal/index.ts';
import type { documentTypes } from '../../journal/types/documents.ts';
import { type Draft, demand, type MoveEntry, type MovesOf } from '../world.ts';
import { openCollection, patchBill } from './collection.ts';
import { demandProven, nextNumber, sum, takeOfTender } from './money.ts';
import { allocationFrozen, receiptIssued } from './receipts.ts';
import { refundApproved, refundPaid, refundRefused, refundRequested } from './refunds.ts';
import { ownShift } from './shift.ts';
import { receiptVoided } from './voids.ts';

function depositTaken(draft: Draft, entry: MoveEntry<'deposit.taken'>): void {
  const { body, content } = entry;
  const shift = ownShift(draft, entry);
  const collection = openCollection(draft, body.collection);
  demand(collection.purpose === 'deposit' && collection.total === body.amount, 'deposit-differs');
  demand(sum(body.sources, (source) => source.amount) === body.amount, 'deposit-differs');
  demand(body.payer === collection.payer, 'deposit-differs');
  demand(new Set(body.sources.map(({ id }) => id)).size === body.sources.length, 'deposit-differs');
  for (const { id, amount } of body.sources) {
    const tender = draft.need('tender', id);
    demand(tender.collection === null || tender.collection === collection.id, 'money-of-another');
    takeOfTender(draft, id, amount);
  }
  nextNumber(draft, body.series, body.number, 'deposit');
  draft.create('deposit', {
    id: body.deposit,
    collection: body.collection,
    payer: body.payer,
    stay: body.stay,
    series: body.series,
    number: body.number,
    amount: body.amount,
    used: 0,
    refunding: 0,
    refunded: 0,
    sources: canonical(body.sources),
    at: entry.at,
    shift: shift.id,
    payerName: content?.payerName ?? null,
    beneficiaryName: content?.beneficiaryName ?? null,
    beneficiaryCode: content?.beneficiaryCode ?? null,
    entry: entry.id,
    home: null,
    way: null,
  });
  for (const line of draft.list('line', 'collection', body.collection))
    patchBill(draft, line.bill, { held: -line.amount });
  draft.patch('collection', body.collection, { state: 'covered', changedAt: entry.at });
}

/** Money of a tender kept for the payer; only proven money, for it may be paid out. */
function balanceCreated(draft: Draft, { body, at }: MoveEntry<'balance.created'>): void {
  demandProven(draft, body.tender);
  const { collection } = draft.need('tender', body.tender);
  const payer = collection === null ? body.payer : draft.need('collection', collection).payer;
  demand(payer === body.payer, 'money-of-another');
  takeOfTender(draft, body.tender, body.amount);
  draft.create('balance', {
    id: body.balance,
    tender: body.tender,
    payer: body.payer,
    amount: body.amount,
    used: 0,
    refunding: 0,
    refunded: 0,
    at,
    home: null,
    way: null,
  });
}

export const documentMoves: MovesOf<typeof documentTypes> = {
  'allocation.frozen': allocationFrozen,
  'receipt.issued': receiptIssued,
  'receipt.voided': receiptVoided,
  'refund.requested': refundRequested,
  'refund.approved': refundApproved,
  'refund.paid': refundPaid,
  'refund.refused': refundRefused,
  'balance.created': balanceCreated,
  'deposit.taken': depositTaken,
};
