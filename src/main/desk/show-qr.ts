/** Asking to be paid by a code on the customer display: shown, claimed by the payer, taken off again (product.md A5). */
import { invariant } from '../../shared/kernel/assert.ts';
import { ok } from '../../shared/kernel/result.ts';
import { IllegalMove, isPending, machines, type Row } from '../../shared/payment/index.ts';
import type { ChosenLine } from '../../shared/rpc/contract.ts';
import { type MatchCode, makeMatchCode } from '../../shared/vietqr/index.ts';
import { codeText } from '../facility/accounts.ts';
import { facilitySettings } from '../facility/settings.ts';
import { transferReason } from '../facility/words.ts';
import { cancelAsked, claimAsked, isAsked } from '../tenders/asked.ts';
import { askByCode, codeShownForMs } from '../tenders/vietqr.ts';
import { act, type DeskContext, fail, type Outcome } from './context.ts';
import { leftToCover, nextAccount } from './left-to-cover.ts';
import { needMethod, openOrGoOn } from './open-collection.ts';

export interface QrBegin {
  readonly collection: string;
  readonly tender: string;
  readonly payer: string;
  readonly payerName: string;
  readonly payerAddress?: string | undefined;
  readonly lines: readonly ChosenLine[] | null;
  readonly amount: number | null;
  readonly wallet: boolean;
}

/** A tender of ours that was asked for by code or USSD, or undefined. */
export function askedTender({ reads }: Pick<DeskContext, 'reads'>, id: string): Row<'tender'> | undefined {
  const tender = reads.tender(id);
  return tender !== undefined && isAsked(tender) ? tender : undefined;
}

/**
 * Journals the collection and the code; only then has anybody a code to show. Repeated with the same ids it answers
 * the same and writes nothing.
 */
export function beginQr(context: DeskContext, request: QrBegin): Outcome<Row<'tender'>> {
  const { reads } = context;
  const known = reads.tender(request.tender);
  if (known !== undefined) {
    const same = known.machine === 'vietqr' && known.collection === request.collection;
    return same ? ok(known) : fail('tender-not-found');
  }
  return act(context, (actor) => {
    needMethod(context, request.wallet ? 'mobile-money' : 'qr');
    openOrGoOn(context, actor, request);
    askFor(context, actor, request);
    const tender = reads.tender(request.tender);
    invariant(tender !== undefined, 'the code just asked for');
    return tender;
  });
}

function askFor(context: DeskContext, actor: string, request: QrBegin): void {
  const { clock, ledger, reads } = context;
  const { collection, tender, wallet } = request;
  if (leftToCover(context, collection) === 0) throw new IllegalMove('nothing-due');
  const share = nextAccount(context, collection);
  if (share === undefined) throw new IllegalMove('account-missing');
  const amount = request.amount ?? share.left;
  if (amount > share.left) throw new IllegalMove('tender-exceeds-due');
  if (wallet && share.account.merchant === null) throw new IllegalMove('wallet-not-merchant');
  const { institution } = facilitySettings(reads).facility;
  const matchCode = freshCode(context);
  const reason = transferReason(institution, share.line.onBehalf === 1);
  const payload = codeText(share.account, amount, matchCode, reason);
  if (!payload.ok) {
    throw new IllegalMove(
      payload.reason === 'amount_out_of_range' ? 'qr-amount-too-large' : 'account-malformed',
    );
  }
  askByCode(ledger, actor, {
    tender,
    collection,
    amount,
    account: share.account,
    matchCode,
    wallet,
    payload: payload.value,
    expiresAt: clock.now() + codeShownForMs,
  });
}

/** A match code that was never given out here. */
function freshCode({ random, reads }: DeskContext): MatchCode {
  for (;;) {
    const code = makeMatchCode(random);
    if (reads.tendersByReference(code).length === 0) return code;
  }
}

/** The payer says that it is sent. When the money is there already nothing is written: it says no more than that. */
export function claimQr(
  context: DeskContext,
  request: { readonly tender: string; readonly by: 'payer' | 'cashier' },
): Outcome<Row<'tender'>> {
  const tender = askedTender(context, request.tender);
  if (tender === undefined) return fail('tender-not-found');
  if (tender.state === 'expired' || tender.state === 'cancelled') return fail('tender-finished');
  if (tender.state !== machines[tender.machine].start) return ok(tender);
  return act(context, (actor) => {
    claimAsked(context.ledger, actor, tender, request.by);
    return askedTender(context, tender.id) ?? tender;
  });
}

/** Takes a code off. `undo` also ends its collection, when nothing else happened in it. */
export function cancelQr(
  context: DeskContext,
  request: { readonly tender: string; readonly undo: boolean },
): Outcome<{ undone: boolean }> {
  const { ledger, reads } = context;
  const tender = askedTender(context, request.tender);
  if (tender === undefined) return fail('tender-not-found');
  const over = tender.state === 'cancelled' || tender.state === 'expired';
  if (!over && !isPending(tender.machine, tender.state)) return fail('tender-finished');
  const collection = tender.collection === null ? undefined : reads.collection(tender.collection);
  const open = collection?.state === 'open' || collection?.state === 'parked';
  if (over && !(request.undo && open)) return ok({ undone: false });
  return act(context, (actor) => {
    if (!over) cancelAsked(ledger, actor, tender);
    if (!request.undo || collection === undefined || !isEmpty(reads.tenders(collection.id))) {
      return { undone: false };
    }
    ledger.append({
      type: 'collection.undone',
      actor,
      body: { collection: collection.id, reason: 'cancelled' },
    });
    return { undone: true };
  });
}

/** Whether no money is there and none is waited for. */
function isEmpty(tenders: readonly Row<'tender'>[]): boolean {
  return tenders.every((one) => one.kept === 0 && !isPending(one.machine, one.state));
}
