/** An approved refund given back on the terminal of its card (design §4). */
import type { Row } from '../../shared/payment/index.ts';
import type { CardBefore } from '../devices/ports.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Back } from './card-back.ts';

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

/** A refund on a terminal; `pay` journals that it is paid, naming the money by the terminal's own number. */
export function refundBack(ledger: Ledger, row: Row<'cardVoid'>, pay: (named: string) => void): Back {
  const { id: refund, tender, reference } = row;
  return {
    row,
    end: (outcome, cause, decision) =>
      void ledger.append({
        type: 'terminal.refund-ended',
        body: { refund, tender, reference, outcome, cause, decision },
      }),
    given: pay,
  };
}
