/** The collection that the counter says it is in the middle of, as a screen. */
import type { PayerView } from '../../../shared/rpc/contract.ts';
import { billOf } from './billState.ts';
import { screenOf } from './chargeState.ts';
import type { LineChoice } from './figures.ts';
import type { Front, Workplace } from './state.ts';

/** Whether this view is older than what was just done here: it still asks for a tender that has ended. */
export function isOlder(front: Pick<Front, 'cash' | 'manualCard'>, state: Workplace): boolean {
  if (state.at !== 'find' || state.ended === undefined) return false;
  return front.cash?.tender === state.ended || front.manualCard?.tender === state.ended;
}

/** Takes up a collection where it is: its lines are fixed, its screen is the one of its money. */
export function resume(state: Workplace, payer: PayerView, front: Front): Workplace {
  const bill = billOf(payer, state.settled);
  const amounts = new Map(front.lines.map((line) => [line.bill, line.amount]));
  const people = new Map(front.lines.map((line) => [line.bill, line.payer]));
  const choices = bill.choices.map((choice): LineChoice => {
    const person = people.get(choice.bill);
    return {
      ...choice,
      taken: amounts.has(choice.bill),
      amount: amounts.get(choice.bill) ?? choice.amount,
      ...(person === undefined || person === payer.payer ? {} : { payer: person }),
    };
  });
  const payerName = front.payerName;
  const { cash, qr, received, manualCard, card } = front;
  const screen = screenOf(front);
  // The collection itself holds its lines; what was owed before it is what the screen compares with.
  const lines = bill.payer.lines.map((line) => ({
    ...line,
    // What this attempt itself blocks is told by its own screen, which also hears when it ends.
    blocked: screen === 'charge' && amounts.has(line.bill) ? null : line.blocked,
    owed: line.owed + (amounts.get(line.bill) ?? 0),
  }));
  const { busy, failure, settled } = bill;
  const { payerAddress } = bill;
  const said = { payerName, payerAddress };
  const common = { busy, failure, settled, payer: { ...bill.payer, lines }, choices, ...said };
  const behind = received > 0 ? qr : null;
  if (screen === 'cash' && cash !== null) {
    return {
      at: 'cash',
      ...common,
      due: cash,
      given: '',
      scanned: false,
      doubted: false,
      behind,
      again: received > 0 && qr === null,
    };
  }
  if (screen === 'card' && manualCard !== null) {
    const slip = { approvalCode: '', lastFour: '', terminal: '', batch: '' };
    return { at: 'card', ...common, card: manualCard, slip, field: 'approvalCode', behind };
  }
  if (screen === 'charge' && card !== null) {
    return { at: 'charge', ...common, card, givingUp: false, next: null };
  }
  if (screen === 'qr' && qr !== null) return { at: 'qr', ...common, qr, next: null };
  return { ...bill, ...common, held: front.collection };
}
