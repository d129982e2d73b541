/** The moves of the screens on which money is asked for. Pure; what became of it is told by the counter. */
import type { CardView } from '../../../shared/rpc/card.ts';
import type { PayerView, QrView } from '../../../shared/rpc/contract.ts';
import { digitsOf } from '../../ui/digits.ts';
import { billOf } from './billState.ts';
import { reduceSlip, type TakingCard, type TakingCardEvent } from './cardState.ts';
import { type ChargingCard, reduceChargingCard } from './chargeState.ts';
import { chargeable, type LineChoice } from './figures.ts';
import { finding } from './findState.ts';
import { type AskingMobile, type AskingMobileEvent, reduceMobile } from './mobileState.ts';
import { addedLines, isDeposit, together } from './people.ts';
import { type PayingByCode, reducePayingByCode } from './qrState.ts';
import type { Billing, TakingCash, Workplace, WorkplaceEvent } from './state.ts';

/** What stays of a bill once money is asked for. */
export function lockedOf(
  state: Billing | PayingByCode | TakingCash | TakingCard | ChargingCard | AskingMobile,
) {
  const { payer, choices, payerName, payerAddress, settled } = state;
  return { busy: null, failure: null, settled, payer, choices, payerName, payerAddress };
}

type FromBillOrCode = Billing | PayingByCode | ChargingCard;

/** The screen of a card on a connected terminal. */
export function chargeOf(state: FromBillOrCode | TakingCash, card: CardView): ChargingCard {
  return { at: 'charge', ...lockedOf(state), card, givingUp: false, next: null };
}

/** The screen of a card that is keyed by hand. */
export function cardOf(
  state: FromBillOrCode | TakingCash,
  { card, known }: Extract<TakingCardEvent, { is: 'card-begun' }>,
  behind: QrView | null,
): TakingCard {
  const slip = { approvalCode: '', lastFour: '', ...known };
  return { at: 'card', ...lockedOf(state), card, slip, field: 'approvalCode', behind };
}

/** The form of Mobile Money, over the bill or the rest of a collection. */
export function mobileOf(
  state: FromBillOrCode,
  { ids, amount }: Extract<AskingMobileEvent, { is: 'mobile-opened' }>,
  held: string | null,
  behind: QrView | null,
): AskingMobile {
  const empty = { phone: '', operatorNumber: '', chosen: 0, field: 'phone' as const };
  return { at: 'mobile', ...lockedOf(state), ...empty, held, amount, ids, behind };
}

/** Back to where the money was asked for: the code that has money, else the bill. */
function steppedBack(state: TakingCash | TakingCard | AskingMobile, collection: string): Workplace {
  if (state.behind !== null) return { at: 'qr', ...lockedOf(state), qr: state.behind, next: null };
  // The demand of a deposit is gone with its line; there is no bill behind it.
  if (state.payer.lines.some(isDeposit)) return finding(collection);
  const bill = billOf(state.payer, collection);
  const { choices, payerName, payerAddress } = state;
  return { ...bill, choices, payerName, payerAddress };
}

/** While a slip is typed. */
export function reduceCard(state: TakingCard, event: WorkplaceEvent): Workplace {
  switch (event.is) {
    case 'slip':
    case 'slip-field':
      return reduceSlip(state, event);
    case 'keyed': {
      const { collected } = event;
      return { at: 'done', busy: null, failure: null, settled: collected.collection, collected, shown: 0 };
    }
    case 'cancelled':
      return steppedBack(state, state.card.collection);
    default:
      return state;
  }
}

/** While the form of Mobile Money is open. */
export function reduceMobileForm(state: AskingMobile, event: WorkplaceEvent): Workplace {
  switch (event.is) {
    case 'mobile-way':
    case 'mobile-text':
    case 'mobile-field':
      return reduceMobile(state, event);
    case 'code-shown':
      return { at: 'qr', ...lockedOf(state), qr: event.qr, next: null };
    case 'mobile-left': {
      // Nothing was asked for: the bill is as it was, also one that was taken up again.
      const back = steppedBack(state, state.settled ?? '');
      return back.at === 'bill' ? { ...back, held: state.held, settled: state.settled } : back;
    }
    default:
      return state;
  }
}

/** While cash is taken. */
export function reduceCash(state: TakingCash, event: WorkplaceEvent): Workplace {
  switch (event.is) {
    case 'given':
      return { ...state, given: digitsOf(event.digits), scanned: false, doubted: false, failure: null };
    case 'doubted':
      return { ...state, doubted: true };
    case 'scanned':
      // The field was put back to what it held; what somebody had typed stands.
      return { ...state, scanned: true };
    case 'code-shown':
      return { at: 'qr', ...lockedOf(state), qr: event.qr, next: null };
    case 'card-begun':
      return cardOf(state, event, state.behind);
    case 'charge-begun':
      return chargeOf(state, event.card);
    case 'received': {
      const { collected } = event;
      return { at: 'done', busy: null, failure: null, settled: state.due.collection, collected, shown: 0 };
    }
    case 'cancelled':
      if (state.again === true) return finding('');
      return steppedBack(state, state.due.collection);
    default:
      return state;
  }
}

/** While a code is being paid. */
export function reduceCode(state: PayingByCode, event: WorkplaceEvent): Workplace {
  switch (event.is) {
    case 'begun': {
      const { due, behind = null } = event;
      return { at: 'cash', ...lockedOf(state), due, given: '', scanned: false, doubted: false, behind };
    }
    case 'card-begun':
      return cardOf(state, event, state.qr);
    case 'charge-begun':
      return chargeOf(state, event.card);
    case 'mobile-opened':
      return mobileOf(state, event, state.qr.collection, state.qr);
    case 'code-undone':
      return undone(state, event.payer, state.qr.collection);
    case 'code-shown':
    case 'rest-asked':
    case 'code-told':
      return reducePayingByCode(state, event);
    default:
      return state;
  }
}

/** While a card is charged on a connected terminal. */
export function reduceCharge(state: ChargingCard, event: WorkplaceEvent): Workplace {
  switch (event.is) {
    case 'begun': {
      const { due, again = false } = event;
      return {
        at: 'cash',
        ...lockedOf(state),
        due,
        given: '',
        scanned: false,
        doubted: false,
        behind: null,
        again,
      };
    }
    case 'code-shown':
      return { at: 'qr', ...lockedOf(state), qr: event.qr, next: null };
    case 'card-begun':
      return cardOf(state, event, null);
    case 'mobile-opened':
      return mobileOf(state, event, state.card.collection, null);
    case 'charge-undone':
      return undone(state, event.payer, state.card.collection);
    case 'charge-begun':
    case 'charge-told':
    case 'charge-rest':
    case 'give-up':
      return reduceChargingCard(state, event);
    default:
      return state;
  }
}

/** The bill after its collection was taken back: what was chosen is chosen still, as far as it is owed. */
function undone(state: PayingByCode | ChargingCard, payer: PayerView, collection: string): Workplace {
  const bill = billOf(together(payer, [], addedLines(state.payer)), collection);
  const chosen = new Map(state.choices.map((choice) => [choice.bill, choice]));
  const choices = bill.payer.lines.map((line, index): LineChoice => {
    const before = chosen.get(line.bill);
    const kept = before !== undefined && chargeable(line) && before.amount <= line.owed;
    return kept ? before : { bill: line.bill, taken: false, amount: bill.choices[index]?.amount ?? 0 };
  });
  const { payerName, payerAddress } = state;
  return { ...bill, choices, payerName, payerAddress };
}
