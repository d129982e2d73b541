import { useEffect, useState } from 'react';
import type { MethodResponse, PayerView } from '../../../shared/rpc/contract.ts';
import type { DepositView } from '../../../shared/rpc/deposits.ts';
import { useCounter } from '../../ui/client.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { RefundForm } from '../corrections/RefundForm.tsx';
import { Frame, useHouse } from '../frame/Frame.tsx';
import type { WorkplaceStore } from '../workplace/useWorkplace.ts';
import { Deposits } from './Deposits.tsx';
import { ElsewhereDialog } from './ElsewhereDialog.tsx';
import { SettleStay } from './SettleStay.tsx';
import { TakeDeposit } from './TakeDeposit.tsx';
import './deposits.css';
import { printedNumber } from '../../../shared/text/index.ts';

export type Stay = MethodResponse<'deposit.list'>;

type Step =
  | { readonly at: 'list' | 'take' | 'settle' | 'elsewhere' }
  | { readonly at: 'refund'; readonly deposit: DepositView };

/** Tạm ứng and thanh toán ra viện of the payer who is open in the workplace. */
export function StayPlace({ store }: { readonly store: WorkplaceStore }) {
  const t = useText();
  const counter = useCounter();
  const { go, refundsOf, view } = useHouse();
  const [payer, setPayer] = useState<PayerView | null>(() => {
    const state = store.get();
    return state.at === 'bill' ? state.payer : null;
  });
  const [stay, setStay] = useState<Stay | null>(null);
  const [step, setStep] = useState<Step>({ at: 'list' });
  const ref = payer?.payer ?? null;
  const visit = payer?.visit ?? null;
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: something was written, the stay may be another
  useEffect(() => {
    if (ref === null) return;
    void counter.call('deposit.list', { payer: ref, visit }).then((answer) => {
      if (answer.ok) setStay(answer.value);
    });
    void counter.call('payer.open', { payer: ref }).then((answer) => {
      if (answer.ok) setPayer(answer.value);
    });
  }, [counter, ref, visit, view.now, turn]);

  /** Back to the payer's bill as it is now, or to whatever the counter has in front. */
  const home = (bill: boolean) => (): void => {
    store.send({ is: 'to-find' });
    if (bill && payer !== null) store.send({ is: 'opened', payer });
    go('workplace');
  };
  if (payer === null || stay === null) {
    return (
      <Frame keys={[{ chord: 'Escape', label: t('bar.back'), run: () => go('workplace') }]}>
        <section className="qt-wide" role="status">
          <p className="qt-quiet">{t(payer === null ? 'stay.nobody' : 'void.loading')}</p>
        </section>
      </Frame>
    );
  }
  const parts = { payer, stay };
  const toList = (): void => {
    setStep({ at: 'list' });
    setTurn(turn + 1);
  };
  switch (step.at) {
    case 'take':
      return <TakeDeposit {...parts} begun={home(false)} back={toList} />;
    case 'settle':
      return (
        <SettleStay
          {...parts}
          changed={() => setTurn(turn + 1)}
          rest={home(false)}
          refunds={() => refundsOf({ ref: payer.payer, name: payer.name })}
          home={home(false)}
          back={toList}
        />
      );
    case 'list':
    case 'refund':
    case 'elsewhere':
      return (
        <>
          <Deposits
            {...parts}
            take={() => setStep({ at: 'take' })}
            settle={() => setStep({ at: 'settle' })}
            giveBack={(deposit) => setStep({ at: 'refund', deposit })}
            refunds={() => refundsOf({ ref: payer.payer, name: payer.name })}
            elsewhere={() => setStep({ at: 'elsewhere' })}
            back={home(true)}
          />
          {step.at === 'elsewhere' ? (
            <ElsewhereDialog
              payer={payer.payer}
              name={payer.name}
              visit={visit}
              done={toList}
              close={() => setStep({ at: 'list' })}
            />
          ) : null}
          {step.at === 'refund' ? (
            <RefundForm
              title={t('refund.title.deposit', {
                number: printedNumber({ number: step.deposit.number }),
              })}
              note={<Say k="refund.note.deposit" params={{ name: payer.name }} />}
              subject={{ source: 'deposit', id: step.deposit.deposit, receipt: null }}
              left={step.deposit.left}
              way={step.deposit.way}
              payeeName={step.deposit.payerName ?? payer.name}
              done={() => refundsOf({ ref: payer.payer, name: payer.name })}
              close={() => setStep({ at: 'list' })}
            />
          ) : null}
        </>
      );
  }
}
