/** Mobile Money over USSD: the payer sends from a plain phone, nothing is scanned (facts/payments.md §1.8). */
import type { Ledger } from '../ledger/ledger.ts';

/** How long the counter waits before it asks what became of it. */
export const ussdShownForMs = 15 * 60_000;

export interface UssdAsked {
  readonly tender: string;
  readonly collection: string;
  readonly amount: number;
  readonly operator: string;
  /** Whose Mobile Money pays; private. */
  readonly phone: string | null;
  /** The operator's number of the transaction, where it is known already. */
  readonly operatorNumber: string | null;
  readonly expiresAt: number;
}

/** Journals the demand before the payer is told what to type. In the caller's act. */
export function askByUssd(ledger: Ledger, actor: string, { phone, ...asked }: UssdAsked): void {
  ledger.append({ type: 'ussd.asked', actor, body: asked, private: { phone } });
}
