import { useState } from 'react';
import type { BillLineView } from '../../../shared/rpc/contract.ts';
import { useMethod } from '../../ui/client.tsx';
import { windowIds } from '../../ui/ids.ts';
import { MoneyField } from '../../ui/MoneyField.tsx';
import { dong } from '../../ui/money.ts';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import type { Approval } from '../frame/ApprovalDialog.tsx';
import { approvers } from './Approver.tsx';
import { Radios } from './Radios.tsx';
import { ReasonedForm, ReasonField, useReasoned } from './ReasonedForm.tsx';

const grounds = ['exempt', 'discount'] as const;

interface ReduceDialogProps {
  readonly line: BillLineView;
  readonly done: () => void;
  readonly close: () => void;
}

/** Miễn giảm of one line: with the number of its decision, or a discount; by a second person's PIN. */
export function ReduceDialog({ line, done, close }: ReduceDialogProps) {
  const t = useText();
  const [reduction] = useState(() => windowIds.next());
  const [digits, setDigits] = useState(String(line.owed));
  const [ground, setGround] = useState<(typeof grounds)[number]>('exempt');
  const [decision, setDecision] = useState('');
  const reasoned = useReasoned(approvers.fee);
  const reduce = useMethod('fee.reduce');
  const amount = Number(digits === '' ? 0 : digits);
  const tooMuch = amount > line.owed ? t('reduce.too-much', { left: dong(line.owed) }) : null;
  const missing = ((): string | null => {
    if (amount === 0) return t('refund.missing.amount');
    if (tooMuch !== null) return tooMuch;
    return ground === 'exempt' && decision.trim() === '' ? t('reduce.missing.decision') : null;
  })();
  const send = async (text: string, approval: Approval): Promise<boolean> => {
    const answer = await reduce.run({
      ...{ reduction, bill: line.bill, amount, ground, text, approval },
      decision: decision.trim() || null,
    });
    return answer !== null;
  };
  return (
    <ReasonedForm
      {...{ title: t('reduce.title'), reasoned, missing, attempt: reduce, send, done, close }}
      sum={dong(line.owed)}
      note={line.name}
      outcome={<Say k="reduce.outcome" params={{ amount: dong(amount), left: dong(line.owed - amount) }} />}
      act={t('reduce.act')}
    >
      <div className="qt-fix-pair qt-field">
        <MoneyField
          label={t('reduce.amount')}
          digits={digits}
          onDigits={setDigits}
          autoFocus
          error={tooMuch}
        />
        <Radios
          label={t('reduce.ground')}
          options={grounds.map((value) => ({ value, label: t(`reduce.ground.${value}`) }))}
          value={ground}
          choose={setGround}
        />
      </div>
      <div className="qt-fix-pair qt-field">
        <TextField
          label={t(ground === 'exempt' ? 'reduce.decision' : 'reduce.decision.optional')}
          value={decision}
          maxLength={80}
          change={setDecision}
        />
        <ReasonField label={t('reduce.text')} reasoned={reasoned} />
      </div>
    </ReasonedForm>
  );
}
