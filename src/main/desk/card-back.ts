/**
 * What terminals were asked to give back, voids and refunds alike: what becomes of it is journalled, and of a refund that
 * it is paid, by whoever asked for it.
 */
import { isOpenVoid, type Row, refundReason } from '../../shared/payment/index.ts';
import type { CardOutcome } from '../devices/ports.ts';
import {
  decideRefund,
  neverRefunded,
  type PayRefund,
  recordRefund,
  refundLeftUnknown,
} from '../tenders/card-refund.ts';
import { decideVoid, neverVoided, recordVoid, voidLeftUnknown } from '../tenders/card-void.ts';
import type { DeskContext } from './context.ts';
import { journalPaid, nextVoucher } from './refund.ts';

type Back = Row<'cardVoid'>;

/** Whether it is the try of a refund; else a void. */
export function isRefund({ reason }: Pick<Back, 'reason'>): boolean {
  return reason === refundReason;
}

/** What a terminal was asked to give back of this charge and nobody knows the end of. */
export function openBack({ reads }: Pick<DeskContext, 'reads'>, tender: string): Back | undefined {
  return reads.voidsOf(tender).find(isOpenVoid);
}

/** Pays the refund in the name of who asked the terminal for it. A year without a series gets no voucher by itself. */
function payer(context: DeskContext, row: Back): PayRefund {
  return (reference) => {
    const refund = context.reads.refund(row.id);
    const actor = context.reads.actorOf(row.entry);
    if (refund === undefined || actor === null) return;
    journalPaid(context, actor, refund, { reference, voucher: nextVoucher(context, actor) });
  };
}

/** Journals what is known now. In the caller's act; what the ledger knows already, or knows better, changes nothing. */
export function recordBack(context: DeskContext, row: Back, outcome: CardOutcome): void {
  const { ledger, reads } = context;
  if (isRefund(row)) {
    recordRefund(ledger, row, outcome, payer(context, row));
    return;
  }
  const tender = reads.tender(row.tender);
  if (tender !== undefined) recordVoid(ledger, row, tender, outcome);
}

/** Journals that the terminal certainly never gave it back. In the caller's act. */
export function neverGivenBack({ ledger }: DeskContext, row: Back): void {
  if (isRefund(row)) neverRefunded(ledger, row);
  else neverVoided(ledger, row);
}

/** Journals that it was under way when the counter ended. In the caller's act. */
export function backLeftUnknown({ ledger }: DeskContext, row: Back): void {
  if (isRefund(row)) refundLeftUnknown(ledger, row);
  else voidLeftUnknown(ledger, row);
}

/** Journals an approver's decision. In the caller's act, after the approval. */
export function decideBack(
  context: DeskContext,
  row: Back,
  given: boolean,
  decision: { readonly approval: string; readonly evidence: string },
): void {
  const { ledger, reads } = context;
  if (isRefund(row)) {
    decideRefund(ledger, row, given, decision, payer(context, row));
    return;
  }
  const tender = reads.tender(row.tender);
  if (tender !== undefined) decideVoid(ledger, row, tender, given, decision);
}
