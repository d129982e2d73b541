/**
 * The state of the workplace and its moves, pure. One screen at a time: finding, a bill, cash, done. Nothing here
 * decides about money; it decides what the screen shows and what the next key means.
 */
import { noteDenominations } from '../../../shared/money/index.ts';
import type { CardView } from '../../../shared/rpc/card.ts';
import type {
  BillLineView,
  CashDue,
  ChosenLine,
  CreditView,
  ManualCardView,
  MethodResponse,
  PayerRow,
  PayerView,
  PriceView,
  QrView,
} from '../../../shared/rpc/contract.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import { acceptEdit, addFee, addPerson, clamp, edit, take } from './billState.ts';
import type { TakingCard, TakingCardEvent } from './cardState.ts';
import type { ChargingCard, ChargingCardEvent } from './chargeState.ts';
import { type JudgingCredit, type JudgingCreditEvent, reduceCredit } from './creditState.ts';
import type { LineChoice } from './figures.ts';
import { finding, reduceFind, typed } from './findState.ts';
import { resume } from './frontState.ts';
import type { AskingMobile, AskingMobileEvent } from './mobileState.ts';
import {
  cardOf,
  chargeOf,
  lockedOf,
  mobileOf,
  reduceCard,
  reduceCash,
  reduceCharge,
  reduceCode,
  reduceMobileForm,
} from './payState.ts';
import type { PayingByCode, PayingByCodeEvent } from './qrState.ts';

export type Collected = MethodResponse<'collect.cashReceive'>;

/** An act that waits for the counter; while one does, keys that would start another do nothing. */
export type Busy =
  | 'opening'
  | 'beginning'
  | 'receiving'
  | 'cancelling'
  | 'parking'
  | 'undoing'
  | 'claiming'
  | 'accepting'
  | 'assigning'
  | 'issuing'
  | 'asking'
  | 'deciding'
  | null;

/** Ids made before the act; the same ones again after a failure, so that a repeat is recognised. */
export interface AttemptIds {
  readonly collection: string;
  readonly tender: string;
}

export interface Common {
  readonly busy: Busy;
  readonly failure: Failure | null;
  /** The last collection that was finished, cancelled or parked here; a late view of it is not taken up again. */
  readonly settled: string | null;
}

export interface Finding extends Common {
  readonly at: 'find';
  readonly text: string;
  /** Number of the newest question; answers to older ones are dropped. */
  readonly asked: number;
  readonly answered: number;
  readonly rows: readonly PayerRow[];
  readonly count: number;
  readonly atLeast: boolean;
  readonly selected: number;
  /**
   * Enter came before the answer (a scanner, a fast hand). Then open if exactly one person matches, or the person who
   * was selected on the screen when Enter was pressed is still among the found.
   */
  readonly openOnAnswer: { readonly meant: string | null } | null;
  /** A bill to which the person found is added (several pupils of one parent); stepping back leads to it. */
  readonly adding: Billing | null;
  /** Money that came and that the person found is to be given. */
  readonly credit: CreditView | null;
  /** The collection of a deposit that has just been finished. */
  readonly deposited?: string;
  /** A tender that has just ended here and has paid a part; a view in which it still goes on is older than that. */
  readonly ended?: string;
}

/** What the cashier can write of the payer. */
export type PayerField = 'payerName' | 'payerAddress';

export interface Billing extends Common {
  readonly at: 'bill';
  readonly payer: PayerView;
  readonly choices: readonly LineChoice[];
  readonly cursor: number;
  /** Digits while the amount of the line under the cursor is edited. */
  readonly edit: string | null;
  readonly payerName: string;
  /** Where the payer lives, as it will stand on the receipt; empty where nobody has said it. */
  readonly payerAddress: string;
  /** What of the payer is being typed. */
  readonly filling: PayerField | null;
  readonly ids: AttemptIds | null;
  /** A collection that already exists (taken up again after parking): its lines are fixed. */
  readonly held: string | null;
  /** Money that came without our code and is to pay the chosen lines. */
  readonly credit: CreditView | null;
}

