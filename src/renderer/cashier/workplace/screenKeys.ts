/** What the keys of the workplace mean, screen by screen. */
import type { RefObject } from 'react';
import type { ReceiptView, SlipView, WorkplaceView } from '../../../shared/rpc/contract.ts';
import { quickNotes } from './CashSide.tsx';
import type { Controller } from './controller.ts';
import type { DialogAsked } from './Dialogs.tsx';
import { type Method, methodChord } from './Methods.tsx';
import {
  billEnter,
  cardKeys,
  chargeKeys,
  creditKeys,
  type More,
  mobileKeys,
  moreBillKeys,
  moreCodeKeys,
  splitKeys,
} from './moreKeys.ts';
import { asksForPaper, wantsPage } from './PaperFacts.tsx';
import { missingPayerField } from './PayerFields.tsx';
import { type PayingByCode, qrNow } from './qrState.ts';
import type { Billing, Done, Finding, TakingCash, Workplace } from './state.ts';
import type { Printing } from './usePrinting.ts';
import type { WorkplaceStore } from './useWorkplace.ts';

export interface Hands {
  readonly state: Workplace;
  readonly store: WorkplaceStore;
  readonly controller: Controller;
  readonly printing: Printing;
  /** The receipt F10 means now: the one on the screen, else the last one. */
  readonly receipt: ReceiptView | null;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly enterUnfinished: () => void;
  /** Keyed slips that the screen shows; they can be voided on their terminal. */
  readonly slips: readonly SlipView[];
  /** Opens a dialog of the workplace. */
  readonly ask: (dialog: DialogAsked) => void;
}

/** Whether the lists know nobody by what was typed, so that somebody can be written down. */
export function foundNobody({ text, rows, answered, asked, adding, credit }: Finding): boolean {
  const looked = text.trim() !== '' && answered === asked;
  return looked && rows.length === 0 && adding === null && credit === null;
}

function findKeys(
  state: Finding | Done,
  hands: Hands,
  view: WorkplaceView,
  go: { shift(): void; opensShift: boolean },
): More {
  const { store, controller } = hands;
  const empty = state.at === 'done' || state.text.trim() === '';
  const severalReceipts = state.at === 'done' && state.collected.receipts.length > 1;
  const step = (by: number) => () => {
    if (severalReceipts) store.send({ is: 'show-receipt', index: state.shown + by });
    else if (!empty) store.send({ is: 'moved', by });
    else if (by > 0) hands.enterUnfinished();
  };
  const enter = () => {
    if (state.at === 'done') controller.toFind();
    else if (!empty) void controller.openSelected();
    else if (go.opensShift) go.shift();
  };
  const answer = (came: boolean) => () => {
    const { receipt, printing } = hands;
    if (receipt !== null && asksForPaper(receipt, printing)) printing.answer(receipt, came);
  };
  const page = (): void => {
    const { receipt, printing } = hands;
    if (receipt !== null && wantsPage(receipt, view)) printing.page(receipt);
  };
  return {
    Enter: enter,
    'Ctrl+P': state.at === 'done' ? page : undefined,
    'Alt+L': state.at === 'find' && foundNobody(state) ? () => hands.ask({ is: 'new-person' }) : undefined,
    ArrowDown: step(1),
    ArrowUp: step(-1),
    Escape: () => {
      if (!empty) void controller.type('');
      else if (state.at === 'find' && state.adding !== null) store.send({ is: 'back-to-bill' });
      else controller.toFind();
    },
    'Alt+C': state.at === 'done' ? answer(true) : undefined,
    'Alt+U': state.at === 'done' ? answer(false) : undefined,
  };
}

function billKeys(state: Billing, hands: Hands, view: WorkplaceView): More {
  const { store } = hands;
  if (state.filling !== null) {
    // What is asked for and not written comes next.
    const missing = missingPayerField(view.payerFields, state);
    const next = missing === state.filling ? null : missing;
    return { Enter: () => store.send({ is: 'filling', field: next }) };
  }
  if (state.edit !== null) {
    return { Enter: () => store.send({ is: 'edit-accepted' }) };
  }
  const choice = state.choices[state.cursor];
  return {
    Enter: billEnter(state, { ...hands, view }),
    ...moreBillKeys(state, { ...hands, view }),
    ArrowDown: () => store.send({ is: 'cursor', to: state.cursor + 1 }),
    ArrowUp: () => store.send({ is: 'cursor', to: state.cursor - 1 }),
    ArrowLeft: () => store.send({ is: 'take', taken: false }),
    ArrowRight: () => store.send({ is: 'take', taken: true }),
    'Ctrl+E': () => store.send({ is: 'edit', digits: String(choice?.amount ?? '') }),
    'Alt+P': state.held === null ? () => store.send({ is: 'filling', field: 'payerName' }) : undefined,
  };
}

function cashKeys(state: TakingCash, hands: Hands, view: WorkplaceView): More {
  const { store, controller } = hands;
  const notes = quickNotes.map(({ chord, amount }) => {
    const add = () => store.send({ is: 'given', digits: String(Number(state.given) + amount) });
    return [chord, add] as const;
  });
  const split = splitKeys(state, { ...hands, view });
  return { ...Object.fromEntries(notes), ...split, Enter: () => void controller.receive() };
}

/** Enter is kept for the receipt: until the money is there it does nothing at all. */
function qrKeys(state: PayingByCode, hands: Hands, view: WorkplaceView): More {
  const { qr } = hands.controller;
  const { front } = view;
  const ready = (method: Method['method']) => view.methods.some((one) => one.method === method && one.ready);
  const rest = (method: 'cash' | 'qr') => () => {
    if (ready(method)) void qr.askForRest(method, front);
  };
  return {
    Enter: () => void qr.issue(front),
    'Alt+N': qrNow(state.qr, front).phase === 'waiting' ? () => void qr.claim(front) : undefined,
    [methodChord('cash')]: rest('cash'),
    [methodChord('qr')]: rest('qr'),
    ...moreCodeKeys(state, { ...hands, view }),
  };
}

/** What the keys mean on the present screen, besides what the bar shows. */
export function screenKeys(
  hands: Hands,
  view: WorkplaceView,
  go: { shift(): void; opensShift: boolean },
): More {
  const { state } = hands;
  switch (state.at) {
    case 'find':
    case 'done':
      return findKeys(state, hands, view, go);
    case 'bill':
      return billKeys(state, hands, view);
    case 'cash':
      return cashKeys(state, hands, view);
    case 'card':
      return cardKeys(state, { ...hands, view });
    case 'charge':
      return chargeKeys(state, { ...hands, view });
    case 'mobile':
      return mobileKeys(state, { ...hands, view });
    case 'credit':
      return creditKeys({ ...hands, view });
    case 'qr':
      return qrKeys(state, hands, view);
  }
}
