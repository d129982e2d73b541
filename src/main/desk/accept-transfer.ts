/** An approver takes the risk that a transfer has come, and later finds out that it has not (design §4 "Accepted"). */
import { ok } from '../../shared/kernel/result.ts';
import { isPending, type Row } from '../../shared/payment/index.ts';
import { facilitySettings } from '../facility/settings.ts';
import { acceptAsked, askedNeverCame } from '../tenders/asked.ts';
import { act, approve, type DeskContext, fail, journalApproval, type Outcome } from './context.ts';
import { askedTender } from './show-qr.ts';

interface ApprovalInput {
  readonly person: string;
  readonly pin: string;
}

export interface AcceptRequest {
  readonly tender: string;
  readonly evidence: 'facility-phone' | 'bank-sms' | 'soundbox';
  readonly text: string;
  readonly approval: ApprovalInput;
}

/** What this shift may accept, and how much of it is used. */
export function acceptanceOf({ reads }: Pick<DeskContext, 'reads'>, shift: string) {
  const used = reads.acceptances(shift).reduce((sum, one) => sum + one.amount, 0);
  return { limit: facilitySettings(reads).acceptanceLimit, used };
}

/** Accepts a transfer on named evidence, within the limit of the shift. Repeated it answers the same. */
export async function acceptTransfer(
  context: DeskContext,
  request: AcceptRequest,
): Promise<Outcome<Row<'tender'>>> {
  const { ids, ledger, reads } = context;
  const tender = askedTender(context, request.tender);
  if (tender === undefined) return fail('tender-not-found');
  if (tender.state === 'accepted' || tender.state === 'credited') return ok(tender);
  if (!isPending(tender.machine, tender.state)) return fail('tender-finished');
  const shift = reads.openShift();
  if (shift === undefined) return fail('no-shift');
  const { limit, used } = acceptanceOf(context, shift.id);
  if (used + tender.due > limit) return fail('acceptance-above-limit', { limit, used });
  const approval = await approve(context, 'accept-transfer', tender.id, request.approval, [shift.cashier]);
  if (!approval.ok) return approval;
  return act(context, (actor) => {
    // The bank may have spoken while the PIN was typed.
    const now = askedTender(context, tender.id) ?? tender;
    if (now.state === 'credited') return now;
    acceptAsked(ledger, actor, now, {
      acceptance: ids.next(),
      approval: journalApproval(context, approval.value),
      evidence: request.evidence,
      text: request.text,
      shiftLimit: limit,
      usedBefore: acceptanceOf(context, shift.id).used,
    });
    return askedTender(context, tender.id) ?? now;
  });
}

export interface NeverCameRequest {
  readonly tender: string;
  readonly ground: 'not-in-statement' | 'bank-says-no';
  readonly approval: ApprovalInput;
}

/** Records that accepted money has not come: what stands on papers becomes a claim on the payer. */
export async function transferNeverCame(
  context: DeskContext,
  request: NeverCameRequest,
): Promise<Outcome<Row<'tender'>>> {
  const tender = askedTender(context, request.tender);
  if (tender === undefined) return fail('tender-not-found');
  if (tender.state === 'never-came') return ok(tender);
  if (tender.state !== 'accepted') return fail('tender-finished');
  const approval = await approve(context, 'accept-transfer', tender.id, request.approval, []);
  if (!approval.ok) return approval;
  return act(context, (actor) => {
    const now = askedTender(context, tender.id) ?? tender;
    if (now.state !== 'accepted') return now;
    journalApproval(context, approval.value);
    askedNeverCame(context.ledger, actor, now, request.ground);
    return askedTender(context, tender.id) ?? now;
  });
}
