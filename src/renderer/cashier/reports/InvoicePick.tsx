import { useState } from 'react';
import type { MethodResponse } from '../../../shared/rpc/contract.ts';
import { printedNumber } from '../../../shared/text/index.ts';
import { ChoiceList, ChoiceRow, EmptyList } from '../../ui/ChoiceList.tsx';
import { dong } from '../../ui/money.ts';
import { Say, useText } from '../../ui/text.tsx';
import { useChoice } from '../../ui/useChoice.ts';
import { FormDialog } from '../corrections/FormDialog.tsx';
import { type Marks, marked, marksOf } from './invoiceMarks.ts';

type Preview = MethodResponse<'invoice.preview'>;

interface InvoicePickProps {
  readonly set: Preview;
  readonly marks: Marks;
  readonly done: (marks: Marks) => void;
  readonly close: () => void;
}

/**
 * Which receipts of the day get an invoice of their own, which go into the summed one, and which stay out of this set:
 * arrows choose a receipt, left and right its place.
 */
export function InvoicePick({ set, marks: before, done, close }: InvoicePickProps) {
  const t = useText();
  const [marks, setMarks] = useState(before);
  const rows = [...set.single, ...set.summed, ...set.excluded.filter(({ why }) => why === 'left-out')].sort(
    (a, b) => (a.series === b.series ? a.number - b.number : a.series < b.series ? -1 : 1),
  );
  const { at, item, choose, arrows } = useChoice(rows);
  const put = (by: 1 | -1) => (): void => {
    if (item !== undefined) setMarks(marked(marks, item.receipt, by));
  };
  const count = (place: 'single' | 'summed' | 'out'): number =>
    rows.filter(({ receipt }) => marksOf(marks, receipt) === place).length;
  return (
    <FormDialog
      {...{ title: t('invoices.pick'), busy: false, failure: null, close }}
      note={<Say k="invoices.pick.note" />}
      foot={
        <Say
          k="invoices.pick.outcome"
          params={{ single: count('single'), summed: count('summed'), out: count('out') }}
        />
      }
      back={t('approval.cancel')}
      act={t('invoices.pick.act')}
      ready
      run={() => done(marks)}
      keys={{ ...arrows, ArrowLeft: put(-1), ArrowRight: put(1) }}
    >
      {rows.length === 0 ? <EmptyList title={t('invoices.empty.short')} /> : null}
      <ChoiceList label={t('invoices.pick')} className="qt-fix-list qt-invoice-list" tab data-autofocus="">
        {rows.map((row, index) => {
          const place = marksOf(marks, row.receipt);
          return (
            <ChoiceRow
              key={row.receipt}
              selected={index === at}
              choose={() => choose(index)}
              className="qt-fix-row"
            >
              <span>{`${row.series} ${printedNumber({ number: row.number })}`}</span>
              <em
                className="qt-tag"
                data-tone={place === 'single' ? 'blue' : place === 'out' ? 'amber' : 'plain'}
              >
                {t(`invoices.place.${place}`)}
              </em>
              <b>{dong(row.total)}</b>
            </ChoiceRow>
          );
        })}
      </ChoiceList>
    </FormDialog>
  );
}
