import { useState } from 'react';
import { type DisputeView, disputeKinds } from '../../../shared/rpc/disputes.ts';
import { useMethod } from '../../ui/client.tsx';
import { windowIds } from '../../ui/ids.ts';
import { MoneyField } from '../../ui/MoneyField.tsx';
import { dong } from '../../ui/money.ts';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { dateOf } from '../../ui/time.ts';
import { FormDialog } from '../corrections/FormDialog.tsx';
import { Radios } from '../corrections/Radios.tsx';
import { useHouse } from '../frame/Frame.tsx';
import type { ActDialogProps } from '../history/acts.ts';
import { readDay } from '../settings/day.ts';
import './disputes.css';

const dayMs = 86_400_000;
/** A payer is answered within so many days unless another day is said. */
const usualDays = 7;

interface DisputeDialogProps {
  /** The receipt it is about, where it is one. */
  readonly about: {
    readonly receipt: string;
    readonly number: string;
    readonly total: number;
    readonly name: string;
  } | null;
  readonly close: (opened: DisputeView | null) => void;
}

/** Takes a complaint down: who, about what, how much, the bank's reference, until when there will be an answer. */
export function DisputeDialog({ about, close }: DisputeDialogProps) {
  const t = useText();
  const { now } = useHouse();
  const [dispute] = useState(() => windowIds.next());
  const [kind, setKind] = useState<DisputeView['kind'] | null>(null);
  const [amount, setAmount] = useState(about === null ? '' : String(about.total));
  const [complainant, setComplainant] = useState(about?.name ?? '');
  const [contact, setContact] = useState('');
  const [reference, setReference] = useState('');
  const [text, setText] = useState('');
  const [until, setUntil] = useState(() => dateOf(now + usualDays * dayMs));
  const open = useMethod('dispute.open');
  const deadline = readDay(until);
  const missing = ((): string | null => {
    if (kind === null) return t('dispute.missing.kind');
    if (complainant.trim() === '') return t('dispute.missing.complainant');
    if (amount === '' || Number(amount) === 0) return t('dispute.missing.amount');
    if (text.trim() === '') return t('dispute.missing.text');
    return deadline === null ? t('dispute.missing.deadline') : null;
  })();
  const run = async (): Promise<void> => {
    if (kind === null || deadline === null) return;
    const opened = await open.run({
      ...{ dispute, kind, receipt: about?.receipt ?? null, amount: Number(amount), deadline },
      ...{ complainant: complainant.trim(), contact: contact.trim() || null, text: text.trim() },
      bankReference: reference.trim() || null,
    });
    if (opened !== null) close(opened);
  };
  return (
    <FormDialog
      title={t('dispute.new')}
      {...(about === null
        ? {}
        : { sum: dong(about.total), note: t('dispute.about', { number: about.number }) })}
      foot={missing ?? <Say k="dispute.outcome" params={{ day: until }} />}
      back={t('approval.cancel')}
      act={t('dispute.act')}
      ready={missing === null}
      busy={open.busy}
      failure={open.failure}
      run={() => void run()}
      close={() => close(null)}
    >
      <div className="qt-dispute-kinds">
        <Radios
          label={t('dispute.kind')}
          options={disputeKinds.map((value) => ({ value, label: t(`dispute.kind.${value}`) }))}
          columns={3}
          value={kind}
          autoFocus
          choose={setKind}
        />
      </div>
      <div className="qt-fix-pair qt-field">
        <TextField
          label={t('dispute.complainant')}
          value={complainant}
          maxLength={200}
          change={setComplainant}
        />
        <TextField label={t('dispute.contact')} value={contact} maxLength={100} change={setContact} />
      </div>
      <div className="qt-fix-three qt-field">
        <MoneyField label={t('dispute.amount')} digits={amount} onDigits={setAmount} />
        <TextField label={t('dispute.reference')} value={reference} maxLength={60} change={setReference} />
        <TextField label={t('dispute.deadline')} value={until} maxLength={10} change={setUntil} />
      </div>
      <div className="qt-field">
        <TextField label={t('dispute.text')} value={text} maxLength={200} change={setText} />
      </div>
    </FormDialog>
  );
}

/** The same about a receipt of the history. */
export function ReceiptDispute({ opened, close }: ActDialogProps) {
  const { receipt, number, series, total, payerName } = opened.receipt;
  return (
    <DisputeDialog
      about={{ receipt, number: `${series}/${number}`, total, name: payerName ?? '' }}
      close={close}
    />
  );
}
