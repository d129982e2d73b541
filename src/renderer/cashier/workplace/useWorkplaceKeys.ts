import { useState } from 'react';
import type { BarKey } from '../../ui/KeyBar.tsx';
import { useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { useHouse } from '../frame/Frame.tsx';
import { cardWay } from './acts.ts';
import { sumAskedFor } from './billState.ts';
import { cardNow } from './chargeState.ts';
import { type Method, methodChord, methodFor } from './Methods.tsx';
import { unwrittenOf } from './moreKeys.ts';
import { printWords } from './PaperFacts.tsx';
import { canTakeOff, type PayingByCode, qrNow } from './qrState.ts';
import { type Hands, screenKeys } from './screenKeys.ts';
import { slipChord } from './slipState.ts';

export interface WorkplaceKeys {
  readonly bar: readonly BarKey[];
  /** A method whose key was pressed although it is off. */
  readonly refused: Method | null;
  readonly sureToUndo: boolean;
  choose(method: Method): void;
  leaveBill(): void;
  /** Leads to voiding a keyed slip on its terminal. */
  voidSlip(): void;
}

/** All keys of the workplace by its state; what the bar shows is bound by the frame. */
export function useWorkplaceKeys(hands: Hands): WorkplaceKeys {
  const t = useText();
  const { gate, view, go, history } = useHouse();
  const { state, store, controller, receipt, printing, slips } = hands;
  const [refused, setRefused] = useState<Method | null>(null);
  const [sureToUndo, setSure] = useState(false);
  const [seen, setSeen] = useState(state);
  if (seen !== state) {
    setSeen(state);
    if (refused !== null) setRefused(null);
    if (sureToUndo) setSure(false);
  }

  const choose = (offered: Method): void => {
    if (state.at !== 'bill' || state.busy !== null) return;
    const method = methodFor(offered, sumAskedFor(state, view.front));
    const field = unwrittenOf(state, view);
    if (method.ready && field !== null) store.send({ is: 'filling', field });
    else if (method.ready && method.method === 'cash') void controller.begin();
    else if (method.ready && method.method === 'qr') void controller.beginQr();
    else if (method.ready && method.method === 'card') void controller.beginCard(cardWay(view));
    else if (method.ready && method.method === 'mobile-money') controller.more.openMobile(view.front);
    else if (method.ready) hands.ask({ is: 'credits' });
    else setRefused(method);
  };
  const leaveBill = (): void => {
    if (state.at !== 'bill') return;
    if (state.held === null) controller.toFind();
    else void controller.park();
  };
  const undo = (): void => {
    // Money of a card does not go back out of the drawer: its slip is voided first.
    if (sureToUndo && slips.length === 0) void controller.undo(view.front?.received ?? 0);
    else setSure(true);
  };
  const voidSlip = (): void => {
    if (slips.length === 0 || state.busy !== null) return;
    setSure(false);
    hands.ask({ is: 'void-slip' });
  };
  const leaveCode = (code: PayingByCode): void => {
    const now = qrNow(code.qr, view.front);
    if (!canTakeOff(now)) void controller.park();
    else if (now.phase === 'claimed' && !sureToUndo) setSure(true);
    else void controller.qr.takeOff(view.front);
  };
  const leaveCard = (): void => {
    if (sureToUndo) void controller.more.cancelCard();
    else setSure(true);
  };
  const find = (): void => {
    leaveBill();
    hands.input.current?.focus();
    hands.input.current?.select();
  };

  const more = screenKeys(hands, view, { shift: () => go('shift'), opensShift: view.shift === null });
  const methods = Object.fromEntries(
    view.methods.map((method) => [methodChord(method.method), () => choose(method)] as const),
  );
  useKeys(state.at === 'bill' ? { ...methods, ...more } : more, {
    holdable: ['ArrowUp', 'ArrowDown'],
    screen: state.at,
  });

  const reprint: BarKey[] =
    receipt === null || view.rail.printer.state === 'off'
      ? []
      : [
          {
            chord: 'F10',
            label: t(printWords(receipt) === 'done.print' ? 'bar.print' : 'bar.reprint'),
            run: () => printing.print(receipt),
          },
        ];
  const slip: BarKey[] =
    slips.length === 0 ? [] : [{ chord: slipChord, label: t('terminal.void.bar'), run: voidSlip }];
  const past: BarKey = {
    chord: 'F11',
    label: t('bar.history'),
    run: () => history(state.at === 'find' ? state.text.trim() : ''),
  };
  const shift: BarKey = { chord: 'F12', label: t('bar.shift'), run: () => go('shift') };
  const bar = ((): BarKey[] => {
    switch (state.at) {
      case 'find':
      case 'done':
        return [
          { chord: 'F2', label: t('bar.find-payer'), run: find },
          ...reprint,
          past,
          shift,
          { chord: 'Alt+M', label: t('bar.more'), run: () => go('more') },
        ];
      case 'bill':
        if (state.filling !== null || state.edit !== null) {
          const revert = (): void => {
            store.send(
              state.filling === null ? { is: 'edit', digits: null } : { is: 'filling', field: null },
            );
          };
          return [{ chord: 'Escape', label: t('bar.back'), run: revert }];
        }
        return [
          { chord: 'F2', label: t('bar.find'), run: find },
          ...(state.held === null
            ? [
                { chord: 'F3', label: t('fee.add'), run: () => hands.ask({ is: 'price' }) },
                {
                  chord: 'Alt+E',
                  label: t(`siblings.add.${gate.institution}`),
                  run: () => store.send({ is: 'add-person' }),
                },
                { chord: 'Alt+M', label: t('other.bar'), run: () => hands.ask({ is: 'other' }) },
              ]
            : [
                { chord: 'F5', label: t('bar.park'), run: leaveBill },
                { chord: 'Alt+H', label: t('bill.undo'), run: undo },
                ...slip,
              ]),
          ...reprint,
          { chord: 'Escape', label: t(state.held === null ? 'bar.close-bill' : 'bar.back'), run: leaveBill },
        ];
      case 'cash':
        return [
          { chord: 'F5', label: t('bar.park'), run: () => void controller.park() },
          { chord: 'Escape', label: t('bar.back-bill'), run: () => void controller.cancelCash() },
        ];
      case 'card':
        return [
          { chord: 'F5', label: t('bar.park'), run: () => void controller.park() },
          { chord: 'Escape', label: t('card.cancel'), run: leaveCard },
        ];
      case 'charge': {
        const { phase, received } = cardNow(state.card, view.front);
        const park: BarKey = { chord: 'F5', label: t('bar.park'), run: () => void controller.park() };
        const leave = (label: string, run: () => void): BarKey => ({ chord: 'Escape', label, run });
        if (phase === 'running') {
          return [park, leave(t('card.give-up'), () => void controller.card.giveUp(view.front))];
        }
        if (phase === 'unpaid' && received === 0) {
          return [park, leave(t('bar.back-bill'), () => void controller.card.backToBill(view.front))];
        }
        return [...slip, park, past, leave(t('card.leave'), () => void controller.park())];
      }
      case 'mobile':
        return [{ chord: 'Escape', label: t('bar.back-bill'), run: () => store.send({ is: 'mobile-left' }) }];
      case 'credit':
        return [
          {
            chord: 'F2',
            label: t('bar.find-payer'),
            run: () => store.send({ is: 'find-for-credit', credit: state.credit }),
          },
          { chord: 'Escape', label: t('bar.back'), run: () => controller.toFind() },
        ];
      case 'qr': {
        const now = qrNow(state.qr, view.front);
        const waits = now.phase === 'waiting' || now.phase === 'claimed';
        const printable = waits && (now.phase === 'claimed' || now.qr.ussd === null);
        const paper: BarKey[] = printable
          ? [
              {
                chord: 'F10',
                label: t(now.phase === 'claimed' ? 'slip.claim' : 'slip.code'),
                run: () => void controller.qr.slip(view.front),
              },
            ]
          : [];
        const here: BarKey[] =
          waits && now.qr.ussd === null
            ? [{ chord: 'Ctrl+Q', label: t('bigcode.show'), run: () => hands.ask({ is: 'code' }) }]
            : [];
        // Nothing is asked for any more: what was paid in cash can go back.
        const drop: BarKey[] =
          now.phase === 'more' && now.received > 0
            ? [{ chord: 'Alt+H', label: t('bill.undo'), run: undo }]
            : [];
        const takeOff = now.qr.ussd === null ? 'qr.take-off' : 'mobile.take-off';
        const label = t(canTakeOff(now) ? takeOff : 'bar.back');
        return [
          ...paper,
          ...here,
          ...drop,
          ...slip,
          { chord: 'F5', label: t('bar.park'), run: () => void controller.park() },
          { chord: 'Escape', label, run: () => leaveCode(state) },
        ];
      }
    }
  })();
  return { bar, refused, sureToUndo, choose, leaveBill, voidSlip };
}
