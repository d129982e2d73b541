import { useEffect, useRef, useState } from 'react';
import { DepositDone } from '../deposits/DepositDone.tsx';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { type DialogAsked, Dialogs } from './Dialogs.tsx';
import { FindPane, showsResults } from './FindPane.tsx';
import { Middle, Side } from './Panes.tsx';
import { ReceiptDialog } from './ReceiptDialog.tsx';
import type { Workplace as State } from './state.ts';
import { Arrived, Unfinished } from './Unfinished.tsx';
import { useArrivedSound } from './useArrivedSound.ts';
import { usePrinting } from './usePrinting.ts';
import { useScanToFind } from './useScanToFind.ts';
import { useShownReceipt } from './useShownReceipt.ts';
import { useSlips } from './useSlips.ts';
import { UnfinishedKeys, useUnfinished } from './useUnfinished.ts';
import { useWorkplace, type WorkplaceStore } from './useWorkplace.ts';
import { useWorkplaceKeys } from './useWorkplaceKeys.ts';

/** Keeps the caret in the find box while finding, also when a character is typed with the focus elsewhere. */
function useFindFocus(state: State, input: React.RefObject<HTMLInputElement | null>): void {
  const finding = state.at === 'find' || state.at === 'done';
  const idle = state.busy === null;
  useEffect(() => {
    if (!finding || !idle) return;
    input.current?.focus();
    const bring = (event: KeyboardEvent): void => {
      const typed = event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey;
      const elsewhere = !(event.target instanceof HTMLInputElement);
      if (typed && elsewhere && event.key !== ' ') input.current?.focus();
    };
    window.addEventListener('keydown', bring, { capture: true });
    const box = input.current;
    return () => {
      window.removeEventListener('keydown', bring, { capture: true });
      box?.blur();
    };
  }, [finding, idle, input]);
}

/** The one workplace: left who, middle what, right how much and how. */
export function Workplace({ store }: { readonly store: WorkplaceStore }) {
  const { view } = useHouse();
  const { state, controller } = useWorkplace(store);
  const printing = usePrinting();
  const input = useRef<HTMLInputElement>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const [asked, setAsked] = useState<DialogAsked | null>(null);
  const unfinished = useUnfinished(state, controller, setAsked);
  const scanned = useScanToFind(store, controller);
  useArrivedSound();
  const judging = state.at === 'credit';
  useEffect(() => {
    if (!judging) return;
    // Enter belongs to the credit now, not to the row that opened it.
    setFocused(null);
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }, [judging]);
  useFindFocus(state, input);

  const shown = useShownReceipt(state);
  const receipt = shown ?? view.lastReceipt;
  const slips = useSlips(state);
  const keys = useWorkplaceKeys({
    state,
    store,
    controller,
    printing,
    receipt,
    input,
    slips: slips.slips,
    ask: setAsked,
    enterUnfinished: () => {
      if (view.unfinished.length > 0) setFocused(0);
    },
  });
  return (
    <Frame keys={keys.bar}>
      <div className="qt-left">
        <FindPane
          state={state}
          controller={controller}
          input={input}
          leaveBill={keys.leaveBill}
          newPerson={() => setAsked({ is: 'new-person' })}
          onFocus={() => setFocused(null)}
        />
        <Unfinished
          folded={showsResults(state)}
          focused={focused}
          open={(item) => void unfinished.open(item)}
          enter={() => setFocused(0)}
        />
      </div>
      <div className="qt-middle">
        <Middle state={state} store={store} printing={printing} receipt={shown} />
        <Arrived />
      </div>
      <aside className="qt-side">
        <Side
          state={state}
          store={store}
          controller={controller}
          keys={keys}
          printing={printing}
          receipt={shown}
          slips={slips}
          notice={scanned ?? unfinished.notice}
          ask={setAsked}
        />
      </aside>
      {focused === null ? null : (
        <UnfinishedKeys
          focused={focused}
          count={view.unfinished.length}
          move={setFocused}
          leave={() => {
            setFocused(null);
            input.current?.focus();
          }}
        />
      )}
      {asked === null ? null : (
        <Dialogs
          asked={asked}
          state={state}
          view={view}
          store={store}
          controller={controller}
          slips={slips}
          close={() => setAsked(null)}
        />
      )}
      <DepositDone finished={state.at === 'find' ? (state.deposited ?? null) : null} />
      {unfinished.receipt === null ? null : (
        <ReceiptDialog receipt={unfinished.receipt} printing={printing} close={unfinished.close} />
      )}
    </Frame>
  );
}
