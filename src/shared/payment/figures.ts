import type { z } from 'zod';
import type { figures } from '../journal/index.ts';
import type { Account, Posting } from './postings.ts';

/** The figures of a shift as an X shows them and a Z freezes them. */
export type Figures = z.output<typeof figures>;

/** A running total: one account and key. */
export interface FigureTotal {
  readonly account: string;
  readonly key: string;
  readonly amount: number;
  readonly count: number;
}

/** Adds postings up by account and key. Rows that come to nothing at all are left out. */
export function addUp(postings: Iterable<Posting>): FigureTotal[] {
  const totals = new Map<string, FigureTotal>();
  for (const posting of postings) {
    const id = `${posting.account}|${posting.key}`;
    const before = totals.get(id);
    totals.set(id, {
      account: posting.account,
      key: posting.key,
      amount: (before?.amount ?? 0) + posting.amount,
      count: (before?.count ?? 0) + posting.count,
    });
  }
  return [...totals.values()];
}

/**
 * Figures from totals. X and Z both come from here, from running totals or from the shift's own entries, so that the
 * two cannot drift apart (design §4 (d)).
 */
export function figuresOf(totals: readonly FigureTotal[]): Figures {
  const sum = (account: Account, key?: string) =>
    totals
      .filter((total) => total.account === account && (key === undefined || total.key === key))
      .reduce((amount, total) => amount + total.amount, 0);
  const cut = (account: Account) =>
    totals
      .filter((total) => total.account === account)
      .map(({ key, count, amount }) => ({ key, count, amount }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  const cashRefunded = sum('refund-paid', 'cash');
  const cashReturned = sum('money-back', 'cash') - cashRefunded;
  const cashIn = sum('money-in', 'cash');
  const floatAndMoves = sum('float') + sum('pay-in') - sum('pay-out') - sum('safe-drop');
  return {
    openingFloat: sum('float'),
    cashIn,
    cashReturned,
    cashRefunded,
    payIn: sum('pay-in'),
    payOut: sum('pay-out'),
    safeDrops: sum('safe-drop'),
    expectedCash: floatAndMoves + cashIn - cashReturned - cashRefunded,
    moneyIn: sum('money-in'),
    moneyBack: sum('money-back'),
    receiptsIssued: sum('receipts'),
    receiptsVoided: sum('voids'),
    refundsOnStanding: sum('refund-standing'),
    depositsTaken: sum('deposit-taken'),
    depositsApplied: sum('deposit-applied'),
    depositsRefunded: sum('deposit-refunded'),
    balancesCreated: sum('balance-created'),
    balancesUsed: sum('balance-used'),
    balancesRefunded: sum('balance-refunded'),
    rounding: sum('rounding'),
    heldChange: sum('held'),
    claimsChange: sum('claims'),
    inByMethod: cut('money-in'),
    backByMethod: cut('money-back'),
    receiptsByGroup: cut('receipts-group'),
    receiptsBySeries: cut('receipts'),
    voidsBySeries: cut('voids'),
  };
}

/**
 * Equation (a) of design §4: what the two sides differ by, 0 when they hold. Money in less money back is what stands
 * on papers, plus what is held without a paper, less what payers still owe on papers.
 */
export function equationGap(f: Figures): number {
  const documents = f.receiptsIssued - f.receiptsVoided - f.refundsOnStanding;
  const deposits = f.depositsTaken - f.depositsApplied - f.depositsRefunded;
  const balances = f.balancesCreated - f.balancesUsed - f.balancesRefunded;
  return (
    f.moneyIn - f.moneyBack - (documents + deposits + balances + f.rounding + f.heldChange - f.claimsChange)
  );
}
