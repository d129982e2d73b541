import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMethod } from '../../ui/client.tsx';
import { digitsOf } from '../../ui/digits.ts';
import { MoneyField } from '../../ui/MoneyField.tsx';
import { dong } from '../../ui/money.ts';
import { Say, useText } from '../../ui/text.tsx';
import { ApproverFields, approvers, useApprover } from './Approver.tsx';
import { FormDialog } from './FormDialog.tsx';

const mostDays = 31;

interface MealDaysProps {
  readonly payer: string;
  readonly name: string;
  /** Still to be taken off, đồng. */
  readonly left: number;
  readonly done: () => void;
  readonly close: () => void;
}

/** Days not eaten of a pupil: they lower a later month and are never paid out. */
export function MealDaysDialog({ payer, name, left, done, close }: MealDaysProps) {
  const t = useText();
  const [days, setDays] = useState('');
  const [price, setPrice] = useState('');
  const [period, setPeriod] = useState('');
  const [text, setText] = useState('');
  const approving = useApprover(approvers.fee);
  const record = useMethod('fee.mealDays');
  const count = Number(days === '' ? 0 : days);
  const dayPrice = Number(price === '' ? 0 : price);
  const missing = ((): string | null => {
    if (count === 0) return t('meal.missing.days');
    if (count > mostDays) return t('meal.too-many');
    if (dayPrice === 0) return t('meal.missing.price');
    if (period.trim() === '') return t('meal.missing.period');
    if (text.trim() === '') return t('void.missing.text');
    return approving.given === null ? t('void.missing.pin') : null;
  })();
  const run = async (): Promise<void> => {
    if (approving.given === null) return;
    const answer = await record.run({
      ...{ payer, days: count, dayPrice, period: period.trim(), text: text.trim() },
      approval: approving.given,
    });
    approving.type('');
    if (answer !== null) done();
  };
  return (
    <FormDialog
      {...{ title: t('meal.title'), busy: record.busy, failure: record.failure, close }}
      sum={dong(count * dayPrice)}
      note={<Say k="meal.note" params={{ name, left: dong(left) }} />}
      foot={missing ?? <Say k="meal.outcome" params={{ amount: dong(count * dayPrice) }} />}
      back={t('approval.cancel')}
      act={t('meal.act')}
      ready={missing === null}
      run={() => void run()}
    >
      <div className="qt-fix-three qt-field">
        <TextInput
          label={t('meal.days')}
          value={days}
          inputMode="numeric"
          maxLength={2}
          data-autofocus=""
          onChange={(event) => setDays(digitsOf(event.currentTarget.value))}
        />
        <MoneyField label={t('meal.price')} digits={price} onDigits={setPrice} />
        <TextInput
          label={t('meal.period')}
          value={period}
          maxLength={60}
          onChange={(event) => setPeriod(event.currentTarget.value)}
        />
      </div>
      <div className="qt-field">
        <TextInput
          label={t('reduce.text')}
          value={text}
          maxLength={200}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <ApproverFields approving={approving} />
    </FormDialog>
  );
}
