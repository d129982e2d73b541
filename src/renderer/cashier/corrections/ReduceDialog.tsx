import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { BillLineView } from '../../../shared/rpc/contract.ts';
import { useMethod } from '../../ui/client.tsx';
import { windowIds } from '../../ui/ids.ts';
import { MoneyField } from '../../ui/MoneyField.tsx';
import { dong } from '../../ui/money.ts';
import { Say, useText } from '../../ui/text.tsx';
import { ApproverFields, approvers, useApprover } from './Approver.tsx';
import { FormDialog } from './FormDialog.tsx';
import { Radios } from './Radios.tsx';

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
  const [text, setText] = useState('');
  const approving = useApprover(approvers.fee);
  const reduce = useMethod('fee.reduce');
  const amount = Number(digits === '' ? 0 : digits);
  const tooMuch = amount > line.owed ? t('refund.too-much', { left: dong(line.owed) }) : null;
  const missing = ((): string | null => {
    if (amount === 0) return t('refund.missing.amount');
    if (tooMuch !== null) return tooMuch;
    if (ground === 'exempt' && decision.trim() === '') return t('reduce.missing.decision');
    if (text.trim() === '') return t('void.missing.text');
    return approving.given === null ? t('void.missing.pin') : null;
  })();
  const run = async (): Promise<void> => {
    if (approving.given === null) return;
    const answer = await reduce.run({
      ...{ reduction, bill: line.bill, amount, ground, text: text.trim() },
      decision: decision.trim() || null,
      approval: approving.given,
    });
    approving.type('');
    if (answer !== null) done();
  };
  return (
    <FormDialog
      {...{ title: t('reduce.title'), busy: reduce.busy, failure: reduce.failure, close }}
      sum={dong(line.owed)}
      note={line.name}
      foot={
        missing ?? (
          <Say k="reduce.outcome" params={{ amount: dong(amount), left: dong(line.owed - amount) }} />
        )
      }
      back={t('approval.cancel')}
      act={t('reduce.act')}
      ready={missing === null}
      run={() => void run()}
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
        <TextInput
          label={t(ground === 'exempt' ? 'reduce.decision' : 'reduce.decision.optional')}
          value={decision}
          maxLength={80}
          onChange={(event) => setDecision(event.currentTarget.value)}
        />
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
