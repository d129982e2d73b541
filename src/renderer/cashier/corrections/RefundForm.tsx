import { type ReactNode, useState } from 'react';
import type { MethodRequest } from '../../../shared/rpc/contract.ts';
import { useMethod } from '../../ui/client.tsx';
import { windowIds } from '../../ui/ids.ts';
import { MoneyField } from '../../ui/MoneyField.tsx';
import { dong } from '../../ui/money.ts';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useHouse } from '../frame/Frame.tsx';
import { FormDialog } from './FormDialog.tsx';
import { Radios } from './Radios.tsx';

type Request = MethodRequest<'refund.request'>;
type Way = Request['way'];

interface RefundFormProps {
  readonly title: string;
  readonly note: ReactNode;
  readonly subject: Pick<Request, 'source' | 'id' | 'receipt'>;
  /** At most so much can be asked back, đồng. */
  readonly left: number;
  /** The way it came. */
  readonly way: Way;
  readonly payeeName: string;
  readonly head?: ReactNode;
  readonly done: () => void;
  readonly close: () => void;
}

/** Asks for money back: never more than there is, the way it came unless another is said; nothing is paid here. */
export function RefundForm(props: RefundFormProps) {
  const { title, note, subject, left, head, done, close } = props;
  const t = useText();
  const { gate } = useHouse();
  const hospital = gate.institution === 'hospital';
  const [refund] = useState(() => windowIds.next());
  const [digits, setDigits] = useState(String(left));
  const [way, setWay] = useState<Way>(props.way);
  const [name, setName] = useState(props.payeeName);
  const [identity, setIdentity] = useState('');
  const [text, setText] = useState('');
  const ask = useMethod('refund.request');
  const amount = Number(digits === '' ? 0 : digits);
  const missing = ((): string | null => {
    if (amount === 0) return t('refund.missing.amount');
    if (amount > left) return t('refund.too-much', { left: dong(left) });
    if (name.trim() === '') return t('refund.missing.name');
    if (hospital && identity.trim() === '') return t('refund.missing.identity');
    return text.trim() === '' ? t('refund.missing.text') : null;
  })();
  const run = async (): Promise<void> => {
    const answer = await ask.run({
      ...{ refund, ...subject, amount, way },
      ...{ payeeName: name.trim(), payeeIdentity: identity.trim() || null, text: text.trim() },
    });
    if (answer !== null) done();
  };
  const ways = ['cash', ...(props.way === 'card' ? (['card'] as const) : []), 'transfer'] as const;
  return (
    <FormDialog
      {...{ title, note, busy: ask.busy, failure: ask.failure, close }}
      sum={dong(left)}
      foot={
        missing ?? (
          <Say
            k={way === props.way ? 'refund.outcome' : 'refund.outcome.other'}
            params={{ amount: dong(amount), way: t(`refund.way.${way}`).toLocaleLowerCase('vi') }}
          />
        )
      }
      back={t('refund.keep')}
      act={t('refund.ask')}
      ready={missing === null}
      run={() => void run()}
    >
      {head}
      <div className="qt-fix-pair qt-field">
        <MoneyField
          label={t('refund.amount')}
          digits={digits}
          onDigits={setDigits}
          autoFocus
          error={amount > left ? t('refund.too-much', { left: dong(left) }) : null}
        />
        <Radios
          label={t('refund.way')}
          options={ways.map((value) => ({ value, label: t(`refund.way.${value}`) }))}
          value={way}
          choose={setWay}
        />
      </div>
      <div className="qt-fix-pair qt-field">
        <TextField label={t('refund.payee')} value={name} maxLength={200} change={setName} />
        <TextField
          label={t(hospital ? 'refund.identity' : 'refund.identity.optional')}
          value={identity}
          maxLength={40}
          change={setIdentity}
        />
      </div>
      <div className="qt-field">
        <TextField label={t('refund.text')} value={text} maxLength={200} change={setText} />
      </div>
    </FormDialog>
  );
}
