/** Money asked back: requested, approved, paid or refused (design §4; product.md B, C). */
import { businessDateOf } from '../../shared/kernel/clock.ts';
import { ok } from '../../shared/kernel/result.ts';
import { IllegalMove, type Row } from '../../shared/payment/index.ts';
import type { ApprovalAct } from '../staff/approvals.ts';
import { act, approve, type DeskContext, fail, journalApproval, type Outcome } from './context.ts';
import { needInDrawer } from './drawer-cash.ts';
import { demandLeft, demandPayable } from './fund-left.ts';
import { wayBack } from './give-back.ts';
import { kick } from './move-cash.ts';
import { seriesAtHand } from './open-series.ts';
import { payeeFault } from './payee.ts';
import { refundPaper } from './voucher-paper.ts';

export interface RefundRequest {
  readonly refund: string;
  readonly source: 'tender' | 'deposit' | 'balance';
  readonly id: string;
  /** The receipt that stays issued and is refunded in part or whole; null for money on no receipt. */
  readonly receipt: string | null;
  readonly amount: number;
  readonly way: 'cash' | 'card' | 'transfer';
  readonly payeeName: string;
  /** Needed at a hospital: the patient or a named relative, never staff (facts/domain.md §1.1 step 4). */
  readonly payeeIdentity: string | null;
  readonly text: string;
}

interface ApprovalInput {
  readonly person: string;
  readonly pin: string;
}

/** Tenders that a source is made of. */
export function tendersBehind(
  { reads }: Pick<DeskContext, 'reads'>,
  source: string,
  id: string,
): Row<'tender'>[] {
  const ids =
    source === 'tender'
      ? [id]
      : source === 'balance'
        ? [reads.balance(id)?.tender ?? '']
        : (JSON.parse(reads.deposit(id)?.sources ?? '[]') as { id: string }[]).map((one) => one.id);
  return ids.flatMap((tender) => reads.tender(tender) ?? []);
}

/** The ways the money of a source came; of a fund brought from another counter that is known without its tenders. */
export function waysBehind(
  context: Pick<DeskContext, 'reads'>,
  source: string,
  id: string,
): ReturnType<typeof wayBack>[] {
  const { reads } = context;
  const fund =
    source === 'deposit' ? reads.deposit(id) : source === 'balance' ? reads.balance(id) : undefined;
  const way = fund?.way ?? null;
  return way === null ? tendersBehind(context, source, id).map(wayBack) : [way];
}

/** Asks for money back; it is reserved from now on. Repeated with the same id it answers the same. */
export function requestRefund(context: DeskContext, request: RefundRequest): Outcome<Row<'refund'>> {
  const { ledger, reads } = context;
  const known = reads.refund(request.refund);
  if (known !== undefined) return ok(known);
  const fault = payeeFault(context, request.payeeName, request.payeeIdentity);
  if (fault !== null) return fault;
  const ways = waysBehind(context, request.source, request.id);
  return act(context, (actor) => {
    const { refund, source, id, receipt, amount, way } = request;
    if (receipt === null) demandLeft(context, { source, id, amount });
    ledger.append({
      type: 'refund.requested',
      actor,
      body: { refund, source, id, receipt, amount, way, otherWay: !ways.includes(way) },
      private: { payeeName: request.payeeName, payeeIdentity: request.payeeIdentity, text: request.text },
    });
    return refundOf(context, refund);
  });
}

function refundOf({ reads }: DeskContext, id: string): Row<'refund'> {
  const row = reads.refund(id);
  if (row === undefined) throw new IllegalMove('refund-not-found');
  return row;
}

