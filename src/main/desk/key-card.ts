/** A card on a terminal that is not connected: most terminals on the first day (product.md A7). */
import { invariant } from '../../shared/kernel/assert.ts';
import { ok } from '../../shared/kernel/result.ts';
import { IllegalMove, isPending, type Row } from '../../shared/payment/index.ts';
import type { ChosenLine, ManualCardView } from '../../shared/rpc/contract.ts';
import {
  cancelManual,
  intendManual,
  keyManual,
  type TerminalSlip,
  voidManual,
} from '../tenders/card-manual.ts';
import { act, type DeskContext, fail, type Outcome } from './context.ts';
import { issueReceipts } from './issue-receipts.ts';
import { leftToCover } from './left-to-cover.ts';
import { needMethod, openOrGoOn } from './open-collection.ts';

export interface ManualBegin {
  readonly collection: string;
  readonly tender: string;
  readonly payer: string;
  readonly payerName: string;
  readonly payerAddress?: string | undefined;
  readonly lines: readonly ChosenLine[] | null;
  readonly amount: number | null;
}

function manualTender({ reads }: Pick<DeskContext, 'reads'>, id: string): Row<'tender'> | undefined {
  const tender = reads.tender(id);
  return tender?.machine === 'manual' ? tender : undefined;
}

function viewOf(tender: Row<'tender'>): ManualCardView {
  invariant(tender.collection !== null, 'a card is taken for a collection');
  return { collection: tender.collection, tender: tender.id, amount: tender.due };
}

/** Journals the sum, then it is keyed into the terminal. Repeated with the same ids it writes nothing. */
export function beginManual(context: DeskContext, request: ManualBegin): Outcome<ManualCardView> {
  const { ledger, reads } = context;
  const { collection, tender } = request;
  const known = reads.tender(tender);
  if (known !== undefined) {
    const same = known.machine === 'manual' && known.collection === collection;
    return same ? ok(viewOf(known)) : fail('tender-not-found');
  }
  return act(context, (actor) => {
    needMethod(context, 'card');
    openOrGoOn(context, actor, request);
    const left = leftToCover(context, collection);
    if (left === 0) throw new IllegalMove('nothing-due');
    const amount = request.amount ?? left;
    if (amount > left) throw new IllegalMove('tender-exceeds-due');
    intendManual(ledger, actor, { tender, collection, amount });
    return { collection, tender, amount };
  });
}

export interface ManualKeyed {
  readonly collection: string;
  readonly receipts: readonly string[];
}

function keyedOf({ reads }: DeskContext, tender: Row<'tender'>): ManualKeyed {
  const collection = viewOf(tender).collection;
  return { collection, receipts: reads.receiptsOf(collection).map((receipt) => receipt.id) };
}

/**
 * Records what the slip says and, once the collection is covered, issues its receipts: one transaction. Repeated it
 * answers the same. The same slip typed twice is refused: one approval code of a terminal's batch is one payment.
 */
export function keyCard(
  context: DeskContext,
  { tender: id, ...slip }: TerminalSlip & { readonly tender: string },
): Outcome<ManualKeyed> {
  const { ledger } = context;
  const tender = manualTender(context, id);
  if (tender === undefined) return fail('tender-not-found');
  if (tender.state === 'keyed' || tender.state === 'matched') return ok(keyedOf(context, tender));
  if (tender.state !== 'intended') return fail('tender-finished');
  if (slipIsUsed(context, slip)) return fail('slip-twice');
  return act(context, (actor) => {
    keyManual(ledger, actor, tender, slip);
    issueReceipts(context, actor, viewOf(tender).collection);
    return keyedOf(context, tender);
  });
}

/** A terminal's batch is settled once a day; an older slip with the same four figures is another payment. */
const slipMemoryMs = 3 * 24 * 60 * 60_000;

function slipIsUsed({ clock, reads }: DeskContext, slip: TerminalSlip): boolean {
  return reads.keyedCards(clock.now() - slipMemoryMs).some(({ evidence }) => {
    const other = JSON.parse(evidence) as Partial<TerminalSlip>;
    return (
      other.approvalCode === slip.approvalCode &&
      other.terminal === slip.terminal &&
      other.batch === slip.batch &&
      other.lastFour === slip.lastFour
    );
  });
}

/** Nothing was charged on the terminal. A collection in which nothing else happened is undone with it. */
export function cancelManualCard(
  context: DeskContext,
  { tender: id }: { readonly tender: string },
): Outcome<Record<string, never>> {
  const { ledger, reads } = context;
  const tender = manualTender(context, id);
  if (tender === undefined) return fail('tender-not-found');
  if (tender.state === 'cancelled') return ok({});
  if (tender.state !== 'intended') return fail('tender-finished');
  return act(context, (actor) => {
    cancelManual(ledger, actor, tender);
    const { collection } = viewOf(tender);
    if (reads.tenders(collection).every((one) => one.kept === 0 && !isPending(one.machine, one.state))) {
      ledger.append({ type: 'collection.undone', actor, body: { collection, reason: 'cancelled' } });
    }
    return {};
  });
}

/** The slip was voided on the terminal before settlement. Refused while its money stands on a receipt. */
export function voidManualCard(
  context: DeskContext,
  { tender: id, reason }: { readonly tender: string; readonly reason: string },
): Outcome<Record<string, never>> {
  const tender = manualTender(context, id);
  if (tender === undefined) return fail('tender-not-found');
  if (tender.state === 'voided') return ok({});
  if (tender.state !== 'keyed' && tender.state !== 'matched') return fail('tender-finished');
  return act(context, (actor) => {
    voidManual(context.ledger, actor, tender, reason);
    return {};
  });
}
