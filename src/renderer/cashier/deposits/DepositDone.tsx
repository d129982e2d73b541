import { IconCheck } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { MethodResponse } from '../../../shared/rpc/contract.ts';
import { depositGroup } from '../../../shared/rpc/deposits.ts';
import { Amount } from '../../ui/Amount.tsx';
import { PrimaryAction } from '../../ui/actions.tsx';
import { useCounter } from '../../ui/client.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { dong } from '../../ui/money.ts';
import { useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { useHouse } from '../frame/Frame.tsx';
import './deposits.css';
import { printedNumber } from '../../../shared/text/index.ts';

type Taken = MethodResponse<'deposit.of'> & { readonly collection: string };

/** The collection of a deposit that is in front now. */
function useDepositInFront(): string | null {
  const { front } = useHouse().view;
  return front?.added.some(({ group }) => group === depositGroup) === true ? front.collection : null;
}

/**
 * Tells that a deposit was taken, whichever way it was paid: its slip comes instead of a receipt. A deposit that left
 * the front without a slip was parked or taken back, and nothing is said.
 */
export function DepositDone({ finished }: { readonly finished: string | null }) {
  const counter = useCounter();
  const inFront = useDepositInFront();
  const before = useRef(inFront);
  const told = useRef<string | null>(null);
  const [taken, setTaken] = useState<Taken | null>(null);
  useEffect(() => {
    const left = before.current === inFront ? null : before.current;
    before.current = inFront;
    const collection = finished ?? left;
    if (collection === null || told.current === collection) return;
    void counter.call('deposit.of', { collection }).then((answer) => {
      if (!answer.ok || answer.value.deposit === null || told.current === collection) return;
      told.current = collection;
      setTaken({ ...answer.value, collection });
    });
  }, [counter, inFront, finished]);
  if (taken === null || taken.deposit === null) return null;
  return <TakenDialog taken={taken} deposit={taken.deposit} close={() => setTaken(null)} />;
}

function TakenDialog(props: {
  readonly taken: Taken;
  readonly deposit: NonNullable<Taken['deposit']>;
  readonly close: () => void;
}) {
  const t = useText();
  const { taken, deposit, close } = props;
  useKeys({ Escape: close, Enter: close }, { modal: true, screen: 'deposit-taken' });
  return (
    <Dialog title={t('deposit.taken')} size="520" bare close={close}>
      <section className="qt-done-head" role="status">
        <i aria-hidden>
          <IconCheck size={28} stroke={2.2} />
        </i>
        <div>
          <b>{t('deposit.taken')}</b>
          <span>{t('deposit.slip', { series: deposit.series })}</span>
        </div>
        <div>
          <span>{t('done.number')}</span>
          <strong data-testid="deposit-number">{printedNumber({ number: deposit.number })}</strong>
        </div>
      </section>
      <div className="qt-deposit-taken">
        <Facts
          className="qt-sums"
          rows={[
            [t('deposit.amount'), dong(deposit.amount)],
            [t('done.given'), taken.given === 0 ? null : dong(taken.given)],
          ]}
        />
        {taken.given === 0 ? null : (
          <section className="qt-change">
            <div>
              <b>{t('done.change')}</b>
            </div>
            <Amount amount={taken.change} size="change" id="deposit-change" />
          </section>
        )}
        <PrimaryAction label={t('deposit.taken.next')} chord="Enter" run={close} />
      </div>
    </Dialog>
  );
}
