/** An approved card taken back on its terminal, before settlement (facts/payments §3.5 rule 6). */
import { InvariantBroken } from '../../shared/kernel/assert.ts';
import { ok } from '../../shared/kernel/result.ts';
import { freeMoney, type Row } from '../../shared/payment/index.ts';
import type { CardOutcome, TerminalPort } from '../devices/ports.ts';
import { chargeBy } from '../tenders/card.ts';
import { recordOutcome } from '../tenders/card-back.ts';
import { sendVoid, voidBack } from '../tenders/card-void.ts';
import type { ApprovalInput } from './card.ts';
import type { CardAttempts } from './card-attempts.ts';
import { isSettled } from './card-settle.ts';
import { act, approve, type DeskContext, fail, journalApproval, type Outcome } from './context.ts';

export interface CardVoidRequest {
  readonly tender: string;
  readonly reason: string;
  readonly approval: ApprovalInput;
}

/** Why this card cannot be taken back on its terminal now; null when it can. */
export function whyNoVoid(
  { reads }: Pick<DeskContext, 'reads'>,
  attempts: CardAttempts,
  tender: Row<'tender'>,
): ReturnType<typeof fail> | null {
  if (tender.state !== 'approved') return fail('tender-finished');
  if (attempts.openVoid(tender.id) !== undefined) return fail('void-under-way');
  if (freeMoney(tender) < tender.kept) return fail('money-stands-against-document');
  if (attempts.glance(tender.id).step !== null) return fail('card-under-way');
  const terminal = attempts.terminals.named(tender.through ?? '');
  if (terminal === undefined) return fail('terminal-missing');
  if (!terminal.can.void) return fail('card-void-unsupported');
  return isSettled(reads, tender) ? fail('card-batch-settled') : null;
}

/**
 * Takes an approved charge back on the terminal. Approval and command are journalled before anything leaves, so that a
 * void whose answer was lost is asked about before that terminal takes a charge.
 */
export async function voidCard(
  context: DeskContext,
  attempts: CardAttempts,
  { tender: id, reason, approval: given }: CardVoidRequest,
): Promise<Outcome<Row<'tender'>>> {
  const tender = attempts.tender(id);
  if (tender === undefined) return fail('tender-not-found');
  if (tender.state === 'voided') return ok(tender);
  const why = whyNoVoid(context, attempts, tender);
  const terminal = attempts.terminals.named(tender.through ?? '');
  if (why !== null) return why;
  if (terminal === undefined) return fail('terminal-missing');
  const approval = await approve(context, 'void', id, given, []);
  if (!approval.ok) return approval;
  attempts.show(id, { step: 'voiding', notSent: null });
  try {
    const ready = await terminal.prepare();
    if (!ready.ok)
      return fail(ready.reason === 'query-first' ? 'terminal-query-first' : 'terminal-not-reached');
    const row = context.ids.next();
    const reference = voidReference(context, tender);
    const sent = act(context, (actor) => {
      const named = { id: row, tender, reference, reason, before: ready.value };
      sendVoid(context.ledger, actor, { ...named, approval: journalApproval(context, approval.value) });
    });
    if (!sent.ok) return sent;
    return await carryOut(context, attempts, terminal, { tender, reference });
  } finally {
    attempts.show(id, { step: null });
  }
}

/** Our name of a void at the terminal, never used twice: the charge's, and which time it is. */
function voidReference({ reads }: DeskContext, { id, reference }: Row<'tender'>): string {
  const times = reads.voidsOf(id).length;
  return `${reference ?? ''}V${times === 0 ? '' : times + 1}`;
}

async function carryOut(
  { ledger }: DeskContext,
  attempts: CardAttempts,
  terminal: TerminalPort,
  { tender, reference }: { readonly tender: Row<'tender'>; readonly reference: string },
): Promise<Outcome<Row<'tender'>>> {
  const keep = (outcome: CardOutcome): void => {
    const done = ledger.act(() => {
      const [row, now] = [attempts.openVoid(tender.id), attempts.tender(tender.id)];
      if (row !== undefined && now !== undefined) recordOutcome(voidBack(ledger, row, now), outcome);
    });
    if (!done.ok) throw new InvariantBroken(`card void: ${done.reason}`);
  };
  const { stan } = JSON.parse(tender.evidence) as { stan?: string | null };
  const charge = { reference, amount: tender.due, stan: stan ?? '', by: chargeBy(tender) };
  const outcome = await terminal.void(charge, { record: keep });
  keep(outcome);
  switch (outcome.kind) {
    case 'approved':
      return ok(attempts.tender(tender.id) ?? tender);
    case 'declined':
      return fail('card-void-declined', { responseCode: outcome.responseCode });
    case 'not-sent':
      return outcome.cause === 'query-first' ? fail('terminal-query-first') : fail('terminal-not-reached');
    case 'unknown':
      return { ok: false, reason: { code: 'card-void-unknown', moneyMoved: 'unknown' } };
  }
}
