import {
  type CashRoundingUnit,
  type RoundedCash,
  roundCash,
  type Vnd,
  vnd,
} from '../../shared/money/index.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerReads } from '../ledger/read.ts';

/** What is asked for in cash, and what it settles: due = total + rounding. */
export interface CashDue extends RoundedCash {
  readonly total: Vnd;
}

/** Rounds the sum for cash; a sum that would round to nothing is taken as it is. */
export function cashDue(total: Vnd, unit: CashRoundingUnit): CashDue {
  const rounded = roundCash(total, unit);
  return rounded.due === 0 ? { total, rounding: vnd(0), due: total } : { total, ...rounded };
}

/** Journals that cash is asked for. Inside the caller's act, before anything is shown. */
export function intendCash(
  ledger: Ledger,
  actor: string,
  tender: string,
  collection: string,
  { total, rounding, due }: CashDue,
): void {
  ledger.append({ type: 'cash.intended', actor, body: { tender, collection, amount: total, due, rounding } });
}

/** Journals that the cash was counted out. Inside the caller's act. @throws IllegalMove `given-short` */
export function receiveCash(
  ledger: Ledger,
  reads: LedgerReads,
  actor: string,
  tender: string,
  given: number,
): void {
  const due = reads.tender(tender)?.due ?? 0;
  ledger.append({
    type: 'cash.received',
    actor,
    body: {
      tender,
      method: 'cash',
      from: 'intended',
      moved: due,
      claim: 0,
      given: Math.max(given, 1),
      change: Math.max(0, given - due),
    },
  });
}

/** Journals that the cash asked for was not taken. Inside the caller's act. */
export function cancelCash(ledger: Ledger, actor: string, tender: string): void {
  ledger.append({
    type: 'cash.cancelled',
    actor,
    body: { tender, method: 'cash', from: 'intended', moved: 0, claim: 0 },
  });
}
