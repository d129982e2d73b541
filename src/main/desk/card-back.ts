/**
 * What terminals were asked to give back, voids and refunds alike: what becomes of it is journalled, and of a refund that
 * it is paid, by whoever asked for it.
 */
import { invariant } from '../../shared/kernel/assert.ts';
import { isOpenVoid, type Row, refundReason } from '../../shared/payment/index.ts';
import type { CardOutcome } from '../devices/ports.ts';
import {
  type Back,
  type BackDecision,
  recordDecision,
  recordLeft,
  recordNever,
  recordOutcome,
} from '../tenders/card-back.ts';
import { refundBack } from '../tenders/card-refund.ts';
import { voidBack } from '../tenders/card-void.ts';
import type { DeskContext } from './context.ts';
import { journalPaid, nextVoucher } from './refund.ts';

type BackRow = Row<'cardVoid'>;

/** Whether it is the try of a refund; else a void. */
export function isRefund({ reason }: Pick<BackRow, 'reason'>): boolean {
  return reason === refundReason;
}

/** What a terminal was asked to give back of this charge and nobody knows the end of. */
export function openBack({ reads }: Pick<DeskContext, 'reads'>, tender: string): BackRow | undefined {
  return reads.voidsOf(tender).find(isOpenVoid);
}

/** Pays the refund in the name of who asked the terminal for it. A year without a series gets no voucher by itself. */
function payIn(context: DeskContext, row: BackRow, reference: string): void {
  const refund = context.reads.refund(row.id);
  const actor = context.reads.actorOf(row.entry);
  if (refund === undefined || actor === null) return;
  journalPaid(context, actor, refund, { reference, voucher: nextVoucher(context, actor) });
}

function backOf(context: DeskContext, row: BackRow): Back {
  const { ledger, reads } = context;
  if (isRefund(row)) return refundBack(ledger, row, (named) => payIn(context, row, named));
  const tender = reads.tender(row.tender);
  invariant(tender !== undefined, `a void of no tender ${row.tender}`);
  return voidBack(ledger, row, tender);
}

/** Journals what is known now. In the caller's act; what the ledger knows already, or knows better, changes nothing. */
export function recordBack(context: DeskContext, row: BackRow, outcome: CardOutcome): void {
  recordOutcome(backOf(context, row), outcome);
}

/** Journals that the terminal certainly never gave it back. In the caller's act. */
export function neverGivenBack(context: DeskContext, row: BackRow): void {
  recordNever(backOf(context, row));
}

/** Journals that it was under way when the counter ended. In the caller's act. */
export function backLeftUnknown(context: DeskContext, row: BackRow): void {
  recordLeft(backOf(context, row));
}

/** Journals an approver's decision. In the caller's act, after the approval. */
export function decideBack(context: DeskContext, row: BackRow, given: boolean, decision: BackDecision): void {
  recordDecision(backOf(context, row), given, decision);
}
