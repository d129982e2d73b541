/** An approved refund given back on the terminal of its card: what is asked, and what became of it (design §4). */
import { isOpenVoid, type Row } from '../../shared/payment/index.ts';
import type { CardBefore, CardOutcome } from '../devices/ports.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** Journals that the command may leave now. In the caller's act. @throws IllegalMove */
export function sendRefund(
  ledger: Ledger,
  actor: string,
  sent: {
    readonly refund: Row<'refund'>;
    readonly tender: Row<'tender'>;
    readonly reference: string;
    readonly before: CardBefore;
  },
): void {
  const { refund, tender, reference, before } = sent;
  const named = { refund: refund.id, tender: tender.id, terminal: tender.through ?? '', reference };
  ledger.append({
    type: 'terminal.refund-sent',
    actor,
    body: { ...named, amount: refund.amount, before },
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
  const { id: refund, tender, reference } = row;
  ledger.append({
    type: 'terminal.refund-ended',
    body: { refund, tender, reference, outcome, cause, decision },
  });
}

/** How the money is named on the voucher: by the terminal's own number where it told one. */
export type PayRefund = (named: string) => void;

/**
 * Journals what is known of a refund now; with an approval `pay` is called to journal that it is paid. In the caller's
 * act. What the ledger knows already, or knows better, changes nothing.
 */
export function recordRefund(
  ledger: Ledger,
  row: Row<'cardVoid'>,
  outcome: CardOutcome,
  pay: PayRefund,
): void {
  const open = isOpenVoid(row);
  switch (outcome.kind) {
    case 'approved':
      if (!open) return;
      end(ledger, row, 'approved', null);
      pay(outcome.rrn ?? outcome.approvalCode ?? row.reference);
      return;
    case 'declined':
      if (open) end(ledger, row, 'declined', outcome.responseCode.slice(0, 8) || null);
      return;
    case 'not-sent':
    case 'unknown':
      if (row.state === 'sent') end(ledger, row, outcome.kind, outcome.cause);
  }
}

/** Journals that the terminal certainly never gave it back. In the caller's act. */
export function neverRefunded(ledger: Ledger, row: Row<'cardVoid'>): void {
  end(ledger, row, 'declined', 'notfound');
}

/** Journals that a refund was under way when the counter ended. In the caller's act. */
export function refundLeftUnknown(ledger: Ledger, row: Row<'cardVoid'>): void {
  end(ledger, row, 'unknown', 'counter-ended');
}

/** Journals an approver's decision about a refund nobody knows the end of. In the caller's act, after the approval. */
export function decideRefund(
  ledger: Ledger,
  row: Row<'cardVoid'>,
  given: boolean,
  decision: Decision,
  pay: PayRefund,
): void {
  end(ledger, row, given ? 'approved' : 'declined', 'decided', decision);
  if (given) pay(row.reference);
}