export interface TakingCash extends Common {
  readonly at: 'cash';
  readonly payer: PayerView;
  readonly choices: readonly LineChoice[];
  readonly payerName: string;
  readonly payerAddress: string;
  readonly due: CashDue;
  readonly given: string;
  readonly scanned: boolean;
  /** Enter was pressed once although so much would go back that the sum is hardly right. */
  readonly doubted: boolean;
  /** The code of the same collection that has money already; stepping back leads to it, not to the bill. */
  readonly behind: QrView | null;
  /** Other money of the same collection is there: stepping back takes up what the counter tells. */
  readonly again?: boolean;
}

export interface Done extends Common {
  readonly at: 'done';
  readonly collected: Collected;
  readonly shown: number;
}

export type Workplace =
  | Finding
  | Billing
  | TakingCash
  | TakingCard
  | ChargingCard
  | AskingMobile
  | PayingByCode
  | JudgingCredit
  | Done;

export type WorkplaceEvent =
  | { readonly is: 'typed'; readonly text: string }
  | { readonly is: 'found'; readonly question: number; readonly answer: MethodResponse<'payer.find'> }
  | { readonly is: 'moved'; readonly by: number }
  | { readonly is: 'open-when-found' }
  | { readonly is: 'busy'; readonly with: Exclude<Busy, null> }
  | { readonly is: 'failed'; readonly failure: Failure }
  | { readonly is: 'opened'; readonly payer: PayerView }
  | { readonly is: 'take'; readonly taken: boolean | 'toggle'; readonly line?: number }
  | { readonly is: 'cursor'; readonly to: number }
  | { readonly is: 'edit'; readonly digits: string | null }
  | { readonly is: 'edit-accepted' }
  | { readonly is: 'filling'; readonly field: PayerField | null }
  | { readonly is: 'filled'; readonly field: PayerField; readonly text: string }
  | { readonly is: 'beginning'; readonly ids: AttemptIds }
  | { readonly is: 'begun'; readonly due: CashDue; readonly behind?: QrView | null; readonly again?: boolean }
  | PayingByCodeEvent
  | TakingCardEvent
  | ChargingCardEvent
  | AskingMobileEvent
  | JudgingCreditEvent
  | { readonly is: 'add-person' }
  | { readonly is: 'people-added'; readonly people: readonly PayerView[] }
  | { readonly is: 'back-to-bill' }
  | { readonly is: 'fee-added'; readonly price: PriceView; readonly bill: string }
  | { readonly is: 'credit-in-hand'; readonly credit: CreditView | null }
  | { readonly is: 'find-for-credit'; readonly credit: CreditView }
  | { readonly is: 'given'; readonly digits: string }
  | { readonly is: 'scanned' }
  | { readonly is: 'doubted' }
  | { readonly is: 'received'; readonly collected: Collected }
  | { readonly is: 'cancelled' }
  | { readonly is: 'show-receipt'; readonly index: number }
  | { readonly is: 'resumed'; readonly payer: PayerView; readonly front: Front }
  | { readonly is: 'to-find'; readonly settled?: string; readonly ended?: string };

/** The collection the counter says it is in the middle of. */
export interface Front {
  readonly collection: string;
  readonly payerName: string;
  readonly cash: CashDue | null;
  readonly qr: QrView | null;
  readonly received: number;
  readonly lines: readonly ChosenLine[];
  readonly manualCard: ManualCardView | null;
  readonly card: CardView | null;
  readonly added: readonly BillLineView[];
}

