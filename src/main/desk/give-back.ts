/** What becomes of money that no paper holds any more: given back at once, asked back, or kept for the payer. */
import { freeMoney, IllegalMove, type Row } from '../../shared/payment/index.ts';
import { isSettled } from './card-settle.ts';
import type { DeskContext } from './context.ts';
import { needInDrawer } from './drawer-cash.ts';

export type FreeFate = 'returned' | 'refund' | 'balance';

export interface Payee {
  readonly name: string;
  readonly identity: string | null;
}

/** The way back that is the way it came (design §4). */
export function wayBack(tender: Pick<Row<'tender'>, 'method'>): 'cash' | 'card' | 'transfer' {
  return tender.method === 'cash' || tender.method === 'card' ? tender.method : 'transfer';
}

/**
 * Whether the whole tender can go back over the counter now: cash in hand, a slip voided by hand, or a connected card
 * that its terminal can still take back because its batch is open.
 */
export function canReturn(reads: DeskContext['reads'], tender: Row<'tender'>): boolean {
  if (tender.machine === 'card') return tender.state === 'approved' && !isSettled(reads, tender);
  return tender.machine === 'cash' || tender.machine === 'manual';
}

/** Puts the free money of a tender where `fate` says; inside the caller's act. @throws IllegalMove */
export function giveFate(
  context: DeskContext,
  actor: string,
  tenderId: string,
  fate: FreeFate,
  why: { readonly payer: string; readonly payee: Payee; readonly reason: string; readonly text: string },
): void {
  const { ids, ledger, reads } = context;
  const tender = reads.tender(tenderId);
  if (tender === undefined) throw new IllegalMove('tender-not-found');
  const free = freeMoney(tender);
  if (free === 0) return;
  switch (fate) {
    case 'returned': {
      if (!canReturn(reads, tender)) throw new IllegalMove('fate-not-allowed');
      if (tender.allocated > 0 || free !== tender.kept)
        throw new IllegalMove('money-stands-against-document');
      // The terminal takes it back next (`collect.cardVoid`); until it has, the money is held without a paper.
      if (tender.machine === 'card') return;
      if (tender.machine === 'cash') needInDrawer(context, free);
      const body = {
        tender: tender.id,
        method: tender.method,
        from: tender.state,
        moved: -free,
        claim: 0,
        reason: why.reason,
      };
      ledger.append({ type: tender.machine === 'cash' ? 'cash.returned' : 'manual.voided', actor, body });
      return;
    }
    case 'refund':
      ledger.append({
        type: 'refund.requested',
        actor,
        body: {
          refund: ids.next(),
          source: 'tender',
          id: tender.id,
          receipt: null,
          amount: free,
          way: wayBack(tender),
          otherWay: false,
        },
        private: { payeeName: why.payee.name, payeeIdentity: why.payee.identity, text: why.text },
      });
      return;
    case 'balance':
      ledger.append({
        type: 'balance.created',
        actor,
        body: { balance: ids.next(), tender: tender.id, payer: why.payer, amount: free },
      });
  }
}
