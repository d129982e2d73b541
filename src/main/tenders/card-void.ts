/** Taking an approved card back on its terminal: what is asked, and what became of it (facts/payments §3.5 rule 6). */
import type { Row } from '../../shared/payment/index.ts';
import type { CardAttempt, CardBefore, CardOutcome } from '../devices/ports.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { chargeBy, voidedCard } from './card.ts';

export interface VoidSent {
  readonly id: string;
  readonly tender: Row<'tender'>;
  readonly reference: string;
  readonly reason: string;
  readonly approval: string;
  readonly before: CardBefore;
}

/** Journals that the command may leave now. In the caller's act, after the approval. @throws IllegalMove */
export function sendVoid(
  ledger: Ledger,
  actor: string,
  { id, tender, reference, reason, approval, before }: VoidSent,
): void {
  ledger.append({
    type: 'terminal.void-sent',
    actor,
    body: {
      void: id,
      tender: tender.id,
      terminal: tender.through ?? '',
      reference,
      amount: tender.kept,
      reason,
      approval,
      before,
    },
  });
}

type Ended = 'approved' | 'declined' | 'not-sent' | 'unknown';
type Decision = { readonly approval: string; readonly evidence: string };

function end(
  ledger: Ledger,
  row: Row<'cardVoid'>,
  outcome: Ended,
  cause: string | null,
  decision: Decision | null = null,
): void {
  ledger.append({
    type: 'terminal.void-ended',
    body: { void: row.id, tender: row.tender, outcome, cause, decision },
  });
}

/**
 * Journals what is known of a void now; with an approval the tender is voided with it. In the caller's act. What the
 * ledger knows already, or knows better, changes nothing.
 */
export function recordVoid(
  ledger: Ledger,
  row: Row<'cardVoid'>,
  tender: Row<'tender'>,
  outcome: CardOutcome,
): void {
  const open = row.state === 'sent' || row.state === 'unknown';
  switch (outcome.kind) {
    case 'approved':
      if (!open) return;
      end(ledger, row, 'approved', null);
      if (tender.state === 'approved') voidedCard(ledger, tender, row.reason);
      return;
    case 'declined':
      if (open) end(ledger, row, 'declined', outcome.responseCode.slice(0, 8) || null);
      return;
    case 'not-sent':
    case 'unknown':
      if (row.state === 'sent') end(ledger, row, outcome.kind, outcome.cause);
  }
}

/** Journals that the terminal certainly never took it back. In the caller's act. */
export function neverVoided(ledger: Ledger, row: Row<'cardVoid'>): void {
  end(ledger, row, 'declined', 'notfound');
}

/** Journals that a void was under way when the counter ended. In the caller's act. */
export function voidLeftUnknown(ledger: Ledger, row: Row<'cardVoid'>): void {
  end(ledger, row, 'unknown', 'counter-ended');
}

/** Journals an approver's decision about a void nobody knows the end of. In the caller's act, after the approval. */
export function decideVoid(
  ledger: Ledger,
  row: Row<'cardVoid'>,
  tender: Row<'tender'>,
  takenBack: boolean,
  decision: Decision,
): void {
  end(ledger, row, takenBack ? 'approved' : 'declined', 'decided', decision);
  if (takenBack && tender.state === 'approved') voidedCard(ledger, tender, row.reason);
}

/** The void as it is asked about. */
export function voidAttemptOf(row: Row<'cardVoid'>, tender: Row<'tender'>): CardAttempt {
  return {
    reference: row.reference,
    amount: row.amount,
    sentAt: row.sentAt as CardAttempt['sentAt'],
    before: JSON.parse(row.before) as CardBefore,
    heardReceipt: null,
    by: chargeBy(tender),
  };
}
