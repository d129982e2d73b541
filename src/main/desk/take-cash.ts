import { invariant } from '../../shared/kernel/assert.ts';
import { ok } from '../../shared/kernel/result.ts';
import { type CashRoundingUnit, vnd } from '../../shared/money/index.ts';
import { IllegalMove, isPending, type Row } from '../../shared/payment/index.ts';
import type { CashDue, ChosenLine } from '../../shared/rpc/contract.ts';
import { facilitySettings } from '../facility/settings.ts';
import { cancelCash, cashDue, intendCash, receiveCash } from '../tenders/cash.ts';
import { act, type DeskContext, fail, type Outcome } from './context.ts';
import { issueReceipts } from './issue-receipts.ts';
import { leftToCover } from './left-to-cover.ts';
import { kick } from './move-cash.ts';
import { openOrGoOn } from './open-collection.ts';

export interface CashBegin {
  readonly collection: string;
  readonly tender: string;
  readonly payer: string;
  readonly payerName: string;
  readonly payerAddress?: string | undefined;
  readonly lines: readonly ChosenLine[];
  /** Part of what is left; null or left out is all of it. */
  readonly amount?: number | null;
}

/** Journals the collection and the cash asked for. Repeated with the same ids it answers the same and writes nothing. */
export function beginCash(context: DeskContext, request: CashBegin): Outcome<CashDue> {
  const { ledger, reads } = context;
  const known = reads.tender(request.tender);
  if (known !== undefined) {
    if (known.collection !== request.collection || known.machine !== 'cash') return fail('tender-not-found');
    return ok(cashDueOf(context, request.tender));
  }
  const { cashRounding } = facilitySettings(reads);
  return act(context, (actor) => {
    openOrGoOn(context, actor, request);
    const left = leftToCover(context, request.collection);
    if (left <= 0) throw new IllegalMove('nothing-due');
    const total = request.amount ?? left;
    if (total > left) throw new IllegalMove('tender-exceeds-due');
    // One rounding for a collection: a second cash tender is asked for exactly.
    const once = reads.tenders(request.collection).some(isRounded);
    // A deposit slip says what was paid in, to the đồng.
    const exact = reads.collection(request.collection)?.purpose === 'deposit';
    const unit = once || exact ? 0 : cashRounding;
    intendCash(
      ledger,
      actor,
      request.tender,
      request.collection,
      cashDue(vnd(total), unit as CashRoundingUnit),
    );
    return cashDueOf(context, request.tender);
  });
}

/** Whether cash of this tender was rounded and still counts. */
function isRounded(tender: Row<'tender'>): boolean {
  const counts = tender.kept > 0 || isPending(tender.machine, tender.state);
  return tender.machine === 'cash' && tender.due !== tender.amount && counts;
}

/** What a cash tender asks for, as the window shows it. */
export function cashDueOf({ reads }: Pick<DeskContext, 'reads'>, tender: string): CashDue {
  const row = reads.tender(tender);
  invariant(row !== undefined && row.collection !== null, `no tender ${tender}`);
  return {
    collection: row.collection,
    tender,
    total: row.amount,
    rounding: row.due - row.amount,
    due: row.due,
  };
}

export interface CashReceived {
  readonly collection: string;
  readonly receipts: readonly string[];
  readonly given: number;
  readonly change: number;
}

/**
 * Records the cash that was counted out and, once the collection is covered, issues its receipts and queues their
 * paper: one transaction. Repeated it answers the same. `given` 0 means exactly what is due.
 */
export function receiveCashTender(
  context: DeskContext,
  request: { readonly tender: string; readonly given: number },
): Outcome<CashReceived> {
  const { ledger, reads } = context;
  const tender = reads.tender(request.tender);
  if (tender === undefined || tender.machine !== 'cash') return fail('tender-not-found');
  if (tender.state === 'received') return ok(receivedOf(context, request.tender));
  const given = request.given === 0 ? tender.due : request.given;
  if (given < tender.due) return fail('given-short', { due: tender.due });
  const received = act(context, (actor) => {
    receiveCash(ledger, reads, actor, request.tender, given);
    ledger.append({
      type: 'drawer.opened',
      actor,
      body: { reason: given > tender.due ? 'change' : 'cash', subject: request.tender },
      private: { text: null },
    });
    if (tender.collection !== null) issueReceipts(context, actor, tender.collection);
    return receivedOf(context, request.tender);
  });
  if (received.ok) kick(context);
  return received;
}

function receivedOf({ reads }: DeskContext, id: string): CashReceived {
  const tender = reads.tender(id);
  invariant(tender !== undefined && tender.collection !== null, `no tender ${id}`);
  const receipts = reads.receiptsOf(tender.collection).map((receipt) => receipt.id);
  return { collection: tender.collection, receipts, given: tender.given, change: tender.change };
}

/** Takes back the demand for cash; a collection in which nothing else happened is undone with it. */
export function cancelCashTender(
  context: DeskContext,
  request: { readonly tender: string },
): Outcome<Record<string, never>> {
  const { ledger, reads } = context;
  const tender = reads.tender(request.tender);
  if (tender === undefined || tender.machine !== 'cash') return fail('tender-not-found');
  if (tender.state === 'cancelled') return ok({});
  return act(context, (actor) => {
    cancelCash(ledger, actor, request.tender);
    const { collection } = tender;
    if (
      collection !== null &&
      reads.tenders(collection).every((one) => one.kept === 0 && !isPending(one.machine, one.state))
    ) {
      ledger.append({ type: 'collection.undone', actor, body: { collection, reason: 'cancelled' } });
    }
    return {};
  });
}
