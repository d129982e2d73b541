import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { amountInWords } from '../../../shared/money/index.ts';
import type { PayerView } from '../../../shared/rpc/contract.ts';
import { Amount } from '../../ui/Amount.tsx';
import { PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { useMethod } from '../../ui/client.tsx';
import { windowIds } from '../../ui/ids.ts';
import { MoneyField } from '../../ui/MoneyField.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { StayHead } from './StayHead.tsx';
import type { Stay } from './StayPlace.tsx';

interface TakeDepositProps {
  readonly payer: PayerView;
  readonly stay: Stay;
  /** Its collection is in front now: the workplace asks for the money. */
  readonly begun: () => void;
  readonly back: () => void;
}

/** How much, and who brings it; the money is then taken like any other, in every way the counter takes. */
export function TakeDeposit({ payer, stay, begun, back }: TakeDepositProps) {
  const t = useText();
  const { view } = useHouse();
  const [collection] = useState(() => windowIds.next());
  const [digits, setDigits] = useState('');
  const [name, setName] = useState(payer.payerName ?? payer.name);
  const begin = useMethod('deposit.begin');
  const amount = Number(digits === '' ? 0 : digits);
  const short = Math.max(0, stay.accrued - stay.left);
  const noShift = view.shift === null;
  const missing = ((): string | null => {
    if (noShift) return t('deposit.no-shift');
    if (amount === 0) return t('deposit.missing.amount');
    return name.trim() === '' ? t('deposit.missing.name') : null;
  })();
  const run = (): void => {
    if (missing !== null) return;
    const { payer: ref, visit } = payer;
    void begin.run({ collection, payer: ref, payerName: name.trim(), visit, amount }).then((answer) => {
      if (answer !== null) begun();
    });
  };
  const exact = short === 0 ? undefined : () => setDigits(String(short));
  useKeys({ Enter: run, 'Ctrl+5': exact }, { screen: 'deposit-take' });
  return (
    <Frame keys={[{ chord: 'Escape', label: t('bar.back'), run: back }]}>
      <section className="qt-wide qt-form qt-field qt-fade">
        <StayHead title={t('deposit.take')} payer={payer} />
        <div className="qt-form-money">
          <MoneyField
            label={t('deposit.amount')}
            size="large"
            digits={digits}
            onDigits={setDigits}
            autoFocus
          />
        </div>
        {exact === undefined ? null : (
          <div className="qt-form-money">
            <SecondaryAction label={t('deposit.exact', { short: dong(short) })} chord="Ctrl+5" run={exact} />
          </div>
        )}
        <TextInput
          label={t('deposit.payer')}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </section>
      <aside className="qt-side">
        <section className="qt-total" data-idle={amount === 0 ? '' : undefined}>
          <div>
            <span>{t('deposit.take')}</span>
          </div>
          <Amount amount={amount} size="total" id="total" />
          <p>{amount === 0 ? '' : amountInWords(amount)}</p>
        </section>
        <div className="qt-work">
          <dl className="qt-sums">
            <div>
              <dt>{t('deposit.left')}</dt>
              <dd>{dong(stay.left)}</dd>
            </div>
            <div>
              <dt>{t('deposit.after')}</dt>
              <dd>{dong(stay.left + amount)}</dd>
            </div>
            <div>
              <dt>{t('stay.accrued')}</dt>
              <dd>{dong(stay.accrued)}</dd>
            </div>
          </dl>
          <div className="qt-work-end">
            <Notice>
              <Say k="deposit.take.next" />
            </Notice>
            <FailureNotice failure={begin.failure} />
          </div>
        </div>
        <div className="qt-action">
          <PrimaryAction
            label={missing ?? t('deposit.begin')}
            chord="Enter"
            off={missing !== null}
            busy={begin.busy}
            run={run}
          />
        </div>
      </aside>
    </Frame>
  );
}
