import { Modal } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ReceiptView } from '../../../shared/rpc/contract.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { useCounter } from '../../ui/client.tsx';
import { useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { DepositDone } from '../deposits/DepositDone.tsx';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { cardWay } from './acts.ts';
import { Bill, LockedBill } from './Bill.tsx';
import { BillSide } from './BillSide.tsx';
import { CardSide } from './CardSide.tsx';
import { CashSide } from './CashSide.tsx';
import { ChargeMiddle } from './ChargeMiddle.tsx';
import { ChargeSide } from './ChargeSide.tsx';
import { CreditMiddle, CreditSide } from './CreditPane.tsx';
import type { Controller } from './controller.ts';
import { type DialogAsked, Dialogs } from './Dialogs.tsx';
import { DoneMiddle, DoneSide, shownReceipt } from './DoneScreen.tsx';
import { FindPane, showsResults } from './FindPane.tsx';
import { FindSide } from './FindSide.tsx';
import { Idle } from './Idle.tsx';
import { MobileSide } from './MobileSide.tsx';
import { asksForPaper, PaperFacts } from './PaperFacts.tsx';
import { Preview } from './Preview.tsx';
import { QrSide } from './QrSide.tsx';
import { ReceiptPaper } from './ReceiptPaper.tsx';
import type { Workplace as State } from './state.ts';
import { Arrived, Unfinished, type UnfinishedItem } from './Unfinished.tsx';
import { useArrivedSound } from './useArrivedSound.ts';
import { type Printing, usePrinting } from './usePrinting.ts';
import { useScanToFind } from './useScanToFind.ts';
import { useWorkplace, type WorkplaceStore } from './useWorkplace.ts';
import { useWorkplaceKeys, type WorkplaceKeys } from './useWorkplaceKeys.ts';

const recentLimit = 100;

/** A receipt of the unfinished list: its picture and what can be done about its paper. */
function ReceiptDialog(props: {
  readonly receipt: ReceiptView;
  readonly printing: Printing;
  readonly close: () => void;
}) {
  const t = useText();
  const { receipt, printing, close } = props;
  const answer = (came: boolean) => () => {
    if (asksForPaper(receipt, printing)) printing.answer(receipt, came);
  };
  useKeys(
    { Escape: close, F10: () => printing.print(receipt), 'Alt+C': answer(true), 'Alt+U': answer(false) },
    { modal: true },
  );
  return (
    <Modal
      opened
      onClose={close}
      size="760"
      centered
      closeOnEscape={false}
      withCloseButton={false}
      title={t('unfinished.not-printed')}
    >
      <div className="qt-done" data-dialog="">
        <div className="qt-done-paper">
          <ReceiptPaper receipt={receipt} />
        </div>
        <div>
          <PaperFacts receipt={receipt} printing={printing} />
          <div className="qt-dialog-end">
            <SecondaryAction label={t('detail.close')} chord="Escape" autoFocus run={close} />
          </div>
        </div>
      </div>
    </Modal>
  );
}

/** Opens things of the unfinished list; what cannot be opened now says why. */
function useUnfinished(state: State, controller: Controller, ask: (dialog: DialogAsked) => void) {
  const t = useText();
  const counter = useCounter();
  const [notice, setNotice] = useState<string | null>(null);
  const [receipt, setReceipt] = useState<ReceiptView | null>(null);
  const open = async (item: UnfinishedItem): Promise<void> => {
    setNotice(null);
    if (state.at !== 'find' && state.at !== 'done') {
      setNotice(t('unfinished.busy'));
    } else if (item.collection !== null && item.canIssue) {
      await controller.qr.issueParked(item.collection);
    } else if (item.collection !== null) {
      await controller.resumeParked(item.collection);
    } else if (item.kind === 'not-printed') {
      const answer = await counter.call('receipt.recent', { text: '', limit: recentLimit });
      const found = answer.ok
        ? answer.value.receipts.find((one) => one.receipt === item.ref || one.printJob === item.ref)
        : undefined;
      if (found === undefined) setNotice(t('unfinished.not-here'));
      else setReceipt(found);
    } else if (item.kind === 'unmatched-credit') {
      await controller.more.openCredit(item.ref);
    } else if (item.kind === 'received-no-receipt') {
      ask({ is: 'surplus', item });
    } else if (item.kind === 'qr-waiting' && item.cause === 'accepted') {
      ask({ is: 'never', item });
    } else {
      setNotice(t('unfinished.not-here'));
    }
  };
  return { open, notice, receipt, close: () => setReceipt(null) };
}

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

function Middle({
  state,
  store,
  printing,
  receipt,
}: {
  readonly state: State;
  readonly store: WorkplaceStore;
  readonly printing: Printing;
  readonly receipt: ReceiptView | null;
}) {
  switch (state.at) {
    case 'find': {
      const row = state.text.trim() === '' ? undefined : state.rows[state.selected];
      return row === undefined ? <Idle /> : <Preview state={state} row={row} />;
    }
    case 'bill':
      return <Bill state={state} store={store} />;
    case 'cash':
    case 'card':
    case 'mobile':
    case 'qr':
      return <LockedBill state={state} />;
    case 'charge':
      return <ChargeMiddle state={state} />;
    case 'credit':
      return <CreditMiddle state={state} store={store} />;
    case 'done':
      return receipt === null ? null : <DoneMiddle state={state} receipt={receipt} printing={printing} />;
  }
}

function Side(props: {
  readonly state: State;
  readonly store: WorkplaceStore;
  readonly controller: Controller;
  readonly keys: WorkplaceKeys;
  readonly printing: Printing;
  readonly receipt: ReceiptView | null;
  readonly notice: string | null;
  readonly ask: (dialog: DialogAsked) => void;
}) {
  const { state, store, controller, keys, printing, receipt, notice, ask } = props;
  const { view } = useHouse();
  switch (state.at) {
    case 'find':
      return <FindSide state={state} controller={controller} printing={printing} notice={notice} />;
    case 'bill':
      return (
        <BillSide
          state={state}
          refused={keys.refused}
          sureToUndo={keys.sureToUndo}
          choose={keys.choose}
          begin={() => void controller.begin()}
          assign={() => void controller.more.assignToBill()}
          issue={() => void controller.issueHeld()}
        />
      );
    case 'cash':
      return (
        <CashSide
          state={state}
          give={(digits) => store.send({ is: 'given', digits })}
          scanned={() => store.send({ is: 'scanned' })}
          addNote={(amount) => store.send({ is: 'given', digits: String(Number(state.given) + amount) })}
          receive={() => void controller.receive()}
          split={(rest) => void controller.more.splitCash(rest === 'card' ? cardWay(view) : rest)}
        />
      );
    case 'card':
      return (
        <CardSide
          state={state}
          store={store}
          sureToCancel={keys.sureToUndo}
          record={() => void controller.more.keyCard()}
        />
      );
    case 'charge':
      return (
        <ChargeSide
          state={state}
          acts={controller.card}
          openMobile={() => controller.more.openMobile(view.front)}
          park={() => void controller.park()}
          decide={() => ask({ is: 'card-decide' })}
        />
      );
    case 'mobile':
      return <MobileSide state={state} store={store} ask={(way) => void controller.more.askMobile(way)} />;
    case 'credit':
      return <CreditSide state={state} assign={() => void controller.more.assign()} />;
    case 'qr':
      return (
        <QrSide
          state={state}
          acts={controller.qr}
          sureToTakeOff={keys.sureToUndo}
          park={() => void controller.park()}
          more={controller.more}
          accept={() => ask(state.qr.state === 'accepted' ? { is: 'never-in-front' } : { is: 'accept' })}
        />
      );
    case 'done':
      return receipt === null ? null : (
        <DoneSide state={state} receipt={receipt} next={() => controller.toFind()} />
      );
  }
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

  const shown = state.at === 'done' ? (shownReceipt(state, view.lastReceipt) ?? null) : null;
  const receipt = shown ?? view.lastReceipt;
  const keys = useWorkplaceKeys({
    state,
    store,
    controller,
    printing,
    receipt,
    input,
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

/** While the unfinished list has the focus: arrows move in it, above its first row is the find box again. */
function UnfinishedKeys(props: {
  readonly focused: number;
  readonly count: number;
  readonly move: (to: number) => void;
  readonly leave: () => void;
}) {
  const { focused, count, move, leave } = props;
  useEffect(() => {
    const row = document.querySelector<HTMLButtonElement>(`.qt-unfinished-row[data-index="${focused}"]`);
    row?.focus();
  }, [focused]);
  useKeys(
    {
      ArrowDown: () => move(Math.min(count - 1, focused + 1)),
      ArrowUp: () => (focused === 0 ? leave() : move(focused - 1)),
      Escape: leave,
    },
    { holdable: ['ArrowUp', 'ArrowDown'] },
  );
  return null;
}
