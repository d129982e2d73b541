import type { ReceiptView } from '../../../shared/rpc/contract.ts';
import { useHouse } from '../frame/Frame.tsx';
import { cardWay } from './acts.ts';
import { Bill, LockedBill } from './Bill.tsx';
import { BillSide } from './BillSide.tsx';
import { CardSide } from './CardSide.tsx';
import { CashSide } from './CashSide.tsx';
import { ChargeMiddle } from './ChargeMiddle.tsx';
import { ChargeSide } from './ChargeSide.tsx';
import { CreditMiddle, CreditSide } from './CreditPane.tsx';
import type { Controller } from './controller.ts';
import type { DialogAsked } from './Dialogs.tsx';
import { DoneMiddle, DoneSide } from './DoneScreen.tsx';
import { FindSide } from './FindSide.tsx';
import { Idle } from './Idle.tsx';
import { MobileSide } from './MobileSide.tsx';
import { Preview } from './Preview.tsx';
import { QrSide } from './QrSide.tsx';
import type { Workplace as State } from './state.ts';
import type { Printing } from './usePrinting.ts';
import type { SlipsHere } from './useSlips.ts';
import type { WorkplaceStore } from './useWorkplace.ts';
import type { WorkplaceKeys } from './useWorkplaceKeys.ts';

/** The middle of the workplace: whom it is about and what for. */
export function Middle({
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

/** The right side of the workplace: how much and how. */
export function Side(props: {
  readonly state: State;
  readonly store: WorkplaceStore;
  readonly controller: Controller;
  readonly keys: WorkplaceKeys;
  readonly printing: Printing;
  readonly receipt: ReceiptView | null;
  readonly slips: SlipsHere;
  readonly notice: string | null;
  readonly ask: (dialog: DialogAsked) => void;
}) {
  const { state, store, controller, keys, printing, receipt, notice, ask } = props;
  const { view } = useHouse();
  const slipping = { ...props.slips, open: keys.voidSlip };
  switch (state.at) {
    case 'find':
      return <FindSide state={state} controller={controller} printing={printing} notice={notice} />;
    case 'bill':
      return (
        <BillSide
          state={state}
          refused={keys.refused}
          sureToUndo={keys.sureToUndo}
          slipping={slipping}
          choose={keys.choose}
          begin={() => void controller.begin()}
          write={(field) => store.send({ is: 'filling', field })}
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
          slipping={slipping}
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
          slipping={slipping}
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
