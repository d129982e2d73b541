import { useState } from 'react';
import type { PayerView } from '../../../shared/rpc/contract.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { useMethod } from '../../ui/client.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { windowIds } from '../../ui/ids.ts';
import { MoneyField } from '../../ui/MoneyField.tsx';
import { dong, wordsUnlessZero } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Total } from '../../ui/Total.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { Side } from '../frame/Side.tsx';
import { AddressField, missingPayerField } from '../workplace/PayerFields.tsx';
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
  const [address, setAddress] = useState(payer.address ?? '');
  const begin = useMethod('deposit.begin');
  const amount = Number(digits === '' ? 0 : digits);
  const short = Math.max(0, stay.accrued - stay.left);
  const noShift = view.shift === null;
  const missing = ((): string | null => {
    if (noShift) return t('deposit.no-shift');
    if (amount === 0) return t('deposit.missing.amount');
    const field = missingPayerField(view.payerFields, { payerName: name, payerAddress: address });
    if (field === 'payerName') return t('deposit.missing.name');
    return field === null ? null : t('bill.address.write');
  })();
  const run = (): void => {
    if (missing !== null) return;
    const { payer: ref, visit } = payer;
    const said = { payerName: name.trim(), payerAddress: address.trim() };
    void begin.run({ collection, payer: ref, ...said, visit, amount }).then((answer) => {
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
        <TextField label={t('deposit.payer')} value={name} maxLength={200} change={setName} />
        <AddressField address={address} write={setAddress} />
      </section>
      <Side
        head={
          <Total label={t('deposit.take')} amount={amount} idle={amount === 0}>
            {wordsUnlessZero(amount)}
          </Total>
        }
        end={
          <>
            <Notice>
              <Say k="deposit.take.next" />
            </Notice>
            <FailureNotice failure={begin.failure} />
          </>
        }
        action={{ label: missing ?? t('deposit.begin'), off: missing !== null, busy: begin.busy, run }}
      >
        <Facts
          className="qt-sums"
          rows={[
            [t('deposit.left'), dong(stay.left)],
            [t('deposit.after'), dong(stay.left + amount)],
            [t('stay.accrued'), dong(stay.accrued)],
          ]}
        />
      </Side>
    </Frame>
  );
}
