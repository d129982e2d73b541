/**
 * The state of the workplace and its moves, pure. One screen at a time: finding, a bill, cash, done. Nothing here
 * decides about money; it decides what the screen shows and what the next key means.
 */
import type {
  CashDue,
  ChosenLine,
  MethodResponse,
  PayerRow,
  PayerView,
  QrView,
} from '../../../shared/rpc/contract.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import { digitsOf } from '../../ui/digits.ts';
import { chargeable, inScreenOrder, type LineChoice, takeAll } from './figures.ts';
import { type PayingByCode, type PayingByCodeEvent, reducePayingByCode } from './qrState.ts';

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
  | 'issuing'
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
}

export interface Billing extends Common {
  readonly at: 'bill';
  readonly payer: PayerView;
  readonly choices: readonly LineChoice[];
  readonly cursor: number;
  /** Digits while the amount of the line under the cursor is edited. */
  readonly edit: string | null;
  readonly payerName: string;
  readonly editingName: boolean;
  readonly ids: AttemptIds | null;
  /** A collection that already exists (taken up again after parking): its lines are fixed. */
  readonly held: string | null;
}

export interface TakingCash extends Common {
  readonly at: 'cash';
  readonly payer: PayerView;
  readonly choices: readonly LineChoice[];
  readonly payerName: string;
  readonly due: CashDue;
  readonly given: string;
  readonly scanned: boolean;
  /** The code of the same collection that has money already; stepping back leads to it, not to the bill. */
  readonly behind: QrView | null;
}

export interface Done extends Common {
  readonly at: 'done';
  readonly collected: Collected;
  readonly shown: number;
}

export type Workplace = Finding | Billing | TakingCash | PayingByCode | Done;

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
  | { readonly is: 'editing-name'; readonly on: boolean }
  | { readonly is: 'named'; readonly name: string }
  | { readonly is: 'beginning'; readonly ids: AttemptIds }
  | { readonly is: 'begun'; readonly due: CashDue; readonly behind?: QrView | null }
  | PayingByCodeEvent
  | { readonly is: 'given'; readonly digits: string }
  | { readonly is: 'scanned' }
  | { readonly is: 'received'; readonly collected: Collected }
  | { readonly is: 'cancelled' }
  | { readonly is: 'show-receipt'; readonly index: number }
  | { readonly is: 'resumed'; readonly payer: PayerView; readonly front: Front }
  | { readonly is: 'to-find'; readonly settled?: string };

/** The collection the counter says it is in the middle of. */
export interface Front {
  readonly collection: string;
  readonly payerName: string;
  readonly cash: CashDue | null;
  readonly qr: QrView | null;
  readonly received: number;
  readonly lines: readonly ChosenLine[];
}

/** The person to open when the answer to a question comes after Enter was pressed; null when it is not certain. */
export function wantedOf(state: Finding, rows: readonly PayerRow[]): PayerRow | null {
  if (state.openOnAnswer === null) return null;
  const { meant } = state.openOnAnswer;
  const only = rows.length === 1 ? rows[0] : undefined;
  return only ?? rows.find((row) => row.payer === meant) ?? null;
}

/** An empty find box. */
export function finding(settled: string | null = null): Finding {
  return {
    at: 'find',
    busy: null,
    failure: null,
    settled,
    text: '',
    asked: 0,
    answered: 0,
    rows: [],
    count: 0,
    atLeast: false,
    selected: 0,
    openOnAnswer: null,
  };
}

function billOf(payer: PayerView, settled: string | null): Billing {
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
    editingName: false,
    ids: null,
    held: null,
  };
}

function resume(state: Workplace, payer: PayerView, front: Front): Workplace {
  const bill = billOf(payer, state.settled);
  const amounts = new Map(front.lines.map((line) => [line.bill, line.amount]));
  const choices = bill.choices.map((choice) => ({
    ...choice,
    taken: amounts.has(choice.bill),
    amount: amounts.get(choice.bill) ?? choice.amount,
  }));
  const payerName = front.payerName;
  const { cash, qr, received } = front;
  const code = qr !== null && (received > 0 || qr.state !== 'cancelled') ? qr : null;
  if (cash === null && code === null) return { ...bill, choices, payerName, held: front.collection };
  // The collection itself holds its lines; what was owed before it is what the screen compares with.
  const lines = bill.payer.lines.map((line) => ({
    ...line,
    owed: line.owed + (amounts.get(line.bill) ?? 0),
  }));
  const { busy, failure, settled } = bill;
  const common = { busy, failure, settled, payer: { ...bill.payer, lines }, choices, payerName };
  if (cash !== null) {
    return {
      at: 'cash',
      ...common,
      due: cash,
      given: '',
      scanned: false,
      behind: received > 0 ? code : null,
    };
  }
  return code === null ? state : { at: 'qr', ...common, qr: code, next: null };
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}

function typed(state: Finding | Done, text: string): Finding {
  const from = state.at === 'find' ? state : finding(state.settled);
  return { ...from, text, asked: from.asked + 1, selected: 0, openOnAnswer: null, failure: null };
}

