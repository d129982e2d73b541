import { useState } from 'react';
import { SecondaryAction } from '../../ui/actions.tsx';
import { useMethod } from '../../ui/client.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { useHouse } from '../frame/Frame.tsx';
import { longDayText } from './days.ts';
import { InvoicePick } from './InvoicePick.tsx';
import { type Marks, noMarks } from './invoiceMarks.ts';
import { useAnswer } from './useAnswer.ts';

/** What the day's set would hold, and the act that says that it was handed over. */
export function InvoicePart({ day }: { readonly day: string }) {
  const t = useText();
  const { person } = useHouse();
  const [times, setTimes] = useState(0);
  const [marks, setMarks] = useState<Marks>(noMarks);
  const [picking, setPicking] = useState(false);
  const picked = { singles: [...marks.singles], leaveOut: [...marks.leaveOut] };
  const [said, setSaid] = useState<string | null>(null);
  const exporting = useMethod('invoice.export');
  const may = person.roles.some((role) => role === 'accountant' || role === 'chief-accountant');
  const preview = useAnswer('invoice.preview', may ? { day, ...picked } : null, times);
  const set = preview.value;
  const left = set === null ? 0 : set.single.length + set.summed.length + set.deposits.length;
  const run = async (): Promise<void> => {
    if (left === 0) return;
    const done = await exporting.run({ day, ...picked });
    if (done === null) return;
    setSaid(t('invoices.done', { n: done.single + done.summed }));
    setMarks(noMarks);
    setTimes(times + 1);
  };
  const pick = may && left + marks.leaveOut.length > 0 ? () => setPicking(true) : undefined;
  useKeys({ F9: may ? () => void run() : undefined, 'Alt+L': pick });
  if (!may) return null;
  return (
    <aside className="qt-invoices">
      <h2>{t('invoices.title', { day: longDayText(day) })}</h2>
      {set === null ? null : (
        <Facts
          className="qt-shift-facts"
          rows={[
            [t('invoices.single'), set.single.length],
            [t('invoices.summed'), set.summed.length],
            [t('invoices.total'), dong(set.summedTotal)],
            [t('invoices.excluded'), set.excluded.length],
          ]}
        />
      )}
      {said === null ? null : (
        <Notice tone="green" role="status">
          {said}
        </Notice>
      )}
      <FailureNotice failure={preview.failure ?? exporting.failure} />
      <Notice>
        <Say k={left === 0 && set !== null ? 'invoices.empty' : 'invoices.note'} />
      </Notice>
      <SecondaryAction
        label={t('invoices.pick')}
        chord="Alt+L"
        off={pick === undefined}
        run={() => pick?.()}
      />
      <SecondaryAction
        label={t('invoices.export')}
        chord="F9"
        off={left === 0}
        busy={exporting.busy}
        run={() => void run()}
      />
      {picking && set !== null ? (
        <InvoicePick
          set={set}
          marks={marks}
          done={(next) => {
            setMarks(next);
            setPicking(false);
          }}
          close={() => setPicking(false)}
        />
      ) : null}
    </aside>
  );
}
