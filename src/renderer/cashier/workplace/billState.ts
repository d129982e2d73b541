/** The moves of a bill: which lines, how much of each, who else is on it. Pure; nothing here decides about money. */
import type { BillLineView, PayerView, PriceView, WorkplaceView } from '../../../shared/rpc/contract.ts';
import { digitsOf } from '../../ui/digits.ts';
import { chargeable, inScreenOrder, type LineChoice, takeAll, totalOf } from './figures.ts';
import { feeLine, isAdded, together } from './people.ts';
import type { Billing } from './state.ts';

/** A bill just opened: everything that can be charged is taken. */
export function billOf(payer: PayerView, settled: string | null): Billing {
  const ordered = inScreenOrder(payer);
  const firstOpen = ordered.lines.findIndex(chargeable);
  return {
    at: 'bill',
    busy: null,
    failure: null,
    settled,
    payer: ordered,
    choices: takeAll(ordered.lines),
    cursor: Math.max(0, firstOpen),
    edit: null,
    payerName: payer.payerName ?? payer.name,
    payerAddress: payer.address ?? '',
    filling: null,
    ids: null,
    held: null,
    credit: null,
  };
}

/** Between 0 and `most`. */
export function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}

function withChoice(state: Billing, line: number, change: (choice: LineChoice) => LineChoice): Billing {
  const choices = state.choices.map((choice, index) => (index === line ? change(choice) : choice));
  // A changed choice is another act: it gets ids of its own.
  return { ...state, choices, ids: null, failure: null };
}

/** Takes or drops a line. */
export function take(state: Billing, taken: boolean | 'toggle', line: number): Billing {
  const shown = state.payer.lines[line];
  if (state.held !== null || state.edit !== null || shown === undefined || !chargeable(shown)) return state;
  const changed = withChoice(state, line, (choice) => ({
    ...choice,
    taken: taken === 'toggle' ? !choice.taken : taken,
  }));
  return { ...changed, cursor: line };
}

/** Begins, goes on with or leaves the edit of the amount under the cursor. */
export function edit(state: Billing, digits: string | null): Billing {
  const line = state.payer.lines[state.cursor];
  // A listed fee is taken whole, or several times.
  if (state.held !== null || line === undefined || !chargeable(line) || isAdded(line)) return state;
  return { ...state, edit: digits === null ? null : digitsOf(digits), failure: null };
}

/** The choices as they would be if the edit were accepted now; an amount that is too much counts as all that is owed. */
export function choicesAsTyped(state: Billing): readonly LineChoice[] {
  const line = state.payer.lines[state.cursor];
  if (state.edit === null || line === undefined) return state.choices;
  const amount = Math.min(Number(state.edit), line.owed);
  return state.choices.map((choice, index) =>
    index === state.cursor ? { ...choice, taken: amount > 0, amount } : choice,
  );
}

/** Whether more is typed than is owed on the line; then the edit cannot be accepted. */
export function editsTooMuch(state: Billing): boolean {
  const owed = state.payer.lines[state.cursor]?.owed ?? 0;
  return state.edit !== null && Number(state.edit) > owed;
}

/** Takes over the edited amount: 0 or empty drops the line, more than is owed is not accepted. */
export function acceptEdit(state: Billing): Billing {
  const line = state.payer.lines[state.cursor];
  if (state.edit === null || line === undefined || editsTooMuch(state)) return state;
  const amount = Number(state.edit);
  const changed = withChoice(state, state.cursor, (choice) =>
    amount === 0 ? { ...choice, taken: false, amount: line.owed } : { ...choice, taken: true, amount },
  );
  return { ...changed, edit: null };
}

/** The lines of one more person, all taken; somebody who is on the bill already is not added twice. */
export function addPerson(bill: Billing, person: PayerView): Billing {
  if (
    bill.payer.lines.some((line) => line.beneficiary === person.payer) ||
    bill.payer.payer === person.payer
  ) {
    return bill;
  }
  const payer = together(bill.payer, [person]);
  const before = new Map(bill.choices.map((choice) => [choice.bill, choice]));
  const own = new Map(
    takeAll(person.lines).map((choice) => [choice.bill, { ...choice, payer: person.payer }]),
  );
  return withLines(bill, payer, (line) => before.get(line.bill) ?? own.get(line.bill));
}

/** A listed fee more: the same fee chosen again is taken once more. */
export function addFee(state: Billing, price: PriceView, bill: string): Billing {
  const current = state.payer.lines[state.cursor];
  const served =
    current === undefined
      ? { ref: state.payer.payer, name: state.payer.name, unit: state.payer.className }
      : { ref: current.beneficiary, name: current.beneficiaryName, unit: current.unit };
  const choices = new Map(state.choices.map((choice) => [choice.bill, choice]));
  const same = state.payer.lines.find(
    (line) => choices.get(line.bill)?.price === price.price && line.beneficiary === served.ref,
  );
  if (same !== undefined) {
    const amount = same.amount + price.amount;
    const lines = state.payer.lines.map((line) =>
      line === same
        ? { ...line, amount, owed: amount, name: `${price.name} × ${amount / price.amount}` }
        : line,
    );
    const changed = state.choices.map((choice) =>
      choice.bill === same.bill ? { ...choice, taken: true, amount } : choice,
    );
    return { ...state, payer: { ...state.payer, lines }, choices: changed, ids: null, failure: null };
  }
  const line = feeLine(price, bill, served);
  const payer = together(state.payer, [], [line]);
  const added: LineChoice = {
    bill,
    taken: true,
    amount: price.amount,
    price: price.price,
    ...(served.ref === state.payer.payer ? {} : { payer: served.ref }),
  };
  return withLines(state, payer, (one) => (one.bill === bill ? added : choices.get(one.bill)));
}

function withLines(
  state: Billing,
  payer: PayerView,
  choiceOf: (line: BillLineView) => LineChoice | undefined,
): Billing {
  const choices = payer.lines.map(
    (line) => choiceOf(line) ?? { bill: line.bill, taken: false, amount: line.owed },
  );
  return { ...state, payer, choices, ids: null, failure: null };
}

type Front = WorkplaceView['front'];

/** What the collection of this bill holds already; null while nothing is held. */
export function heldMoney(
  state: Billing,
  front: Front,
): {
  readonly received: number;
  readonly funded: boolean;
  readonly left: number;
  readonly covered: boolean;
} | null {
  if (front === null || front.collection !== state.held) return null;
  // Deposits and balances that were chosen to pay it count like money that is there.
  const received = Math.max(front.received, front.total - front.left);
  return { received, funded: received > front.received, left: front.left, covered: front.canIssue };
}

/** What would be collected now, in đồng: what is chosen, or the rest of a collection that holds money. */
export function sumAskedFor(state: Billing, front: Front): number {
  const held = heldMoney(state, front);
  return held !== null && held.received > 0 ? held.left : totalOf(choicesAsTyped(state));
}
