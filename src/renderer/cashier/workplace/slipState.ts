/** Slips of a terminal that is not connected, while no receipt stands on them. Pure. */
import type { SlipView, WorkplaceView } from '../../../shared/rpc/contract.ts';
import { cardNow } from './chargeState.ts';
import { qrNow } from './qrState.ts';
import type { Workplace } from './state.ts';

/** The key that leads to voiding a slip. */
export const slipChord = 'Alt+V';

/** A slip that was just voided on its terminal. */
export interface VoidedSlip {
  readonly collection: string;
  readonly amount: number;
}

/**
 * The collection whose slips the screen shows; null where it shows none. While a code or a terminal is at work the screen
 * belongs to it, and the slips wait until that has ended.
 */
export function slipCollection(state: Workplace, front: WorkplaceView['front']): string | null {
  switch (state.at) {
    case 'bill':
      return state.held;
    case 'qr': {
      const { phase } = qrNow(state.qr, front);
      return phase === 'waiting' || phase === 'claimed' ? null : state.qr.collection;
    }
    case 'charge': {
      const { phase } = cardNow(state.card, front);
      return phase === 'paid' || phase === 'unpaid' ? state.card.collection : null;
    }
    default:
      return null;
  }
}

/** The slips that the screen shows and that can be voided from it. */
export function slipsShown(state: Workplace, front: WorkplaceView['front']): readonly SlipView[] {
  const collection = slipCollection(state, front);
  return front !== null && front.collection === collection ? front.slips : [];
}

/** What these slips brought, in đồng. */
export function slipMoney(slips: readonly SlipView[]): number {
  return slips.reduce((sum, { amount }) => sum + amount, 0);
}
