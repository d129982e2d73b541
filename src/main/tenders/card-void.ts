/** Taking an approved card back on its terminal: what is asked, and what became of it (facts/payments §3.5 rule 6). */
import type { Row } from '../../shared/payment/index.ts';
import type { CardAttempt, CardBefore } from '../devices/ports.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { chargeBy, voidedCard } from './card.ts';
import type { Back } from './card-back.ts';

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

/** The taking back of a charge; with it the tender is voided, unless it is already. */
export function voidBack(ledger: Ledger, row: Row<'cardVoid'>, tender: Row<'tender'>): Back {
  return {
    row,
    end: (outcome, cause, decision) =>
      void ledger.append({
        type: 'terminal.void-ended',
        body: { void: row.id, tender: row.tender, outcome, cause, decision },
      }),
    given: () => {
      if (tender.state === 'approved') voidedCard(ledger, tender, row.reason);
    },
  };
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
