/** A card on a terminal that is not connected: the cashier keys the amount there and types here what its slip says. */
import type { Row } from '../../shared/payment/index.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { moveTo } from './asked.ts';

/** What stands on the terminal's slip. Never more of the card's number than four digits. */
export interface TerminalSlip {
  readonly approvalCode: string;
  readonly lastFour: string;
  readonly terminal: string;
  readonly batch: string;
}

/** Journals the sum before anybody keys it. In the caller's act. */
export function intendManual(
  ledger: Ledger,
  actor: string,
  intended: { readonly tender: string; readonly collection: string; readonly amount: number },
): void {
  ledger.append({ type: 'manual.intended', actor, body: { ...intended } });
}

/** Journals what the slip says: money kept, *ghi tay*, until batch or bank say so too. In the caller's act. */
export function keyManual(ledger: Ledger, actor: string, tender: Row<'tender'>, slip: TerminalSlip): void {
  ledger.append({
    type: 'manual.keyed',
    actor,
    body: {
      ...moveTo(tender, 'keyed', tender.due),
      ...slip,
      rrn: null,
      stan: null,
      merchant: null,
      scheme: null,
    },
  });
}

/** Journals that nothing was charged. In the caller's act. */
export function cancelManual(ledger: Ledger, actor: string, tender: Row<'tender'>): void {
  ledger.append({ type: 'manual.cancelled', actor, body: moveTo(tender, 'cancelled', 0) });
}

/**
 * Journals that the slip was voided on the terminal. In the caller's act.
 * @throws IllegalMove while the money stands on a paper
 */
export function voidManual(ledger: Ledger, actor: string, tender: Row<'tender'>, reason: string): void {
  ledger.append({
    type: 'manual.voided',
    actor,
    body: { ...moveTo(tender, 'voided', 0), reason },
  });
}

/** Journals that the settlement of a batch has this slip. In the caller's act. */
export function matchManual(ledger: Ledger, actor: string, tender: Row<'tender'>, batch: string): void {
  ledger.append({
    type: 'manual.matched',
    actor,
    body: { ...moveTo(tender, 'matched', tender.due), credit: null, batch },
  });
}

/** Journals that the settlement of its batch does not have this slip. In the caller's act. */
export function missManual(ledger: Ledger, actor: string, tender: Row<'tender'>): void {
  ledger.append({
    type: 'manual.not-found',
    actor,
    body: { ...moveTo(tender, 'not-found', 0), ground: 'not-in-batch' },
  });
}
