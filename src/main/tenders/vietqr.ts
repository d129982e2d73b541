/** Codes to be paid by transfer: asked for, claimed, accepted, taken off. Crediting is the bank room's (design §1). */
import type { ReceivingAccount } from '../../shared/journal/index.ts';
import { moneyEffect, type Row } from '../../shared/payment/index.ts';
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

/** What every move of a tender says, for a move after which it keeps `kept` đồng. */
function moveTo(tender: Row<'tender'>, to: string, kept: number) {
  const { id, method, state: from } = tender;
  return { tender: id, method, from, ...moneyEffect(tender.machine, from, to, tender, kept) };
}

/** Journals that the payer says it is sent. In the caller's act. */
export function claimCode(
  ledger: Ledger,
  actor: string,
  tender: Row<'tender'>,
  by: 'payer' | 'cashier',
): void {
  ledger.append({ type: 'vietqr.claimed', actor, body: { ...moveTo(tender, 'claimed', 0), by } });
}

/** Journals that the code was taken off. In the caller's act. */
export function cancelCode(ledger: Ledger, actor: string, tender: Row<'tender'>): void {
  ledger.append({ type: 'vietqr.cancelled', actor, body: moveTo(tender, 'cancelled', 0) });
}

/** Journals that its time is over: nobody's act. In the caller's act. */
export function expireCode(ledger: Ledger, tender: Row<'tender'>): void {
  ledger.append({ type: 'vietqr.expired', body: moveTo(tender, 'expired', 0) });
}

export interface Acceptance {
  readonly acceptance: string;
  readonly approval: string;
  readonly evidence: 'facility-phone' | 'bank-sms' | 'soundbox';
  readonly text: string;
  /** What may be accepted in one shift, and what was before this. */
  readonly shiftLimit: number;
  readonly usedBefore: number;
}

/** Journals an acceptance and the move that follows. In the caller's act. @throws IllegalMove above the limit */
export function acceptCode(
  ledger: Ledger,
  actor: string,
  tender: Row<'tender'>,
  { text, ...given }: Acceptance,
): void {
  ledger.append({
    type: 'acceptance.given',
    actor,
    body: { tender: tender.id, amount: tender.due, ...given },
    private: { text },
  });
  ledger.append({
    type: 'vietqr.accepted',
    actor,
    body: { ...moveTo(tender, 'accepted', tender.due), acceptance: given.acceptance },
  });
}

/** Journals that accepted money has not come. In the caller's act. */
export function codeNeverCame(ledger: Ledger, actor: string, tender: Row<'tender'>, ground: string): void {
  ledger.append({ type: 'vietqr.never-came', actor, body: { ...moveTo(tender, 'never-came', 0), ground } });
}
