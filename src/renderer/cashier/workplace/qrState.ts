import type { MethodResponse, PayerView, QrView, WorkplaceView } from '../../../shared/rpc/contract.ts';
import type { RestWay } from './acts.ts';
import type { LineChoice } from './figures.ts';
import type { Common } from './state.ts';

/** A collection that is being paid by code. What became of the code is told by the counter, not kept here. */
export interface PayingByCode extends Common {
  readonly at: 'qr';
  readonly payer: PayerView;
  readonly choices: readonly LineChoice[];
  readonly payerName: string;
  readonly payerAddress: string;
  /** The code as it was when this window last asked; {@link qrNow} prefers what the counter has told since. */
  readonly qr: QrView;
  /** What was asked for to pay the rest; kept after a failure, so that a repeat is recognised. */
  readonly next: { readonly method: RestWay; readonly tender: string } | null;
}

export type PayingByCodeEvent =
  | { readonly is: 'code-shown'; readonly qr: QrView }
  | { readonly is: 'rest-asked'; readonly next: NonNullable<PayingByCode['next']> }
  | { readonly is: 'code-told'; readonly qr?: QrView }
  | { readonly is: 'code-undone'; readonly payer: PayerView }
  | { readonly is: 'issued'; readonly collected: Issued };

type Issued = MethodResponse<'collect.issue'>;

/**
 * Where the payment stands. `short`: less came than the code asked for; `more`: money is there and something is left
 * to pay (another account, a code that was taken off); `covered`: receipts can be issued.
 */
export type QrPhase = 'waiting' | 'claimed' | 'covered' | 'short' | 'more' | 'expired' | 'never-came';

export interface QrNow {
  readonly qr: QrView;
  readonly phase: QrPhase;
  /** Money that is there for the collection, in đồng. */
  readonly received: number;
  /** What no money covers and nothing is waited for, in đồng; 0 until the counter has told. */
  readonly left: number;
}

function isLater(one: QrView, other: QrView): boolean {
  return one.shownAt === other.shownAt ? one.tender > other.tender : one.shownAt > other.shownAt;
}

function phaseOf(qr: QrView, canIssue: boolean, received: number): QrPhase {
  if (canIssue) return 'covered';
  switch (qr.state) {
    case 'shown':
      return 'waiting';
    case 'claimed':
      return 'claimed';
    case 'expired':
      return received > 0 ? 'more' : 'expired';
    case 'never-came':
      return 'never-came';
    case 'credited':
      return qr.received < qr.amount ? 'short' : 'more';
    case 'accepted':
    case 'cancelled':
      return 'more';
  }
}

/** The code and its money as fresh as the counter told; a view older than the answer to our own act is not used. */
export function qrNow(own: QrView, front: WorkplaceView['front']): QrNow {
  const told = front?.collection === own.collection ? front.qr : null;
  const stale = front === null || told === null || isLater(own, told);
  if (stale) return { qr: own, phase: phaseOf(own, false, own.received), received: own.received, left: 0 };
  const { received, left, canIssue } = front;
  return { qr: told, phase: phaseOf(told, canIssue, received), received, left };
}

/** Whether Esc takes the code off; where money is there or was promised by an approver it only parks. */
export function canTakeOff({ phase }: QrNow): boolean {
  return phase === 'waiting' || phase === 'claimed' || phase === 'expired';
}

/** The moves of the screen while a code is being paid. Nothing here decides about money. */
export function reducePayingByCode(state: PayingByCode, event: PayingByCodeEvent): PayingByCode {
  switch (event.is) {
    case 'code-shown':
      return { ...state, busy: null, failure: null, qr: event.qr, next: null };
    case 'rest-asked':
      return { ...state, busy: 'beginning', failure: null, next: event.next };
    case 'code-told':
      return { ...state, busy: null, failure: null, qr: event.qr ?? state.qr };
    default:
      return state;
  }
}