/** Approves with a second person's PIN: neither who asked for it nor who is signed in. */
export async function approveRefund(
  context: DeskContext,
  request: {
    readonly refund: string;
    readonly approval: ApprovalInput;
    readonly lostSlip?: boolean | undefined;
  },
): Promise<Outcome<Row<'refund'>>> {
  const row = context.reads.refund(request.refund);
  if (row === undefined) return fail('refund-not-found');
  if (row.state !== 'requested') return row.state === 'refused' ? fail('refund-finished') : ok(row);
  const what: ApprovalAct =
    request.lostSlip === true ? 'lost-deposit-slip' : row.otherWay === 1 ? 'refund-another-way' : 'refund';
  const asker = context.reads.actorOf(row.entry);
  const approval = await approve(context, what, row.id, request.approval, asker === null ? [] : [asker]);
  if (!approval.ok) return approval;
  return act(context, (actor) => {
    const given = journalApproval(context, approval.value);
    context.ledger.append({ type: 'refund.approved', actor, body: { refund: row.id, approval: given } });
    return refundOf(context, row.id);
  });
}

/** Refuses with the reason; the money is free again. */
export async function refuseRefund(
  context: DeskContext,
  request: { readonly refund: string; readonly text: string; readonly approval: ApprovalInput },
): Promise<Outcome<Row<'refund'>>> {
  const row = context.reads.refund(request.refund);
  if (row === undefined) return fail('refund-not-found');
  if (row.state === 'refused') return ok(row);
  const approval = await approve(context, 'refund', row.id, request.approval, []);
  if (!approval.ok) return approval;
  return act(context, (actor) => {
    const given = journalApproval(context, approval.value);
    context.ledger.append({
      type: 'refund.refused',
      actor,
      body: { refund: row.id, approval: given },
      private: { text: request.text },
    });
    return refundOf(context, row.id);
  });
}

/** The next number of phiếu chi; null while the year's series may not be opened. Inside the caller's act. */
export function nextVoucher(context: DeskContext, actor: string): Voucher | null {
  const series = seriesAtHand(context, actor, 'refund', businessDateOf(context.clock.now()));
  return series === undefined ? null : { series: series.id, number: series.next };
}

type Voucher = { readonly series: string; readonly number: number };

/** Journals that the money of an approved refund left, and puts its voucher on paper. Inside the caller's act. */
export function journalPaid(
  context: DeskContext,
  actor: string,
  row: Row<'refund'>,
  { reference, voucher }: { readonly reference: string | null; readonly voucher: Voucher | null },
): Row<'refund'> {
  const { ledger, spool } = context;
  const entry = ledger.append({
    type: 'refund.paid',
    actor,
    body: {
      refund: row.id,
      source: row.source,
      standing: row.receipt !== null,
      way: row.way as RefundRequest['way'],
      amount: row.amount,
      reference,
      voucher,
    },
  });
  const now = refundOf(context, row.id);
  if (voucher !== null) spool.enqueue(refundPaper(context, now, voucher, actor), [entry.id]);
  return now;
}

/** Pays an approved refund with a numbered voucher (phiếu chi); other than cash it names the bank's reference. */
export function payRefund(
  context: DeskContext,
  request: { readonly refund: string; readonly reference: string | null },
): Outcome<Row<'refund'>> {
  const { ledger, reads } = context;
  const row = reads.refund(request.refund);
  if (row === undefined) return fail('refund-not-found');
  if (row.state === 'paid') return ok(row);
  if (row.way !== 'cash' && (request.reference ?? '') === '') return fail('reference-needed');
  const paid = act(context, (actor) => {
    demandPayable(context, row);
    const voucher = nextVoucher(context, actor);
    if (voucher === null) throw new IllegalMove('series-year-over');
    if (row.way === 'cash') needInDrawer(context, row.amount);
    const now = journalPaid(context, actor, row, { reference: request.reference, voucher });
    if (row.way === 'cash') {
      ledger.append({
        type: 'drawer.opened',
        actor,
        body: { reason: 'refund', subject: row.id },
        private: { text: null },
      });
    }
    return now;
  });
  if (paid.ok && row.way === 'cash') kick(context);
  return paid;
}
