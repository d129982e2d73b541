/** Voiding a receipt, alone or replaced by another; what happens to each amount is said with it (design §4). */
import { invariant } from '../../shared/kernel/assert.ts';
import { businessDateOf } from '../../shared/kernel/clock.ts';
import { ok } from '../../shared/kernel/result.ts';
import { canBeGivenBack, heldAndClaim, IllegalMove, isProven, type Row } from '../../shared/payment/index.ts';
import { act, approve, type DeskContext, fail, journalApproval, type Outcome } from './context.ts';
import { canReturn, type FreeFate, giveFate, type Payee } from './give-back.ts';
import { kick } from './move-cash.ts';
import { payeeFault } from './payee.ts';
import { type Replacement, replace, type TakenMoney, takenBy } from './replace-receipt.ts';

export type VoidReason =
  | 'wrong-payer'
  | 'wrong-amount'
  | 'wrong-method'
  | 'not-provided'
  | 'printed-wrong'
  | 'other';

export interface VoidRequest {
  readonly receipt: string;
  readonly reason: VoidReason;
  readonly text: string;
  /** Whether the payer's copy (liên 2) came back; if not, the text says why. */
  readonly copyRecalled: boolean;
  /** What becomes of the money of each tender that no replacing receipt takes. */
  readonly fates: readonly { readonly tender: string; readonly fate: FreeFate }[];
  readonly replacement: Replacement | null;
  /** Who gets money that is asked back; the payer of the receipt when left out. A hospital needs the identity paper. */
  readonly payee?: Payee | undefined;
  readonly approval: { readonly person: string; readonly pin: string };
}

export interface Voided {
  readonly receipt: string;
  readonly replacedBy: string | null;
}

/** Amount of a tender on a receipt whose money never came: nobody is owed anything for it. */
export function claimOf(tender: Row<'tender'>, amount: number): number {
  const before = heldAndClaim(tender).claim;
  return before - heldAndClaim({ kept: tender.kept, allocated: tender.allocated - amount }).claim;
}

type Fate = { source: TakenMoney['source']; id: string; amount: number; fate: string };

/** The fate of each amount on the receipt, as the entry has it. @throws IllegalMove `fate-missing` */
function fatesOf(context: DeskContext, request: VoidRequest, taken: readonly TakenMoney[]): Fate[] {
  const said = new Map(request.fates.map(({ tender, fate }) => [tender, fate]));
  let wanted = request.replacement === null ? 0 : replacingTotal(request.replacement, taken);
  return taken.flatMap(({ source, id, amount }): Fate[] => {
    if (source === 'rounding') return [];
    if (source !== 'tender') return [{ source, id, amount, fate: 'restored' }];
    const tender = context.reads.tender(id);
    invariant(tender !== undefined, `no tender ${id}`);
    const dropped = claimOf(tender, amount);
    const fates: Fate[] = dropped > 0 ? [{ source, id, amount: dropped, fate: 'claim-dropped' }] : [];
    const over = Math.min(amount - dropped, wanted);
    wanted -= over;
    if (over > 0) fates.push({ source, id, amount: over, fate: 're-allocated' });
    const rest = amount - dropped - over;
    if (rest === 0) return fates;
    const fate = said.get(id);
    if (fate === undefined) throw new IllegalMove('fate-missing');
    checkFate(context.reads, tender, fate);
    return [...fates, { source, id, amount: rest, fate }];
  });
}

function checkFate(reads: DeskContext['reads'], tender: Row<'tender'>, fate: FreeFate): void {
  if (fate === 'returned') {
    if (!canReturn(reads, tender) || !canBeGivenBack(tender.machine, tender.state))
      throw new IllegalMove('fate-not-allowed');
    return;
  }
  if (!isProven(tender.machine, tender.state)) throw new IllegalMove('money-not-proven');
}

/** Money of tenders that the replacing receipt takes: all of it, or what its own lines come to. */
function replacingTotal(replacement: Replacement, taken: readonly TakenMoney[]): number {
  if (replacement.lines === null)
    return taken.reduce((sum, one) => sum + (one.source === 'tender' ? one.amount : 0), 0);
  return replacement.lines.reduce((sum, line) => sum + line.amount, 0);
}

/**
 * Voids the receipt with a second person's PIN: never the cashier's own approval, never while it stands in a set of the
 * e-invoice system. One act with the replacing receipt and with the move of every amount.
 */
export async function voidReceipt(context: DeskContext, request: VoidRequest): Promise<Outcome<Voided>> {
  const { reads } = context;
  const before = reads.receipt(request.receipt);
  if (before === undefined) return fail('receipt-not-found');
  if (before.state === 'void') return ok({ receipt: before.id, replacedBy: before.replacedBy });
  if (reads.openShift() === undefined) return fail('no-shift');
  if (reads.invoiced(before.id) !== undefined) return fail('receipt-invoiced');
  if (!request.copyRecalled && request.text.trim() === '') return fail('reason-needed');
  const asksBack = request.fates.some(({ fate }) => fate === 'refund');
  const { name, identity } = payeeOf(before, request);
  const fault = asksBack ? payeeFault(context, name, identity) : null;
  if (fault !== null) return fault;
  const approval = await approve(context, 'void', before.id, request.approval, [before.cashier]);
  if (!approval.ok) return approval;
  let cashMoved = false;
  const done = act(context, (actor) => {
    const receipt = reads.receipt(request.receipt) ?? before;
    const taken = takenBy(receipt);
    const fates = fatesOf(context, request, taken);
    const replacedBy = request.replacement === null ? null : context.ids.next();
    context.ledger.append({
      type: 'receipt.voided',
      actor,
      body: {
        receipt: receipt.id,
        series: receipt.series,
        approval: journalApproval(context, approval.value),
        reason: request.reason,
        total: receipt.total,
        rounding: receipt.rounding,
        fates: fates as never,
        replacedBy,
        copyRecalled: request.copyRecalled,
        printed: reads.printsOf(receipt.id).some((one) => one.outcome !== 'failed'),
        afterZ: receipt.z !== null,
      },
      private: { text: request.text },
    });
    if (request.replacement !== null && replacedBy !== null) {
      const issueDate = businessDateOf(context.clock.now());
      replace(context, actor, { receipt, replacement: request.replacement, replacedBy, taken, issueDate });
    }
    cashMoved = moveFreed(context, actor, receipt, request);
    return { receipt: receipt.id, replacedBy };
  });
  if (done.ok && cashMoved) kick(context);
  return done;
}

function payeeOf(receipt: Row<'receipt'>, { payee }: VoidRequest): Payee {
  return payee ?? { name: receipt.payerName ?? '-', identity: null };
}

/** Moves the money of each tender as was said; true when cash left the drawer. */
function moveFreed(
  context: DeskContext,
  actor: string,
  receipt: Row<'receipt'>,
  request: VoidRequest,
): boolean {
  const payer = context.reads.collection(receipt.collection)?.payer ?? '-';
  const payee = payeeOf(receipt, request);
  let cash = false;
  for (const { tender, fate } of request.fates) {
    if (fate === 'returned' && context.reads.tender(tender)?.machine === 'cash') {
      cash = true;
      context.ledger.append({
        type: 'drawer.opened',
        actor,
        body: { reason: 'refund', subject: tender },
        private: { text: null },
      });
    }
    giveFate(context, actor, tender, fate, { payer, payee, reason: request.reason, text: request.text });
  }
  return cash;
}
