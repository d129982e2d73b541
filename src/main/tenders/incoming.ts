/** Money that came without being asked for here: website, plain transfer, e-wallet (design §4). */
import type { Ledger } from '../ledger/ledger.ts';

export type IncomingMethod = 'website' | 'transfer' | 'e-wallet';

export interface Incoming {
  readonly tender: string;
  readonly collection: string;
  readonly method: IncomingMethod;
  readonly amount: number;
  readonly credit: string;
  /** By the bank's clock. */
  readonly paidAt: number;
}

/** Journals the tender that a matched credit bears. In the caller's act, after the match. */
export function bearIncoming(ledger: Ledger, actor: string, { amount, ...born }: Incoming): void {
  ledger.append({
    type: 'incoming.credited',
    actor,
    body: { ...born, kind: 'transfer', amount, moved: amount, claim: 0 },
  });
}
