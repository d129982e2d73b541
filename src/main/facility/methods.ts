/** Cashless methods in use, each with the day it was put in use (product.md A3, R1–R3), and what they need. */
import type { ListedPrice, MobileOperator } from '../../shared/journal/index.ts';
import type { LedgerReads } from '../ledger/read.ts';
import { receivingAccounts } from './accounts.ts';

/** The four that the rules count. */
export const cashlessMethods = ['qr', 'card', 'mobile-money', 'website'] as const;
export type CashlessMethod = (typeof cashlessMethods)[number];

/** Methods a facility has to have in use (R1–R3: three of four). */
export const methodsNeeded = 3;

/** Why a method cannot be used today. */
export type MethodOff = 'not-set-up' | 'not-in-use';

/**
 * Whether a method can be used on `today` (`YYYY-MM-DD`): null, or why not. Before the facility has said whether it is
 * in use, a method is as soon as what it needs is there; a card terminal beside the counter needs nothing of us.
 */
export function methodOff(reads: LedgerReads, method: CashlessMethod, today: string): MethodOff | null {
  const inUse = reads.setting(`method.${method}`);
  if (inUse !== null && (!inUse.on || (inUse.since ?? '') > today)) return 'not-in-use';
  switch (method) {
    case 'qr':
      return receivingAccounts(reads).length > 0 ? null : 'not-set-up';
    case 'mobile-money':
      return mobileOperators(reads, today).length > 0 || takesWallets(reads) ? null : 'not-set-up';
    case 'card':
      return null;
    case 'website':
      return inUse === null ? 'not-set-up' : null;
  }
}

/** The methods in use on `today` with the day each was put in use. */
export function methodsSince(
  reads: LedgerReads,
  today: string,
): readonly { readonly method: CashlessMethod; readonly since: string }[] {
  return cashlessMethods.flatMap((method) => {
    const inUse = reads.setting(`method.${method}`);
    const since = inUse?.on === true ? inUse.since : null;
    return since !== null && since <= today ? [{ method, since }] : [];
  });
}

/** Operators of Mobile Money that the facility has or had, in the order in which they were entered. */
export function knownOperators(reads: LedgerReads): readonly MobileOperator[] {
  return reads.setting('mobile-money')?.operators ?? [];
}

/** Those in use on `today` (`YYYY-MM-DD`). */
export function mobileOperators(reads: LedgerReads, today: string): readonly MobileOperator[] {
  return knownOperators(reads).filter(({ from = today, until = today }) => from <= today && today <= until);
}

/** Whether an account takes payments to a merchant, which wallets scan. */
export function takesWallets(reads: LedgerReads): boolean {
  return receivingAccounts(reads).some((account) => account.merchant !== null);
}

/** Every price the facility has listed, past and to come. */
export function allPrices(reads: LedgerReads): readonly ListedPrice[] {
  return reads.setting('prices')?.list ?? [];
}

/** Listed fees in force on `today`; of one that is listed twice the newest, unless its last day is over. */
export function listedPrices(reads: LedgerReads, today: string): readonly ListedPrice[] {
  const newest = new Map<string, ListedPrice>();
  for (const price of allPrices(reads)) {
    const other = newest.get(price.price);
    if (price.from <= today && (other === undefined || other.from <= price.from)) {
      newest.set(price.price, price);
    }
  }
  return [...newest.values()].filter(({ until = today }) => today <= until);
}