function reduceFind(state: Finding, event: WorkplaceEvent): Workplace {
  switch (event.is) {
    case 'found': {
      if (event.question !== state.asked) return state;
      const { rows, count, atLeast } = event.answer;
      // Who was chosen by arrows before the answer came stays chosen.
      const chosen = state.selected === 0 ? undefined : state.rows[state.selected]?.payer;
      const selected = Math.max(
        0,
        rows.findIndex((row) => row.payer === chosen),
      );
      return { ...state, rows, count, atLeast, answered: event.question, selected, openOnAnswer: null };
    }
    case 'moved':
      return { ...state, selected: clamp(state.selected + event.by, Math.max(0, state.rows.length - 1)) };
    case 'open-when-found':
      return { ...state, openOnAnswer: { meant: state.rows[state.selected]?.payer ?? null } };
    case 'opened':
      return billOf(event.payer, state.settled);
    default:
      return state;
  }
}

function withChoice(state: Billing, line: number, change: (choice: LineChoice) => LineChoice): Billing {
  const choices = state.choices.map((choice, index) => (index === line ? change(choice) : choice));
  // A changed choice is another act: it gets ids of its own.
  return { ...state, choices, ids: null, failure: null };
}

function take(state: Billing, taken: boolean | 'toggle', line: number): Billing {
  const shown = state.payer.lines[line];
  if (state.held !== null || state.edit !== null || shown === undefined || !chargeable(shown)) return state;
  const changed = withChoice(state, line, (choice) => ({
    ...choice,
    taken: taken === 'toggle' ? !choice.taken : taken,
  }));
  return { ...changed, cursor: line };
}

function edit(state: Billing, digits: string | null): Billing {
  const line = state.payer.lines[state.cursor];
  if (state.held !== null || line === undefined || !chargeable(line)) return state;
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
function acceptEdit(state: Billing): Billing {
  const line = state.payer.lines[state.cursor];
  if (state.edit === null || line === undefined || editsTooMuch(state)) return state;
  const amount = Number(state.edit);
  const changed = withChoice(state, state.cursor, (choice) =>
    amount === 0 ? { ...choice, taken: false, amount: line.owed } : { ...choice, taken: true, amount },
  );
  return { ...changed, edit: null };
}

/** What stays of a bill once money is asked for. */
function lockedOf(state: Billing | PayingByCode | TakingCash) {
  const { payer, choices, payerName, settled } = state;
  return { busy: null, failure: null, settled, payer, choices, payerName };
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
    case 'editing-name':
      return { ...state, editingName: event.on };
    case 'named':
      return { ...state, payerName: event.name, ids: null };
    case 'beginning':
      return { ...state, busy: 'beginning', ids: event.ids, failure: null };
    case 'begun':
      return { at: 'cash', ...lockedOf(state), due: event.due, given: '', scanned: false, behind: null };
    case 'code-shown':
      return { at: 'qr', ...lockedOf(state), qr: event.qr, next: null };
    default:
      return state;
  }
}

function reduceCash(state: TakingCash, event: WorkplaceEvent): Workplace {
  switch (event.is) {
    case 'given':
      return { ...state, given: digitsOf(event.digits), scanned: false, failure: null };
    case 'scanned':
      return { ...state, given: '', scanned: true };
    case 'received': {
      const { collected } = event;
      return { at: 'done', busy: null, failure: null, settled: state.due.collection, collected, shown: 0 };
    }
    case 'cancelled': {
      if (state.behind !== null) return { at: 'qr', ...lockedOf(state), qr: state.behind, next: null };
      const bill = billOf(state.payer, state.due.collection);
      return { ...bill, choices: state.choices, payerName: state.payerName };
    }
    default:
      return state;
  }
}

function reduceCode(state: PayingByCode, event: WorkplaceEvent): Workplace {
  switch (event.is) {
    case 'begun': {
      const { due, behind = null } = event;
      return { at: 'cash', ...lockedOf(state), due, given: '', scanned: false, behind };
    }
    case 'code-undone': {
      const bill = billOf(event.payer, state.qr.collection);
      const chosen = new Map(state.choices.map((choice) => [choice.bill, choice]));
      const choices = bill.payer.lines.map((line, index) => {
        const before = chosen.get(line.bill);
        const kept = before !== undefined && chargeable(line) && before.amount <= line.owed;
        return kept ? before : { bill: line.bill, taken: false, amount: bill.choices[index]?.amount ?? 0 };
      });
      return { ...bill, choices, payerName: state.payerName };
    }
    case 'code-shown':
    case 'rest-asked':
    case 'code-told':
      return reducePayingByCode(state, event);
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
      return { at: 'done', busy: null, failure: null, settled: collected.collection, collected, shown: 0 };
    }
    case 'to-find':
      return finding(event.settled ?? state.settled);
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

/** Given less due: negative while the customer has not given enough. */
export function changeOf(state: TakingCash): number {
  return givenOf(state) - state.due.due;
}
