import { type RefObject, useState } from 'react';
import type { ReceiptView, WorkplaceView } from '../../../shared/rpc/contract.ts';
import type { BarKey } from '../../ui/KeyBar.tsx';
import { useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { useHouse } from '../frame/Frame.tsx';
import { quickNotes } from './CashSide.tsx';
import type { Controller } from './controller.ts';
import { type Method, methodChord } from './Methods.tsx';
import { asksForPaper } from './PaperFacts.tsx';
import { canTakeOff, type PayingByCode, qrNow } from './qrState.ts';
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
}

export interface WorkplaceKeys {
  readonly bar: readonly BarKey[];
  /** A method whose key was pressed although it is off. */
  readonly refused: Method | null;
  readonly sureToUndo: boolean;
  choose(method: Method): void;
  leaveBill(): void;
}

/** Chords of one state besides those of the bar. */
type More = Readonly<Record<string, (() => void) | undefined>>;

function findKeys(state: Finding | Done, hands: Hands, go: { shift(): void; opensShift: boolean }): More {
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
  return {
    Enter: enter,
    ArrowDown: step(1),
    ArrowUp: step(-1),
    Escape: () => (empty ? controller.toFind() : void controller.type('')),
    'Alt+C': state.at === 'done' ? answer(true) : undefined,
    'Alt+U': state.at === 'done' ? answer(false) : undefined,
  };
}

function billKeys(state: Billing, hands: Hands): More {
  const { store, controller } = hands;
  if (state.editingName) {
    return { Enter: () => store.send({ is: 'editing-name', on: false }) };
  }
  if (state.edit !== null) {
    return { Enter: () => store.send({ is: 'edit-accepted' }) };
  }
  const choice = state.choices[state.cursor];
  return {
    Enter: () => void controller.begin(),
    ArrowDown: () => store.send({ is: 'cursor', to: state.cursor + 1 }),
    ArrowUp: () => store.send({ is: 'cursor', to: state.cursor - 1 }),
    ArrowLeft: () => store.send({ is: 'take', taken: false }),
    ArrowRight: () => store.send({ is: 'take', taken: true }),
    'Ctrl+E': () => store.send({ is: 'edit', digits: String(choice?.amount ?? '') }),
    'Alt+P': state.held === null ? () => store.send({ is: 'editing-name', on: true }) : undefined,
  };
}

function cashKeys(state: TakingCash, hands: Hands): More {
  const { store, controller } = hands;
  const notes = quickNotes.map(({ chord, amount }) => {
    const add = () => store.send({ is: 'given', digits: String(Number(state.given) + amount) });
    return [chord, add] as const;
  });
  return { ...Object.fromEntries(notes), Enter: () => void controller.receive() };
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
  };
}

/** All keys of the workplace by its state; what the bar shows is bound by the frame. */
export function useWorkplaceKeys(hands: Hands): WorkplaceKeys {
  const t = useText();
  const { view, go } = useHouse();
  const { state, store, controller, receipt, printing } = hands;
  const [refused, setRefused] = useState<Method | null>(null);
  const [sureToUndo, setSure] = useState(false);
  const [seen, setSeen] = useState(state);
  if (seen !== state) {
    setSeen(state);
    if (refused !== null) setRefused(null);
    if (sureToUndo) setSure(false);
  }

  const choose = (method: Method): void => {
    if (state.at !== 'bill' || state.busy !== null) return;
    if (method.ready && method.method === 'cash') void controller.begin();
    else if (method.ready && method.method === 'qr') void controller.beginQr();
    else setRefused(method);
  };
  const leaveBill = (): void => {
    if (state.at !== 'bill') return;
    if (state.held === null) controller.toFind();
    else void controller.park();
  };
  const undo = (): void => {
    if (sureToUndo) void controller.undo();
    else setSure(true);
  };
  const leaveCode = (code: PayingByCode): void => {
    const now = qrNow(code.qr, view.front);
    if (!canTakeOff(now)) void controller.park();
    else if (now.phase === 'claimed' && !sureToUndo) setSure(true);
    else void controller.qr.takeOff(view.front);
  };
  const find = (): void => {
    leaveBill();
    hands.input.current?.focus();
    hands.input.current?.select();
  };

  const more = ((): More => {
    switch (state.at) {
      case 'find':
      case 'done':
        return findKeys(state, hands, { shift: () => go('shift'), opensShift: view.shift === null });
      case 'bill':
        return billKeys(state, hands);
      case 'cash':
        return cashKeys(state, hands);
      case 'qr':
        return qrKeys(state, hands, view);
    }
  })();
  const methods = Object.fromEntries(
    view.methods.map((method) => [methodChord(method.method), () => choose(method)] as const),
  );
  useKeys(state.at === 'bill' ? { ...methods, ...more } : more, {
    holdable: ['ArrowUp', 'ArrowDown'],
    screen: state.at,
  });

  const reprint: BarKey[] =
    receipt === null ? [] : [{ chord: 'F10', label: t('bar.reprint'), run: () => printing.print(receipt) }];
  const shift: BarKey = { chord: 'F12', label: t('bar.shift'), run: () => go('shift') };
  const bar = ((): BarKey[] => {
    switch (state.at) {
      case 'find':
      case 'done':
        return [
          { chord: 'F2', label: t('bar.find-payer'), run: find },
          ...reprint,
          shift,
          { chord: 'Alt+M', label: t('bar.more'), run: () => go('more') },
        ];
      case 'bill':
        if (state.editingName || state.edit !== null) {
          const revert = (): void => {
            store.send(state.editingName ? { is: 'editing-name', on: false } : { is: 'edit', digits: null });
          };
          return [{ chord: 'Escape', label: t('bar.back'), run: revert }];
        }
        return [
          { chord: 'F2', label: t('bar.find'), run: find },
          ...(state.held === null
            ? []
            : [
                { chord: 'F5', label: t('bar.park'), run: leaveBill },
                { chord: 'Alt+H', label: t('bill.undo'), run: undo },
              ]),
          ...reprint,
          { chord: 'Escape', label: t(state.held === null ? 'bar.close-bill' : 'bar.back'), run: leaveBill },
        ];
      case 'cash':
        return [
          { chord: 'F5', label: t('bar.park'), run: () => void controller.park() },
          { chord: 'Escape', label: t('bar.back-bill'), run: () => void controller.cancelCash() },
        ];
      case 'qr': {
        const label = t(canTakeOff(qrNow(state.qr, view.front)) ? 'qr.take-off' : 'bar.back');
        return [
          { chord: 'F5', label: t('bar.park'), run: () => void controller.park() },
          { chord: 'Escape', label, run: () => leaveCode(state) },
        ];
      }
    }
  })();
  return { bar, refused, sureToUndo, choose, leaveBill };
}
