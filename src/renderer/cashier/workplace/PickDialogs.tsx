import { type ReactNode, useEffect, useState } from 'react';
import type { CreditReason, CreditView, PriceView, QrView } from '../../../shared/rpc/contract.ts';
import { foldVietnamese } from '../../../shared/text/index.ts';
import { PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { ChoiceList, ChoiceRow } from '../../ui/ChoiceList.tsx';
import { useCounter } from '../../ui/client.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { dong } from '../../ui/money.ts';
import { QrCode } from '../../ui/QrCode.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { shortDay, timeOf } from '../../ui/time.ts';
import { arrowKeys, useChoice } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { useHouse } from '../frame/Frame.tsx';

interface PickProps<T> {
  readonly title: string;
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  readonly row: (item: T) => ReactNode;
  readonly none: string;
  readonly label: string;
  readonly head?: ReactNode;
  readonly pick: (item: T) => void;
  readonly close: () => void;
}

/** A list in a dialog: arrows choose, Enter takes. */
function Pick<T>({ title, items, keyOf, row, none, label, head, pick, close }: PickProps<T>) {
  const t = useText();
  const { at, item: chosen, arrows } = useChoice(items);
  const take = () => {
    if (chosen !== undefined) pick(chosen);
  };
  useKeys({ Escape: close, Enter: take, ...arrows }, { modal: true, holdable: arrowKeys });
  return (
    <Dialog title={title} size="680" close={close}>
      <div className="qt-approval">
        {head}
        {items.length === 0 ? <p>{none}</p> : null}
        <ChoiceList label={title} className="qt-ways" data-scroll="">
          {items.map((item, index) => (
            <ChoiceRow
              key={keyOf(item)}
              selected={index === at}
              choose={() => pick(item)}
              className="qt-candidate"
            >
              {row(item)}
            </ChoiceRow>
          ))}
        </ChoiceList>
        <footer>
          <SecondaryAction label={t('approval.cancel')} chord="Escape" run={close} />
          <PrimaryAction label={label} chord="Enter" off={items.length === 0} run={take} />
        </footer>
      </div>
    </Dialog>
  );
}

/** F3: only fees of the price list can be added. */
export function PriceDialog(props: {
  readonly forName: string;
  readonly add: (price: PriceView) => void;
  readonly close: () => void;
}) {
  const t = useText();
  const { prices } = useHouse().view;
  const [text, setText] = useState('');
  const wanted = foldVietnamese(text);
  const shown = prices.filter(({ name }) => foldVietnamese(name).includes(wanted));
  return (
    <Pick
      title={t('fee.title')}
      items={shown}
      keyOf={({ price }) => price}
      none={t('fee.none')}
      label={t('fee.take')}
      head={
        <div className="qt-field">
          <TextField
            label={t('fee.find')}
            description={`${t('fee.for', { name: props.forName })}. ${t('fee.again')}`}
            value={text}
            data-autofocus=""
            change={setText}
          />
        </div>
      }
      row={(price) => (
        <>
          <span>
            <b>{price.name}</b>
            {price.onBehalf ? <small>{t('bill.on-behalf')}</small> : null}
          </span>
          <b>{dong(price.amount)}</b>
        </>
      )}
      pick={props.add}
      close={props.close}
    />
  );
}

type Waiting = CreditView & { readonly reasons: readonly CreditReason[] };

/** F9: money that came without our code, those that fit this payer first. A person says which. */
export function CreditPicker(props: {
  readonly payer: string;
  readonly amount: number;
  readonly pick: (credit: CreditView) => void;
  readonly close: () => void;
}) {
  const t = useText();
  const counter = useCounter();
  const { payer, amount } = props;
  const [credits, setCredits] = useState<readonly Waiting[]>([]);
  useEffect(() => {
    void counter.call('credit.list', { payer, amount }).then((answer) => {
      if (answer.ok) setCredits(answer.value.credits);
    });
  }, [counter, payer, amount]);
  return (
    <Pick
      title={t('credit.pick.title')}
      items={credits}
      keyOf={({ credit }) => credit}
      none={t('credit.pick.none')}
      label={t('credit.pick')}
      row={(credit) => (
        <>
          <span>
            <b>{credit.content}</b>
            <small>
              {[credit.senderName, `${timeOf(credit.paidAt)} ${shortDay(t, credit.paidAt)}`]
                .filter((part) => part !== null)
                .join(' · ')}
            </small>
          </span>
          <span className="qt-reasons">
            {credit.reasons.map((reason) => (
              <i key={reason}>{t(`credit.reason.${reason}`)}</i>
            ))}
          </span>
          <b>{dong(credit.amount)}</b>
        </>
      )}
      pick={({ reasons: _, ...credit }) => props.pick(credit)}
      close={props.close}
    />
  );
}

/** The code as large as on the customer display, for a payer who scans it from this screen. */
export function BigCode({ qr, close }: { readonly qr: QrView; readonly close: () => void }) {
  const t = useText();
  useKeys({ Escape: close, Enter: close, 'Ctrl+Q': close }, { modal: true });
  return (
    <Dialog title={t('bigcode.title')} size="900" close={close}>
      <div className="qt-bigcode">
        <QrCode className="qt-bigcode-code" payload={qr.payload} label={t('qr.code')} />
        <div>
          <strong>{dong(qr.amount)}</strong>
          <b>{qr.holder}</b>
          <span>
            <Say k="qr.account" params={{ bank: qr.bank, last: qr.lastFour }} />
          </span>
          <span>
            <Say k="qr.match" params={{ code: qr.matchCode }} />
          </span>
          <SecondaryAction label={t('bigcode.close')} chord="Escape" autoFocus run={close} />
        </div>
      </div>
    </Dialog>
  );
}
