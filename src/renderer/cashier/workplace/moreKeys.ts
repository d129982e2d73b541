import type { WorkplaceView } from '../../../shared/rpc/contract.ts';
import { cardWay, type RestWay } from './acts.ts';
import { fieldBeside, type TakingCard } from './cardState.ts';
import { type ChargingCard, cardNow } from './chargeState.ts';
import type { Controller } from './controller.ts';
import type { DialogAsked } from './Dialogs.tsx';
import { methodChord } from './Methods.tsx';
import { type AskingMobile, mobileFields, mobileWays } from './mobileState.ts';
import { missingPayerField } from './PayerFields.tsx';
import { relativesLeft } from './people.ts';
import { type PayingByCode, qrNow } from './qrState.ts';
import type { Billing, PayerField, TakingCash } from './state.ts';
import type { WorkplaceStore } from './useWorkplace.ts';

/** Chords of one state besides those of the bar. */
export type More = Readonly<Record<string, (() => void) | undefined>>;

interface Parts {
  readonly store: WorkplaceStore;
  readonly controller: Controller;
  readonly view: WorkplaceView;
  readonly ask: (dialog: DialogAsked) => void;
}

type Method = WorkplaceView['methods'][number]['method'];

function isReady(view: WorkplaceView, method: Method): boolean {
  return view.methods.some((one) => one.method === method && one.ready);
}

/** Keys while a slip is typed: Enter goes to the first field that is not right, and then records. */
export function cardKeys(state: TakingCard, { store, controller }: Parts): More {
  const go = (by: number) => () => store.send({ is: 'slip-field', field: fieldBeside(state.field, by) });
  return { Enter: () => void controller.more.keyCard(), ArrowDown: go(1), ArrowUp: go(-1) };
}

/** Keys of the form of Mobile Money: arrows choose the way, Tab goes between the fields. */
export function mobileKeys(state: AskingMobile, { store, controller, view }: Parts): More {
  const ways = mobileWays(view);
  const way = ways[state.chosen];
  const go = (by: number) => () => {
    const chosen = Math.max(0, Math.min(ways.length - 1, state.chosen + by));
    store.send({ is: 'mobile-way', chosen });
  };
  const other = mobileFields.find((field) => field !== state.field) ?? state.field;
  return {
    Enter: () => {
      if (way !== undefined) void controller.more.askMobile(way);
    },
    ArrowDown: go(1),
    ArrowUp: go(-1),
    Tab: () => store.send({ is: 'mobile-field', field: other }),
  };
}

/** Keys while a credit is judged. */
export function creditKeys({ store, controller }: Parts): More {
  return {
    Enter: () => void controller.more.assign(),
    ArrowDown: () => store.send({ is: 'credit-cursor', by: 1 }),
    ArrowUp: () => store.send({ is: 'credit-cursor', by: -1 }),
  };
}

/** What a bill has besides choosing lines: one more person, a listed fee, money that came. */
export function moreBillKeys(state: Billing, { store, controller, ask }: Parts): More {
  if (state.held !== null) return {};
  return {
    'Alt+E': () => store.send({ is: 'add-person' }),
    'Alt+S': relativesLeft(state.payer).length > 0 ? () => void controller.more.addRelatives() : undefined,
    F3: () => ask({ is: 'price' }),
  };
}

/** What the facility asks of the payer and nobody has written, while it can still be written. */
export function unwrittenOf(state: Billing, view: WorkplaceView): PayerField | null {
  return state.held === null ? missingPayerField(view.payerFields, state) : null;
}

/** What Enter means on a bill: what is asked for and missing, the receipt, the money in hand, else cash. */
export function billEnter(state: Billing, { controller, store, view }: Parts): () => void {
  const covered = state.held !== null && view.front?.collection === state.held && view.front.canIssue;
  if (covered) return () => void controller.issueHeld();
  const field = unwrittenOf(state, view);
  if (field !== null) return () => store.send({ is: 'filling', field });
  if (state.credit !== null) return () => void controller.more.assignToBill();
  return () => void controller.begin();
}

/** Notes that are not enough: the rest by code or card. */
export function splitKeys(_state: TakingCash, { controller, view }: Parts): More {
  const split = (method: 'qr' | 'card', rest: 'qr' | 'card' | 'terminal') =>
    isReady(view, method) ? () => void controller.more.splitCash(rest) : undefined;
  return { [methodChord('qr')]: split('qr', 'qr'), [methodChord('card')]: split('card', cardWay(view)) };
}

/** While a code waits: accept it, show it here, print it; and the rest by card or Mobile Money. */
export function moreCodeKeys(state: PayingByCode, { controller, view, ask }: Parts): More {
  const { front } = view;
  const now = qrNow(state.qr, front);
  const waits = now.phase === 'waiting' || now.phase === 'claimed';
  const claimed = now.phase === 'claimed';
  const accepted = now.qr.state === 'accepted';
  const rest = now.left > 0;
  return {
    'Alt+A': claimed
      ? () => ask({ is: 'accept' })
      : accepted
        ? () => ask({ is: 'never-in-front' })
        : undefined,
    'Ctrl+Q': waits && now.qr.ussd === null ? () => ask({ is: 'code' }) : undefined,
    [methodChord('card')]:
      rest && isReady(view, 'card') ? () => void controller.qr.askForRest(cardWay(view), front) : undefined,
    [methodChord('mobile-money')]:
      rest && isReady(view, 'mobile-money') ? () => controller.more.openMobile(front) : undefined,
  };
}

/** While a card is charged on a connected terminal. What Enter means depends on what the terminal said. */
export function chargeKeys(state: ChargingCard, { controller, view, ask }: Parts): More {
  const { card } = controller;
  const { front } = view;
  const now = cardNow(state.card, front);
  const rest = (method: Method, way: RestWay) =>
    now.left > 0 && isReady(view, method) ? () => void card.askForRest(way, front) : undefined;
  const others: More = {
    [methodChord('cash')]: rest('cash', 'cash'),
    [methodChord('qr')]: rest('qr', 'qr'),
    [methodChord('card')]: rest('card', cardWay(view)),
    [methodChord('mobile-money')]:
      now.left > 0 && isReady(view, 'mobile-money') ? () => controller.more.openMobile(front) : undefined,
  };
  switch (now.phase) {
    case 'running':
      return {};
    case 'unknown':
      return {
        Enter: () => void card.query(front),
        'Alt+N': now.card.step === null ? () => ask({ is: 'card-decide' }) : undefined,
      };
    case 'paid':
      return { ...others, Enter: () => void card.issue(front) };
    case 'unpaid':
      return { ...others, Enter: () => void card.backToBill(front) };
  }
}
