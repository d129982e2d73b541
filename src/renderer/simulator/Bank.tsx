import { useState } from 'react';
import { digitsOf } from '../ui/digits.ts';
import { dong } from '../ui/money.ts';
import { useText } from '../ui/text.tsx';
import { timeOf } from '../ui/time.ts';
import { Choice, Device, Field, useLooks } from './parts.tsx';
import { order, type Peer } from './peers.ts';
import { anything, type Credit, creditsAnswer } from './states.ts';

const newest = 5;
const feeds = ['up', 'silent', 'down'] as const;

/** What a payer's app would send; one account is what the last credit went to. */
interface Transfer {
  readonly bin: string;
  readonly number: string;
  readonly amount: string;
  readonly content: string;
}

const nothing: Transfer = { bin: '', number: '', amount: '', content: '' };

/** The bank: transfers that come, once or again, and whether it tells of them. */
export function Bank({ peer }: { readonly peer: Peer }) {
  const t = useText();
  const { state, look } = useLooks(peer, '/credits', creditsAnswer);
  const [typed, setTyped] = useState<Partial<Transfer>>({});
  const [wrong, setWrong] = useState(false);
  const last: Credit | undefined = state?.credits.at(-1);
  const known = last === undefined ? nothing : { ...nothing, bin: last.bin, number: last.number };
  const transfer: Transfer = { ...known, ...typed };
  const change = (part: keyof Transfer) => (value: string) => setTyped({ ...typed, [part]: value });
  const send = (path: string, body: object): void => {
    void order(peer, { method: 'POST', path, body }, anything).then((answer) => {
      setWrong(answer === null);
      void look();
    });
  };
  const pay = (): void =>
    send('/credit', {
      ...transfer,
      amount: Number(digitsOf(transfer.amount)),
      senderName: 'NGUOI TRA MO PHONG',
    });
  return (
    <Device title={t('panel.bank')} on={state === null ? null : state.script.feed !== 'down'}>
      <Choice
        label={t('panel.feed')}
        options={feeds.map((one) => ({
          label: t(`panel.feed.${one}`),
          on: state?.script.feed === one,
          run: () => send('/script', { feed: one }),
        }))}
      />
      <div className="sim-form">
        <Field label={t('panel.bank.amount')} value={transfer.amount} change={change('amount')} digits />
        <Field label={t('panel.bank.content')} value={transfer.content} change={change('content')} />
        <Field label={t('panel.bank.bin')} value={transfer.bin} change={change('bin')} digits />
        <Field label={t('panel.bank.number')} value={transfer.number} change={change('number')} />
      </div>
      <Choice
        label={t('panel.bank.transfer')}
        options={[
          { label: t('panel.bank.pay'), on: false, run: pay },
          {
            label: t('panel.bank.again'),
            on: false,
            run: () => {
              if (last !== undefined) send('/repeat', { reference: last.reference });
            },
          },
        ]}
      />
      {wrong ? (
        <p className="sim-wrong" role="alert">
          {t('panel.bank.wrong')}
        </p>
      ) : null}
      <ul className="sim-list">
        {(state?.credits.slice(-newest).toReversed() ?? []).map((one) => (
          <li key={one.reference}>
            <span>{timeOf(one.paidAt)}</span>
            <span>{one.content}</span>
            <b>{dong(one.amount)}</b>
          </li>
        ))}
      </ul>
    </Device>
  );
}
