/**
 * The hand-in list of a shift (design §4 (c)): the cash of each receipt and deposit slip once, cash that stands on no
 * paper, and cash that went back though it had stood on one.
 */
import type { Body, EntryType } from '../../shared/journal/index.ts';
import type { MoveEntry } from '../../shared/payment/index.ts';
import type { LedgerReads } from '../ledger/read.ts';
import type { PageSums } from './sums.ts';

type AnyEntry = MoveEntry<EntryType>;

function isCash(reads: LedgerReads, tender: string): boolean {
  return reads.tender(tender)?.machine === 'cash';
}

/** Cash of a tender goes: first what had stood on a paper, then what never did. `asCash`: over the counter. */
function leave(sums: PageSums, shift: string, tender: string, amount: number, asCash: boolean): void {
  const cash = sums.cashOf(tender);
  const freed = Math.min(amount, cash.freed);
  cash.freed -= freed;
  cash.unlisted -= amount - freed;
  if (asCash) sums.shiftCash(shift, -(amount - freed), freed);
}

/** Cash of a tender goes onto a paper; only what never stood on one is listed. */
function list(sums: PageSums, shift: string, tender: string, amount: number): number {
  const cash = sums.cashOf(tender);
  const freed = Math.min(amount, cash.freed);
  cash.freed -= freed;
  cash.unlisted -= amount - freed;
  sums.shiftCash(shift, -(amount - freed), 0);
  return amount - freed;
}

/** Adds what an entry means for the hand-in of its shift. */
export function takeCash(reads: LedgerReads, sums: PageSums, entry: AnyEntry): void {
  const shift = entry.shift ?? '';
  switch (entry.type) {
    case 'cash.received':
    case 'cash.returned': {
      const { tender, moved } = entry.body as Body<'cash.received'>;
      if (moved < 0) leave(sums, shift, tender, -moved, true);
      else {
        sums.cashOf(tender).unlisted += moved;
        sums.shiftCash(shift, moved, 0);
      }
      return;
    }
    case 'receipt.issued':
      issued(reads, sums, shift, entry.body as Body<'receipt.issued'>);
      return;
    case 'receipt.voided':
      voided(reads, sums, entry.body as Body<'receipt.voided'>);
      return;
    case 'deposit.taken': {
      const { deposit, sources } = entry.body as Body<'deposit.taken'>;
      const cash = sources.filter(({ id }) => isCash(reads, id));
      const amount = cash.reduce((sum, one) => sum + list(sums, shift, one.id, one.amount), 0);
      if (cash.length > 0) sums.listed(shift, deposit, 'deposit', amount);
      return;
    }
    case 'balance.created': {
      const { tender, amount } = entry.body as Body<'balance.created'>;
      // A balance is no paper of the hand-in: its cash stays among what is held without one.
      if (isCash(reads, tender)) leave(sums, shift, tender, amount, false);
      return;
    }
    case 'refund.paid':
      refunded(reads, sums, shift, entry.body as Body<'refund.paid'>);
      return;
    default:
      return;
  }
}

function issued(reads: LedgerReads, sums: PageSums, shift: string, body: Body<'receipt.issued'>): void {
  const cash = body.sources.filter(({ source, id }) => source === 'tender' && isCash(reads, id));
  if (cash.length === 0) return;
  let amount = cash.reduce((sum, one) => sum + list(sums, shift, one.id, one.amount), 0);
  if (body.roundingTender !== null && body.rounding > 0) {
    amount += list(sums, shift, body.roundingTender, body.rounding);
  }
  sums.listed(shift, body.receipt, 'receipt', amount);
}

function voided(reads: LedgerReads, sums: PageSums, { receipt }: Body<'receipt.voided'>): void {
  const { sources, roundingTender } = JSON.parse(reads.receipt(receipt)?.frozen ?? '{"sources":[]}') as {
    sources: { source: string; id: string; amount: number }[];
    roundingTender: string | null;
  };
  for (const { source, id, amount } of sources) {
    if (source === 'tender' && isCash(reads, id)) sums.cashOf(id).freed += amount;
  }
  const rounding = reads.receipt(receipt)?.rounding ?? 0;
  if (roundingTender !== null && rounding > 0) sums.cashOf(roundingTender).freed += rounding;
}

function refunded(reads: LedgerReads, sums: PageSums, shift: string, body: Body<'refund.paid'>): void {
  const refund = reads.refund(body.refund);
  if (refund === undefined) return;
  const cash = body.way === 'cash';
  const ofTender = refund.source === 'tender' && isCash(reads, refund.sourceId);
  if (ofTender && refund.receipt === null) leave(sums, shift, refund.sourceId, refund.amount, cash);
  else if (cash) sums.shiftCash(shift, 0, refund.amount);
}
