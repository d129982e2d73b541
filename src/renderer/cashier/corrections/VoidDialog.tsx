import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { VoidChoices } from '../../../shared/rpc/corrections.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import { useCounter, useMethod } from '../../ui/client.tsx';
import { dong } from '../../ui/money.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { dateOf, timeOf } from '../../ui/time.ts';
import { useHouse } from '../frame/Frame.tsx';
import type { ActDialogProps } from '../history/acts.ts';
import { methodText } from '../history/Detail.tsx';
import { ApproverFields, approvers, useApprover } from './Approver.tsx';
import { FormDialog } from './FormDialog.tsx';
import { Radios } from './Radios.tsx';
import { DoneFacts, FateRow, Sentence, type Voided } from './VoidParts.tsx';
import { type Fates, freeOf, outcomeOf } from './voidState.ts';

const reasons = [
  'wrong-payer',
  'wrong-amount',
  'wrong-method',
  'not-provided',
  'printed-wrong',
  'other',
] as const;
type Reason = (typeof reasons)[number];

/** Hủy biên lai, alone or replaced by one with other names; the void and every amount's fate are one act. */
function VoidOrReplace({ opened, close, replacing }: ActDialogProps & { readonly replacing: boolean }) {
  const t = useText();
  const counter = useCounter();
  const house = useHouse();
  const { receipt } = opened;
  const [choices, setChoices] = useState<VoidChoices | null>(null);
  const [refused, setRefused] = useState<Failure | null>(null);
  const [reason, setReason] = useState<Reason | null>(null);
  const [text, setText] = useState('');
  const [recalled, setRecalled] = useState<'yes' | 'no' | null>(null);
  const [fates, setFates] = useState<Fates>({});
  const [name, setName] = useState(receipt.payerName ?? '');
  const [address, setAddress] = useState('');
  const [done, setDone] = useState<Voided | null>(null);
  const approving = useApprover(approvers.money);
  const make = useMethod('void.make');
  useEffect(() => {
    void counter.call('void.choices', { receipt: receipt.receipt }).then((answer) => {
      if (!answer.ok) setRefused(answer.reason);
      else if (answer.value.refused !== null) setRefused({ code: answer.value.refused, moneyMoved: 'no' });
      else setChoices(answer.value);
    });
  }, [counter, receipt.receipt]);

  const open = (choices?.tenders ?? []).filter((one) => freeOf(one) > 0);
  const unsaid = replacing ? 0 : open.filter((one) => fates[one.tender] === undefined).length;
  const stuck = !replacing && open.some((one) => one.fates.length === 0);
  const missing = ((): string | null => {
    if (choices === null) return t('void.loading');
    if (reason === null) return t('void.missing.reason');
    if (text.trim() === '') return t('void.missing.text');
    if (recalled === null) return t('void.missing.copy');
    if (replacing && name.trim() === '') return t('void.missing.name');
    if (stuck) return t('void.stuck');
    if (unsaid > 0) return t('void.missing.fates', { n: unsaid });
    return approving.given === null ? t('void.missing.pin') : null;
  })();
  const outcome = outcomeOf(choices, fates);

  const run = async (): Promise<void> => {
    if (choices === null || reason === null || approving.given === null) return;
    const answer = await make.run({
      receipt: receipt.receipt,
      reason,
      text: text.trim(),
      copyRecalled: recalled === 'yes',
      fates: replacing
        ? []
        : open.flatMap(({ tender }) => {
            const fate = fates[tender];
            return fate === undefined ? [] : [{ tender, fate }];
          }),
      replacement: replacing
        ? { payerName: name.trim(), payerAddress: address.trim() || null, lines: null, payer: null }
        : null,
      approval: approving.given,
    });
    approving.type('');
    if (answer === null) return;
    const found = answer.replacedBy === null ? null : await numberOf(answer.replacedBy);
    setDone({ outcome, replacedBy: found });
  };
  const numberOf = async (id: string): Promise<string | null> => {
    const answer = await counter.call('history.open', { receipt: id });
    return answer.ok ? answer.value.receipt.number : null;
  };

  const title = t(replacing ? 'replace.title' : 'void.title', { number: receipt.number });
  if (refused !== null) {
    return (
      <FormDialog
        {...{ title, back: '', act: null, ready: true, busy: false, failure: refused, close }}
        sum={dong(opened.paid)}
        foot={t('void.refused')}
        run={close}
      >
        {null}
      </FormDialog>
    );
  }
  if (done !== null) {
    const owed = done.outcome.asked > 0;
    return (
      <FormDialog
        {...{ title: t('void.done.title', { number: receipt.number }), failure: null, busy: false, close }}
        sum={dong(opened.paid)}
        foot={owed ? t('void.done.next') : ''}
        back={t('fix.close')}
        act={owed ? t('void.done.refunds') : null}
        ready
        run={() => house.go('refunds')}
      >
        <Notice tone="green" role="status">
          <Say k="void.done" params={{ number: receipt.number }} />
        </Notice>
        <DoneFacts done={done} />
      </FormDialog>
    );
  }
  return (
    <FormDialog
      {...{ title, busy: make.busy, failure: make.failure, close }}
      sum={dong(opened.paid)}
      note={
        <Say
          k={replacing ? 'replace.note' : 'void.note'}
          params={{
            name: receipt.payerName ?? t('paper.private'),
            time: `${timeOf(receipt.issuedAt)} ${dateOf(receipt.issuedAt)}`,
          }}
        />
      }
      foot={missing ?? <Sentence outcome={outcome} replacing={replacing} />}
      back={t('void.keep')}
      act={t(replacing ? 'replace.act' : 'void.act')}
      ready={missing === null}
      run={() => void run()}
    >
      {choices?.afterZ === true ? (
        <Notice tone="amber">
          <Say k="void.after-z" />
        </Notice>
      ) : null}
      <Radios
        label={t('void.reason')}
        options={reasons.map((value) => ({ value, label: t(`void.reason.${value}`) }))}
        value={reason}
        columns={3}
        autoFocus
        choose={setReason}
      />
      <div className="qt-fix-pair qt-field">
        <TextInput
          label={t('void.text')}
          value={text}
          maxLength={200}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Radios
          label={t('void.copy')}
          options={[
            { value: 'yes', label: t('void.copy.yes') },
            { value: 'no', label: t('void.copy.no') },
          ]}
          value={recalled}
          choose={setRecalled}
        />
      </div>
      {replacing ? (
        <div className="qt-fix-pair qt-field">
          <TextInput
            label={t('replace.name')}
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={t('replace.address')}
            value={address}
            maxLength={300}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
        </div>
      ) : null}
      <section className="qt-fates" aria-label={t('void.fates')}>
        <header>
          <h3>{t('void.fates')}</h3>
          {replacing ? null : <span>{t('void.fates.all')}</span>}
        </header>
        <ul>
          {(choices?.tenders ?? []).map((tender) => (
            <FateRow
              key={tender.tender}
              tender={tender}
              replacing={replacing}
              fate={fates[tender.tender] ?? null}
              choose={(fate) => setFates({ ...fates, [tender.tender]: fate })}
            />
          ))}
          {(choices?.restored ?? []).map(({ source, id, amount }) => (
            <li key={id}>
              <span>
                <b>{dong(amount)}</b>
                <small>{methodText(t, source)}</small>
              </span>
              <p>{t(`void.fate.restored.${source}`)}</p>
            </li>
          ))}
        </ul>
      </section>
      <ApproverFields approving={approving} />
    </FormDialog>
  );
}

/** Alt+H on a receipt. */
export function VoidDialog(props: ActDialogProps) {
  return <VoidOrReplace {...props} replacing={false} />;
}

/** Alt+R on a receipt. */
export function ReplaceDialog(props: ActDialogProps) {
  return <VoidOrReplace {...props} replacing />;
}
