import { useState } from 'react';
import { useMethod } from '../../ui/client.tsx';
import { digitsOf } from '../../ui/digits.ts';
import { MoneyField } from '../../ui/MoneyField.tsx';
import { dong } from '../../ui/money.ts';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import type { Approval } from '../frame/ApprovalDialog.tsx';
import { approvers } from './Approver.tsx';
import { ReasonedForm, ReasonField, useReasoned } from './ReasonedForm.tsx';

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
  const reasoned = useReasoned(approvers.fee);
  const record = useMethod('fee.mealDays');
  const count = Number(days === '' ? 0 : days);
  const dayPrice = Number(price === '' ? 0 : price);
  const missing = ((): string | null => {
    if (count === 0) return t('meal.missing.days');
    if (count > mostDays) return t('meal.too-many');
    if (dayPrice === 0) return t('meal.missing.price');
    return period.trim() === '' ? t('meal.missing.period') : null;
  })();
  const send = async (text: string, approval: Approval): Promise<boolean> => {
    const answer = await record.run({
      ...{ payer, days: count, dayPrice, period: period.trim(), text, approval },
    });
    return answer !== null;
  };
  return (
    <ReasonedForm
      {...{ title: t('meal.title'), reasoned, missing, attempt: record, send, done, close }}
      sum={dong(count * dayPrice)}
      note={<Say k="meal.note" params={{ name, left: dong(left) }} />}
      outcome={<Say k="meal.outcome" params={{ amount: dong(count * dayPrice) }} />}
      act={t('meal.act')}
    >
      <div className="qt-fix-three qt-field">
        <TextField
          label={t('meal.days')}
          value={days}
          inputMode="numeric"
          maxLength={2}
          data-autofocus=""
          change={(text) => setDays(digitsOf(text))}
        />
        <MoneyField label={t('meal.price')} digits={price} onDigits={setPrice} />
        <TextField label={t('meal.period')} value={period} maxLength={60} change={setPeriod} />
      </div>
      <div className="qt-field">
        <ReasonField label={t('reduce.text')} reasoned={reasoned} />
      </div>
    </ReasonedForm>
  );
}
