import { TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { amountInWords } from '../../../shared/money/index.ts';
import { Amount } from '../../ui/Amount.tsx';
import { PrimaryAction } from '../../ui/actions.tsx';
import { useMethod } from '../../ui/client.tsx';
import { MoneyField } from '../../ui/MoneyField.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame } from '../frame/Frame.tsx';

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
        <TextInput
          ref={referenceField}
          label={t('fund.bank.reference')}
          value={reference}
          maxLength={40}
          autoComplete="off"
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        <TextInput
          ref={textField}
          label={t('fund.bank.text')}
          value={text}
          maxLength={200}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </section>
      <aside className="qt-side">
        <section className="qt-total">
          <div>
            <span>{t('fund.bank')}</span>
          </div>
          <Amount amount={amount} size="total" id="total" />
          <p>{amount === 0 ? '' : amountInWords(amount)}</p>
        </section>
        <div className="qt-work">
          <div className="qt-work-end">
            <FailureNotice failure={bank.failure} />
          </div>
        </div>
        <div className="qt-action">
          <PrimaryAction
            label={t(missing === null ? 'fund.bank.confirm' : `fund.bank.missing.${missing}`)}
            chord="Enter"
            off={missing !== null}
            busy={bank.busy}
            run={() => void confirm()}
          />
        </div>
      </aside>
    </Frame>
  );
}
