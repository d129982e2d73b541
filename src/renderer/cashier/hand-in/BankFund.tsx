import { useRef, useState } from 'react';
import { useMethod } from '../../ui/client.tsx';
import { MoneyField } from '../../ui/MoneyField.tsx';
import { dong, wordsUnlessZero } from '../../ui/money.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Total } from '../../ui/Total.tsx';
import { useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame } from '../frame/Frame.tsx';
import { Side } from '../frame/Side.tsx';

/** Giấy nộp tiền: cash of the fund brought to the bank or treasury, with the reference of its slip. */
export function BankFund(props: {
  readonly balance: number;
  /** What was written, in words; null when it was left. */
  readonly close: (said: string | null) => void;
}) {
  const { balance, close } = props;
  const t = useText();
  const bank = useMethod('fund.bank');
  const [digits, setDigits] = useState('');
  const [reference, setReference] = useState('');
  const [text, setText] = useState(t('fund.bank.usual'));
  const referenceField = useRef<HTMLInputElement>(null);
  const textField = useRef<HTMLInputElement>(null);
  const amount = Number(digits === '' ? 0 : digits);
  const missing =
    amount === 0 ? 'amount' : reference.trim() === '' ? 'reference' : text.trim() === '' ? 'text' : null;
  const confirm = async (): Promise<void> => {
    if (missing === 'reference') referenceField.current?.focus();
    if (missing === 'text') textField.current?.focus();
    if (missing !== null) return;
    const done = await bank.run({ amount, reference: reference.trim(), text: text.trim() });
    if (done !== null) close(t('fund.bank.done', { amount: dong(amount), left: dong(done.balance) }));
  };
  useKeys({ Enter: () => void confirm() });
  return (
    <Frame keys={[{ chord: 'Escape', label: t('bar.back'), run: () => close(null) }]}>
      <section className="qt-wide qt-form qt-field qt-fade">
        <h1>{t('fund.bank')}</h1>
        <p>{t('fund.bank.note', { balance: dong(balance) })}</p>
        <div className="qt-form-money">
          <MoneyField label={t('move.amount')} size="large" digits={digits} onDigits={setDigits} autoFocus />
        </div>
        <TextField
          ref={referenceField}
          label={t('fund.bank.reference')}
          value={reference}
          maxLength={40}
          autoComplete="off"
          change={setReference}
        />
        <TextField
          ref={textField}
          label={t('fund.bank.text')}
          value={text}
          maxLength={200}
          change={setText}
        />
      </section>
      <Side
        head={
          <Total label={t('fund.bank')} amount={amount} idle={amount === 0}>
            {wordsUnlessZero(amount)}
          </Total>
        }
        end={<FailureNotice failure={bank.failure} />}
        action={{
          label: t(missing === null ? 'fund.bank.confirm' : `fund.bank.missing.${missing}`),
          off: missing !== null,
          busy: bank.busy,
          run: () => void confirm(),
        }}
      />
    </Frame>
  );
}
