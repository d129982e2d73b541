/**
 * What codes and USSD requests share: the payer says it is sent, it is accepted, taken off, its time is over, or it never
 * came. Crediting is the bank room's (design §1).
 */
import { invariant } from '../../shared/kernel/assert.ts';
import { moneyEffect, type Row } from '../../shared/payment/index.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** Machines of a tender that waits for a bank or an operator to speak. */
export type AskedMachine = 'vietqr' | 'ussd';

/** Whether the tender waits, or waited, for a bank or an operator. */
export function isAsked(tender: Row<'tender'>): boolean {
  return tender.machine === 'vietqr' || tender.machine === 'ussd';
}

function machineOf({ machine }: Row<'tender'>): AskedMachine {
  invariant(machine === 'vietqr' || machine === 'ussd', `${machine} is not asked for by code`);
  return machine;
}

/** What every move of a tender says, for a move after which it keeps `kept` đồng. */
export function moveTo(tender: Row<'tender'>, to: string, kept: number) {
  const { id, method, state: from } = tender;
  return { tender: id, method, from, ...moneyEffect(tender.machine, from, to, tender, kept) };
}

/** Journals that the payer says it is sent. In the caller's act. */
export function claimAsked(
  ledger: Ledger,
  actor: string,
  tender: Row<'tender'>,
  by: 'payer' | 'cashier',
): void {
  const body = { ...moveTo(tender, 'claimed', 0), by };
  if (machineOf(tender) === 'ussd') ledger.append({ type: 'ussd.claimed', actor, body });
  else ledger.append({ type: 'vietqr.claimed', actor, body });
}

/** Journals that the demand was taken off. In the caller's act. */
export function cancelAsked(ledger: Ledger, actor: string, tender: Row<'tender'>): void {
  const body = moveTo(tender, 'cancelled', 0);
  if (machineOf(tender) === 'ussd') ledger.append({ type: 'ussd.cancelled', actor, body });
  else ledger.append({ type: 'vietqr.cancelled', actor, body });
}

/** Journals that its time is over: nobody's act. In the caller's act. */
export function expireAsked(ledger: Ledger, tender: Row<'tender'>): void {
  const body = moveTo(tender, 'expired', 0);
  if (machineOf(tender) === 'ussd') ledger.append({ type: 'ussd.expired', body });
  else ledger.append({ type: 'vietqr.expired', body });
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
export function acceptAsked(
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
  const body = { ...moveTo(tender, 'accepted', tender.due), acceptance: given.acceptance };
  if (machineOf(tender) === 'ussd') ledger.append({ type: 'ussd.accepted', actor, body });
  else ledger.append({ type: 'vietqr.accepted', actor, body });
}

/** Journals that accepted money has not come. In the caller's act. */
export function askedNeverCame(ledger: Ledger, actor: string, tender: Row<'tender'>, ground: string): void {
  const body = { ...moveTo(tender, 'never-came', 0), ground };
  if (machineOf(tender) === 'ussd') ledger.append({ type: 'ussd.never-came', actor, body });
  else ledger.append({ type: 'vietqr.never-came', actor, body });
}

/** Journals that the credit matched to it before is its money. In the caller's act. */
export function creditAsked(
  ledger: Ledger,
  tender: Row<'tender'>,
  { credit, amount, paidAt, actor }: { credit: string; amount: number; paidAt: number; actor?: string },
): void {
  const body = { ...moveTo(tender, 'credited', amount), credit, paidAt };
  const by = actor === undefined ? {} : { actor };
  if (machineOf(tender) === 'ussd') ledger.append({ type: 'ussd.credited', body, ...by });
  else ledger.append({ type: 'vietqr.credited', body, ...by });
}
