import type { Machine, Method } from './tables.ts';
import { demand } from './world.ts';

interface MachineDefinition {
  /** State an attempt is born in. */
  readonly start: string;
  readonly moves: Readonly<Record<string, readonly string[]>>;
  /** States in which the tender keeps money (or an approver or the cashier has said that it does). */
  readonly keeps: readonly string[];
  /** States that prove the money: it may be returned, refunded or made a balance (design §4 "Accepted"). */
  readonly proven: readonly string[];
  /** States in which something may still come: the collection cannot be undone. */
  readonly pending: readonly string[];
}

const vietQrMoves = {
  claimed: ['credited', 'accepted', 'expired', 'cancelled'],
  accepted: ['credited', 'never-came'],
  expired: ['credited'],
  cancelled: ['credited'],
  'never-came': ['credited'],
  credited: [],
} as const;
const asked = ['claimed', 'credited', 'accepted', 'expired', 'cancelled'] as const;

/** The state machines of design §4. */
export const machines: Readonly<Record<Machine, MachineDefinition>> = {
  cash: {
    start: 'intended',
    moves: { intended: ['received', 'cancelled'], received: ['returned'], cancelled: [], returned: [] },
    keeps: ['received'],
    proven: ['received'],
    pending: ['intended'],
  },
  card: {
    start: 'intended',
    moves: {
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
    keeps: ['approved', 'decided-paid'],
    proven: ['approved'],
    pending: ['intended', 'sent', 'unknown'],
  },
  manual: {
    start: 'intended',
    moves: {
      intended: ['keyed', 'cancelled'],
      keyed: ['matched', 'not-found', 'voided'],
      'not-found': ['matched'],
      matched: ['voided'],
      cancelled: [],
      voided: [],
    },
    keeps: ['keyed', 'matched'],
    proven: ['matched'],
    pending: ['intended'],
  },
  vietqr: {
    start: 'shown',
    moves: { shown: asked, ...vietQrMoves },
    keeps: ['accepted', 'credited'],
    proven: ['credited'],
    pending: ['shown', 'claimed'],
  },
  ussd: {
    start: 'asked',
    moves: { asked, ...vietQrMoves },
    keeps: ['accepted', 'credited'],
    proven: ['credited'],
    pending: ['asked', 'claimed'],
  },
  incoming: {
    start: 'credited',
    moves: { credited: [] },
    keeps: ['credited'],
    proven: ['credited'],
    pending: [],
  },
};

/**
 * Undoing a payment on purpose, as against finding out that it never came: only money that stands against no
 * document can be given back.
 */
const givenBack: readonly string[] = ['returned', 'voided'];

/** True if the rules know a move of `machine` from one state to the other. */
export function isLegalMove(machine: Machine, from: string, to: string): boolean {
  return machines[machine].moves[from]?.includes(to) ?? false;
}

/** Whether a tender in this state keeps money. */
export function keepsMoney(machine: Machine, state: string): boolean {
  return machines[machine].keeps.includes(state);
}

/** Whether the money of a tender in this state is proven, so that it may leave again. */
export function isProven(machine: Machine, state: string): boolean {
  return machines[machine].proven.includes(state);
}

/** Whether the rules know a move that gives the money of a tender in this state back: returned or voided. */
export function canBeGivenBack(machine: Machine, state: string): boolean {
  return machines[machine].moves[state]?.some((to) => givenBack.includes(to)) ?? false;
}

/** Whether something may still come of a tender in this state. */
export function isPending(machine: Machine, state: string): boolean {
  return machines[machine].pending.includes(state);
}

/** Money a tender keeps and what of it stands against documents. */
export interface Holding {
  readonly kept: number;
  readonly allocated: number;
}

/** Money held without a document and claims on payers that follow from a holding (design §4 (a)). */
export function heldAndClaim(holding: Holding): { readonly held: number; readonly claim: number } {
  return {
    held: Math.max(0, holding.kept - holding.allocated),
    claim: Math.max(0, holding.allocated - holding.kept),
  };
}

/** What a move does to the money: signed change kept, and the change of claims that comes with it. */
export interface MoneyEffect {
  readonly moved: number;
  readonly claim: number;
}

/**
 * Effect of a move to `to` that leaves `keptAfter` đồng with the tender.
 * @throws IllegalMove when the move is unknown, or gives back money that stands against a document.
 */
export function moneyEffect(
  machine: Machine,
  from: string,
  to: string,
  before: Holding,
  keptAfter: number,
): MoneyEffect {
  demand(isLegalMove(machine, from, to), 'illegal-tender-move', `${machine}: ${from} → ${to}`);
  const after = { kept: keptAfter, allocated: before.allocated };
  if (givenBack.includes(to)) demand(before.allocated === 0, 'money-stands-against-document');
  return {
    moved: keptAfter - before.kept,
    claim: heldAndClaim(after).claim - heldAndClaim(before).claim,
  };
}

/** The method a machine reports under; `wallet` codes and USSD are Mobile Money (facts/payments.md §1.8). */
export function methodOf(machine: Exclude<Machine, 'incoming'>, wallet: boolean): Method {
  switch (machine) {
    case 'cash':
      return 'cash';
    case 'card':
    case 'manual':
      return 'card';
    case 'vietqr':
      return wallet ? 'mobile-money' : 'qr';
    case 'ussd':
      return 'mobile-money';
  }
}
