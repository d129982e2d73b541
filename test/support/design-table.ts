/**
 * The state machines as the architecture document (§4) writes them, typed in from its text and from nothing else, so
 * that a slip in the code and a slip here would have to be the same slip.
 */
import type { Machine } from '../../src/shared/payment/index.ts';

type Table = Readonly<Record<string, readonly string[]>>;

/** `shown → [claimed] → credited | accepted | expired | cancelled ; accepted → credited | never-came ; …` */
function codeTable(start: string): Table {
  return {
    [start]: ['claimed', 'credited', 'accepted', 'expired', 'cancelled'],
    claimed: ['credited', 'accepted', 'expired', 'cancelled'],
    accepted: ['credited', 'never-came'],
    expired: ['credited'],
    cancelled: ['credited'],
    'never-came': ['credited'],
    credited: [],
  };
}

export const designMoves: Readonly<Record<Machine, Table>> = {
  cash: { intended: ['received', 'cancelled'], received: ['returned'], cancelled: [], returned: [] },
  card: {
    intended: ['sent', 'cancelled'],
    sent: ['approved', 'declined', 'unknown'],
    unknown: ['approved', 'declined', 'decided-paid', 'decided-unpaid'],
    'decided-paid': ['approved', 'declined'],
    'decided-unpaid': ['approved', 'declined'],
    approved: ['voided'],
    declined: [],
    cancelled: [],
    voided: [],
  },
  manual: {
    intended: ['keyed', 'cancelled'],
    keyed: ['matched', 'not-found', 'voided'],
    'not-found': ['matched'],
    matched: ['voided'],
    cancelled: [],
    voided: [],
  },
  vietqr: codeTable('shown'),
  ussd: codeTable('asked'),
  incoming: { credited: [] },
};

/** "In: became received, approved, keyed, decided-paid or accepted, or credited" (a); matched keeps what was keyed. */
export const statesWithMoney: readonly string[] = [
  'received',
  'approved',
  'keyed',
  'matched',
  'decided-paid',
  'accepted',
  'credited',
];

/** "Money that is accepted, keyed, decided-paid or unknown is not refunded …" */
export const statesNotProven: readonly string[] = ['accepted', 'keyed', 'decided-paid', 'unknown'];

/** Held without a document, and claims on payers, of a tender (a). */
export function heldOf(row: { kept: number; allocated: number }): number {
  return row.kept > row.allocated ? row.kept - row.allocated : 0;
}
export function claimOf(row: { kept: number; allocated: number }): number {
  return row.allocated > row.kept ? row.allocated - row.kept : 0;
}

/** Money of a tender that stands against no document and is not asked back. */
export function freeOf(row: { kept: number; allocated: number; refunding: number }): number {
  return Math.max(0, row.kept - row.allocated - row.refunding);
}

/** What is left of a deposit or balance. */
export function leftOf(fund: { amount: number; used: number; refunding: number; refunded: number }): number {
  return fund.amount - fund.used - fund.refunding - fund.refunded;
}
