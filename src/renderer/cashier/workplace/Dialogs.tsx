import type { WorkplaceView } from '../../../shared/rpc/contract.ts';
import { OtherActs } from '../corrections/OtherActs.tsx';
import { VoucherPaperDialog } from '../corrections/VoucherPaperDialog.tsx';
import { AcceptDialog, NeverCameDialog } from './AcceptDialog.tsx';
import { CardDecide } from './CardDecide.tsx';
import { cardNow } from './chargeState.ts';
import type { Controller } from './controller.ts';
import { totalOf } from './figures.ts';
import { NewPersonDialog } from './NewPersonDialog.tsx';
import { BigCode, CreditPicker, PriceDialog } from './PickDialogs.tsx';
import { qrNow } from './qrState.ts';
import { SurplusDialog } from './SurplusDialog.tsx';
import type { Workplace } from './state.ts';
import type { UnfinishedItem } from './Unfinished.tsx';
import type { SlipsHere } from './useSlips.ts';
import type { WorkplaceStore } from './useWorkplace.ts';
import { VoidSlipDialog } from './VoidSlipDialog.tsx';

/** A dialog of the workplace, and what it is about. */
export type DialogAsked =
  | { readonly is: 'price' }
  | { readonly is: 'new-person' }
  | { readonly is: 'other' }
  | { readonly is: 'credits' }
  | { readonly is: 'accept' }
  | { readonly is: 'never-in-front' }
  | { readonly is: 'code' }
  | { readonly is: 'card-decide' }
  | { readonly is: 'void-slip' }
  | { readonly is: 'voucher'; readonly document: string }
  | { readonly is: 'never'; readonly item: UnfinishedItem }
  | { readonly is: 'surplus'; readonly item: UnfinishedItem };

interface DialogsProps {
  readonly asked: DialogAsked;
  readonly state: Workplace;
  readonly view: WorkplaceView;
  readonly store: WorkplaceStore;
  readonly controller: Controller;
  readonly slips: SlipsHere;
  readonly close: () => void;
}

/** The dialog that is open. One whose matter is over shows nothing. */
export function Dialogs({ asked, state, view, store, controller, slips, close }: DialogsProps) {
  const { qr } = controller;
  switch (asked.is) {
    case 'price': {
      if (state.at !== 'bill') return null;
      const name = state.payer.lines[state.cursor]?.beneficiaryName ?? state.payer.name;
      const add: Parameters<typeof PriceDialog>[0]['add'] = (price) => {
        controller.more.addFee(price);
        close();
      };
      return <PriceDialog forName={name} add={add} close={close} />;
    }
    case 'new-person':
      return state.at === 'find' ? (
        <NewPersonDialog
          typed={state.text}
          added={(payer) => {
            close();
            void controller.open(payer);
          }}
          close={close}
        />
      ) : null;
    case 'other':
      return state.at === 'bill' ? <OtherActs {...{ state, store, controller, close }} /> : null;
    case 'credits':
      return state.at === 'bill' ? (
        <CreditPicker
          payer={state.payer.payer}
          amount={totalOf(state.choices)}
          pick={(credit) => {
            store.send({ is: 'credit-in-hand', credit });
            close();
          }}
          close={close}
        />
      ) : null;
    case 'accept':
      return state.at === 'qr' ? (
        <AcceptDialog
          amount={qrNow(state.qr, view.front).qr.amount}
          accept={(evidence, text, approval) => qr.accept({ evidence, text, approval }, view.front)}
          close={close}
        />
      ) : null;
    case 'never-in-front': {
      if (state.at !== 'qr') return null;
      const { tender, amount } = qrNow(state.qr, view.front).qr;
      return (
        <NeverCameDialog
          amount={amount}
          name={state.payerName}
          record={(ground, approval) => qr.neverCame({ tender, ground, approval })}
          close={close}
        />
      );
    }
    case 'code':
      return state.at === 'qr' ? <BigCode qr={qrNow(state.qr, view.front).qr} close={close} /> : null;
    case 'card-decide':
      return state.at === 'charge' ? (
        <CardDecide
          card={cardNow(state.card, view.front).card}
          decide={(decision) => controller.card.decide(decision, view.front)}
          close={close}
        />
      ) : null;
    case 'void-slip':
      return <VoidSlipDialog slips={slips.slips} voided={slips.tell} close={close} />;
    case 'voucher':
      return <VoucherPaperDialog document={asked.document} close={close} />;
    case 'never': {
      const { item } = asked;
      const { tender } = item;
      return tender === null ? null : (
        <NeverCameDialog
          amount={item.amount ?? 0}
          name={item.name ?? ''}
          record={(ground, approval) => qr.neverCame({ tender, ground, approval })}
          close={close}
        />
      );
    }
    case 'surplus':
      return (
        <SurplusDialog
          item={asked.item}
          issued={(collected) => store.send({ is: 'issued', collected })}
          close={close}
        />
      );
  }
}
