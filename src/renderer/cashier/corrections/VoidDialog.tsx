import { useState } from 'react';
import { voidReasons } from '../../../shared/rpc/corrections.ts';
import { dong } from '../../ui/money.ts';
import { Say, useText } from '../../ui/text.tsx';
import { dateOf, timeOf } from '../../ui/time.ts';
import type { ActDialogProps } from '../history/acts.ts';
import { ApproverFields } from './Approver.tsx';
import { FormDialog } from './FormDialog.tsx';
import { PayeeFields } from './PayeeFields.tsx';
import { Radios } from './Radios.tsx';
import { useVoid } from './useVoid.ts';
import { Finished, Refused } from './VoidEnd.tsx';
import { AfterZ, FateRow, Restored, Sentence, WhyFields } from './VoidParts.tsx';
import { type Fates, freeOf, outcomeOf } from './voidState.ts';

/** Alt+H on a receipt: hủy biên lai; the void and every amount's fate are one act. */
export function VoidDialog({ opened, close }: ActDialogProps) {
  const t = useText();
  const { receipt } = opened;
  const voiding = useVoid(opened);
  const [fates, setFates] = useState<Fates>({});
  const { choices, why, say, approving } = voiding;
  const title = t('void.title', { number: receipt.number });
  if (voiding.refused !== null) return <Refused {...{ opened, title, close }} failure={voiding.refused} />;
  if (voiding.done !== null) return <Finished {...{ opened, close }} done={voiding.done} />;
  const open = (choices?.tenders ?? []).filter((one) => freeOf(one) > 0);
  const unsaid = open.filter((one) => fates[one.tender] === undefined).length;
  const stuck = open.some((one) => one.fates.length === 0);
  const own = stuck ? t('void.stuck') : unsaid > 0 ? t('void.missing.fates', { n: unsaid }) : null;
  const outcome = outcomeOf(choices, fates);
  const missing = voiding.missingWhy ?? own ?? voiding.missingPayee(outcome.asked) ?? voiding.missingPin;
  const said = open.flatMap(({ tender }) => {
    const fate = fates[tender];
    return fate === undefined ? [] : [{ tender, fate }];
  });
  return (
    <FormDialog
      {...{ title, busy: voiding.busy, failure: voiding.failure, close }}
      sum={dong(opened.paid)}
      note={
        <Say
          k="void.note"
          params={{
            name: receipt.payerName ?? t('paper.private'),
            time: `${timeOf(receipt.issuedAt)} ${dateOf(receipt.issuedAt)}`,
          }}
        />
      }
      foot={missing ?? <Sentence outcome={outcome} />}
      back={t('void.keep')}
      act={t('void.act')}
      ready={missing === null}
      run={() => void voiding.run({ fates: said, replacement: null }, outcome)}
    >
      <AfterZ choices={choices} />
      <Radios
        label={t('void.reason')}
        options={voidReasons.map((value) => ({ value, label: t(`void.reason.${value}`) }))}
        value={why.reason}
        columns={3}
        autoFocus
        choose={(reason) => say({ reason })}
      />
      <div className="qt-fix-pair qt-field">
        <WhyFields why={why} say={say} />
      </div>
      <section className="qt-fates" aria-label={t('void.fates')}>
        <header>
          <h3>{t('void.fates')}</h3>
          <span>{t('void.fates.all')}</span>
        </header>
        <ul>
          {(choices?.tenders ?? []).map((tender) => (
            <FateRow
              key={tender.tender}
              tender={tender}
              fate={fates[tender.tender] ?? null}
              choose={(fate) => setFates({ ...fates, [tender.tender]: fate })}
            />
          ))}
          <Restored choices={choices} />
        </ul>
      </section>
      <PayeeFields voiding={voiding} asked={outcome.asked} />
      <ApproverFields approving={approving} />
    </FormDialog>
  );
}
