import type { CardView } from '../../../shared/rpc/card.ts';
import type { PayerView, QrView, WorkplaceView } from '../../../shared/rpc/contract.ts';
import type { RestWay } from './acts.ts';
import type { LineChoice } from './figures.ts';
import type { Common } from './state.ts';

/** A card on a connected terminal. What became of it is told by the counter, not kept here. */
export interface ChargingCard extends Common {
  readonly at: 'charge';
  readonly payer: PayerView;
  readonly choices: readonly LineChoice[];
  readonly payerName: string;
  readonly payerAddress: string;
  /** The attempt as it was when this window last asked; {@link cardNow} prefers what the counter has told since. */
  readonly card: CardView;
  /** Esc was pressed: the terminal is to give up, and still has the last word. */
  readonly givingUp: boolean;
  /** What was asked for next; kept after a failure, so that a repeat is recognised. */
  readonly next: { readonly method: RestWay; readonly tender: string } | null;
}

export type ChargingCardEvent =
  | { readonly is: 'charge-begun'; readonly card: CardView }
  | { readonly is: 'charge-told'; readonly card?: CardView }
  | { readonly is: 'give-up' }
  | { readonly is: 'charge-rest'; readonly next: NonNullable<ChargingCard['next']> }
  | { readonly is: 'charge-undone'; readonly payer: PayerView };

/**
 * Where it stands. `running`: the terminal has it or is about to; `paid`: money is there (also where an approver said
 * so); `unpaid`: certainly none; `unknown`: nobody knows, and nothing else may be charged on the bill.
 */
export type CardPhase = 'running' | 'paid' | 'unpaid' | 'unknown';

export interface CardNow {
  readonly card: CardView;
  readonly phase: CardPhase;
  /** Receipts can be issued. */
  readonly covered: boolean;
  /** Money that is there for the collection, in đồng. */
  readonly received: number;
  /** What no money covers and nothing is waited for, in đồng; 0 until the counter has told. */
  readonly left: number;
}

function phaseOf(card: CardView): CardPhase {
  switch (card.state) {
    case 'intended':
    case 'sent':
      return 'running';
    case 'approved':
    case 'decided-paid':
      return 'paid';
    case 'unknown':
      return 'unknown';
    case 'declined':
    case 'cancelled':
    case 'decided-unpaid':
    case 'voided':
      return 'unpaid';
  }
}

function isLater(one: CardView, other: CardView): boolean {
  return one.tender === other.tender ? one.changedAt > other.changedAt : one.tender > other.tender;
}

/** The attempt and its money as fresh as the counter told; a view older than the answer to our own act is not used. */
export function cardNow(own: CardView, front: WorkplaceView['front']): CardNow {
  const told = front?.collection === own.collection ? front.card : null;
  if (front === null || told === null || isLater(own, told)) {
    return { card: own, phase: phaseOf(own), covered: false, received: 0, left: 0 };
  }
  const { received, left, canIssue } = front;
  return { card: told, phase: phaseOf(told), covered: canIssue, received, left };
}

/** The screen on which a collection that was taken up again goes on. */
export function screenOf(front: {
  readonly cash: unknown;
  readonly manualCard: unknown;
  readonly qr: QrView | null;
  readonly card: CardView | null;
  readonly received: number;
}): 'cash' | 'card' | 'charge' | 'qr' | 'bill' {
  const { cash, manualCard, qr, card, received } = front;
  if (cash !== null) return 'cash';
  if (manualCard !== null) return 'card';
  const code = qr !== null && (received > 0 || qr.state !== 'cancelled') ? qr : null;
  // Ids are in order of time.
  if (card !== null && (code === null || card.tender > code.tender)) return 'charge';
  return code === null ? 'bill' : 'qr';
}

/** The moves that stay on the screen. Nothing here decides about money. */
export function reduceChargingCard(state: ChargingCard, event: ChargingCardEvent): ChargingCard {
  switch (event.is) {
    case 'charge-begun':
      return { ...state, busy: null, failure: null, card: event.card, givingUp: false, next: null };
    case 'charge-told':
      return { ...state, busy: null, failure: null, card: event.card ?? state.card };
    case 'give-up':
      return { ...state, givingUp: true };
    case 'charge-rest':
      return { ...state, busy: 'beginning', failure: null, next: event.next };
    default:
      return state;
  }
}