function reduceBill(state: Billing, event: WorkplaceEvent): Workplace {
  switch (event.is) {
    case 'take':
      return take(state, event.taken, event.line ?? state.cursor);
    case 'cursor':
      return { ...state, cursor: clamp(event.to, Math.max(0, state.payer.lines.length - 1)) };
    case 'edit':
      return edit(state, event.digits);
    case 'edit-accepted':
      return acceptEdit(state);
    case 'filling':
      return { ...state, filling: event.field };
    case 'filled':
      return { ...state, [event.field]: event.text, ids: null, failure: null };
    case 'beginning':
      return { ...state, busy: 'beginning', ids: event.ids, failure: null };
    case 'begun':
      return {
        at: 'cash',
        ...lockedOf(state),
        due: event.due,
        given: '',
        scanned: false,
        doubted: false,
        behind: null,
      };
    case 'code-shown':
      return { at: 'qr', ...lockedOf(state), qr: event.qr, next: null };
    case 'card-begun':
      return cardOf(state, event, null);
    case 'charge-begun':
      return chargeOf(state, event.card);
    case 'mobile-opened':
      return mobileOf(state, event, state.held, null);
    case 'add-person':
      return { ...finding(state.settled), adding: { ...state, busy: null, failure: null } };
    case 'people-added':
      return { ...event.people.reduce(addPerson, state), busy: null };
    case 'fee-added':
      return state.held === null ? addFee(state, event.price, event.bill) : state;
    case 'credit-in-hand':
      return { ...state, credit: event.credit, ids: null, failure: null };
    default:
      return state;
  }
}

/** The one reducer of the workplace. An event that has no meaning on the present screen changes nothing. */
export function reduceWorkplace(state: Workplace, event: WorkplaceEvent): Workplace {
  switch (event.is) {
    case 'busy':
      return { ...state, busy: event.with, failure: null };
    case 'failed':
      return { ...state, busy: null, failure: event.failure };
    case 'resumed':
      return resume(state, event.payer, event.front);
    case 'issued': {
      const { collected } = event;
      // A deposit has a slip of its own instead of a receipt; `deposits/DepositDone` tells of it.
      if (collected.receipts.length === 0) {
        return { ...finding(collected.collection), deposited: collected.collection };
      }
      return { at: 'done', busy: null, failure: null, settled: collected.collection, collected, shown: 0 };
    }
    case 'credit-opened': {
      const { credit, candidates } = event;
      const { settled } = state;
      return { at: 'credit', busy: null, failure: null, settled, credit, candidates, cursor: 0 };
    }
    case 'find-for-credit':
      return { ...finding(state.settled), credit: event.credit };
    case 'to-find':
      return {
        ...finding(event.settled ?? state.settled),
        ...(event.ended === undefined ? {} : { ended: event.ended }),
      };
    case 'typed':
      return state.at === 'find' || state.at === 'done' ? typed(state, event.text) : state;
  }
  switch (state.at) {
    case 'find':
      return reduceFind(state, event);
    case 'bill':
      return reduceBill(state, event);
    case 'cash':
      return reduceCash(state, event);
    case 'card':
      return reduceCard(state, event);
    case 'charge':
      return reduceCharge(state, event);
    case 'mobile':
      return reduceMobileForm(state, event);
    case 'credit':
      return reduceCredit(state, event);
    case 'qr':
      return reduceCode(state, event);
    case 'done':
      return event.is === 'show-receipt'
        ? { ...state, shown: clamp(event.index, state.collected.receipts.length - 1) }
        : state;
  }
}

/** What the customer gave, in đồng: an empty field is exactly what is due ("vừa đủ"). */
export function givenOf(state: TakingCash): number {
  return state.given === '' ? state.due.due : Number(state.given);
}

/**
 * From this change on, in đồng, one note of the largest denomination would come straight back: nobody gives it, so a zero too
 * many was typed.
 */
export const doubtfulChange = Math.max(...noteDenominations);

/** Given less due: negative while the customer has not given enough. */
export function changeOf(state: TakingCash): number {
  return givenOf(state) - state.due.due;
}
