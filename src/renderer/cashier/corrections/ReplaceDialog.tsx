import { useState } from 'react';
import type { PayerRow } from '../../../shared/rpc/contract.ts';
import { voidReasons } from '../../../shared/rpc/corrections.ts';
import { dong } from '../../ui/money.ts';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { dateOf, timeOf } from '../../ui/time.ts';
import type { ActDialogProps } from '../history/acts.ts';
import { ApproverFields } from './Approver.tsx';
import { FormDialog } from './FormDialog.tsx';
import { PayeeFields } from './PayeeFields.tsx';
import { Radios } from './Radios.tsx';
import { LeftRows, NewLines, PersonField, useNewLines } from './ReplaceParts.tsx';
import { leftOf, linesFault, moneyOf, newTotal, type ReplaceWhat, replaceWhats } from './replaceState.ts';
import { useVoid, type VoidReason } from './useVoid.ts';
import { Finished, Refused } from './VoidEnd.tsx';
import { AfterZ, Restored, WhyFields } from './VoidParts.tsx';
import { type Fates, outcomeOf } from './voidState.ts';

/**
 * Alt+R on a receipt: the old number says "Đã hủy", a new receipt takes its money: under other names, with other sums of the
 * same person, or for another person. What the new one does not take is asked back or kept, said for each amount.
 */
export function ReplaceDialog({ opened, close }: ActDialogProps) {
  const t = useText();
  const { receipt } = opened;
  const voiding = useVoid(opened);
  const { choices, why, say, approving } = voiding;
  const [what, setWhat] = useState<ReplaceWhat>('names');
  const [name, setName] = useState(receipt.payerName ?? '');
  const [address, setAddress] = useState('');
  const [person, setPerson] = useState<PayerRow | null>(null);
  const [fates, setFates] = useState<Fates>({});
  const whose = what === 'person' ? (person?.payer ?? null) : (choices?.payer ?? null);
  const { lines, put } = useNewLines(what === 'names' ? null : whose, choices, what);
  const title = t('replace.title', { number: receipt.number });
  if (voiding.refused !== null) return <Refused {...{ opened, title, close }} failure={voiding.refused} />;
  if (voiding.done !== null) return <Finished {...{ opened, close }} done={voiding.done} />;

  const total = what === 'names' ? 0 : newTotal(lines);
  const left = lines.length === 0 || choices === null ? [] : leftOf(choices, total);
  const fault = what === 'names' || choices === null ? null : linesFault(choices, lines, fates);
  const own = ((): string | null => {
    if (name.trim() === '') return t('void.missing.name');
    if (what === 'person' && person === null) return t('replace.missing.person');
    if (fault === 'money')
      return t('replace.fault.money', { amount: dong(choices === null ? 0 : moneyOf(choices)) });
    return fault === null ? null : t(`replace.fault.${fault}`);
  })();
  const said = left.flatMap(({ tender }) => {
    const fate = fates[tender];
    return fate === undefined ? [] : [{ tender, fate }];
  });
  const sum = (wanted: 'refund' | 'balance'): number =>
    left.reduce((all, one) => all + (fates[one.tender] === wanted ? one.left : 0), 0);
  const outcome = { ...outcomeOf(choices, {}), asked: sum('refund'), kept: sum('balance') };
  const missing = voiding.missingWhy ?? own ?? voiding.missingPayee(outcome.asked) ?? voiding.missingPin;
  const run = (): void => {
    const chosen = lines.flatMap(({ bill, digits }) =>
      Number(digits || 0) === 0 ? [] : [{ bill, amount: Number(digits) }],
    );
    const replacement = {
      ...{ payerName: name.trim(), payerAddress: address.trim() || null },
      ...(what === 'names' ? { lines: null, payer: null } : { lines: chosen, payer: whose }),
    };
    void voiding.run({ fates: said, replacement }, outcome);
  };
  return (
    <FormDialog
      {...{ title, busy: voiding.busy, failure: voiding.failure, close, run }}
      sum={dong(opened.paid)}
      note={
        <Say
          k={`replace.note.${what}`}
          params={{
            name: receipt.payerName ?? t('paper.private'),
            time: `${timeOf(receipt.issuedAt)} ${dateOf(receipt.issuedAt)}`,
          }}
        />
      }
      foot={
        missing ?? (
          <Say
            k={what === 'names' ? 'void.outcome.moved' : 'replace.outcome'}
            params={{
              amount: dong(what === 'names' ? outcome.moved : total),
              asked: dong(outcome.asked),
              kept: dong(outcome.kept),
            }}
          />
        )
      }
      back={t('void.keep')}
      act={t('replace.act')}
      ready={missing === null}
    >
      <AfterZ choices={choices} />
      <Radios
        label={t('replace.what')}
        options={replaceWhats.map((value) => ({ value, label: t(`replace.what.${value}`) }))}
        value={what}
        autoFocus
        choose={(next) => {
          setWhat(next);
          setFates({});
        }}
      />
      <div className="qt-fix-three qt-field">
        <label className="qt-fix-select">
          {t('void.reason')}
          <select
            className="qt-select"
            value={why.reason ?? ''}
            onChange={(event) => say({ reason: (event.currentTarget.value || null) as VoidReason | null })}
          >
            <option value="">{t('void.missing.reason')}</option>
            {voidReasons.map((one) => (
              <option key={one} value={one}>
                {t(`void.reason.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <WhyFields why={why} say={say} />
      </div>
      {what === 'person' ? (
        <PersonField chosen={person} choose={setPerson}>
          <TextField label={t('replace.name')} value={name} maxLength={200} change={setName} />
        </PersonField>
      ) : null}
      {what === 'names' ? (
        <div className="qt-fix-pair qt-field">
          <TextField label={t('replace.name')} value={name} maxLength={200} change={setName} />
          <TextField label={t('replace.address')} value={address} maxLength={300} change={setAddress} />
        </div>
      ) : null}
      {what === 'names' ? null : <NewLines lines={lines} put={put} />}
      {left.length === 0 && (choices?.restored.length ?? 0) === 0 ? null : (
        <section className="qt-fates" aria-label={t('replace.left')}>
          <header>
            <h3>{t(left.length === 0 ? 'void.fates' : 'replace.left')}</h3>
          </header>
          <ul>
            <LeftRows {...{ choices, left, fates }} choose={setFates} />
            <Restored choices={choices} />
          </ul>
        </section>
      )}
      <PayeeFields voiding={voiding} asked={outcome.asked} />
      <ApproverFields approving={approving} />
    </FormDialog>
  );
}
