/** Codes to be paid by transfer; what becomes of them is in `asked.ts`. */
import type { ReceivingAccount } from '../../shared/journal/index.ts';
import type { MatchCode } from '../../shared/vietqr/index.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** How long a code stays on the screens. */
export const codeShownForMs = 15 * 60_000;

export interface CodeAsked {
  readonly tender: string;
  readonly collection: string;
  readonly amount: number;
  readonly account: ReceivingAccount;
  readonly matchCode: MatchCode;
  readonly wallet: boolean;
  readonly payload: string;
  readonly expiresAt: number;
}

/** Journals the code that is about to be shown, with everything that will stand on the screens. In the caller's act. */
export function askByCode(ledger: Ledger, actor: string, asked: CodeAsked): void {
  const { account } = asked;
  ledger.append({
    type: 'vietqr.shown',
    actor,
    body: {
      tender: asked.tender,
      collection: asked.collection,
      amount: asked.amount,
      account: account.account,
      matchKey: 'code',
      matchCode: asked.matchCode,
      serviceCode: account.serviceCode,
      wallet: asked.wallet,
      expiresAt: asked.expiresAt,
      payload: asked.payload,
      holder: account.holder,
      bank: account.bank,
      accountNumber: account.number,
    },
  });
}
