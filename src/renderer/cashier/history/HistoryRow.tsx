import type { HistoryRow } from '../../../shared/rpc/history.ts';
import { ChoiceRow } from '../../ui/ChoiceList.tsx';
import { dong } from '../../ui/money.ts';
import { useText } from '../../ui/text.tsx';
import { dateOf, timeOf } from '../../ui/time.ts';
import { methodText } from './Detail.tsx';

/** One receipt of the list; of one of another day the day stands before the time. */
export function ReceiptRow(props: {
  readonly row: HistoryRow;
  readonly selected: boolean;
  readonly today: string;
  /** The list has receipts of several series: the same number stands there more than once. */
  readonly several: boolean;
  readonly choose: () => void;
}) {
  const { row, selected, today, several, choose } = props;
  const t = useText();
  const day = dateOf(row.issuedAt);
  return (
    <ChoiceRow
      id={`history-${row.receipt}`}
      selected={selected}
      choose={choose}
      className="qt-history-row"
      data-void={row.state === 'void' ? '' : undefined}
    >
      <b>
        {row.number}
        {several ? <small>{row.series}</small> : null}
      </b>
      <span>{day === today ? timeOf(row.issuedAt) : `${day.slice(0, 5)} ${timeOf(row.issuedAt)}`}</span>
      <span>
        {row.payerName ?? t('paper.private')}
        {row.sister === null ? null : (
          <em className="qt-tag" data-tone="blue">
            {row.sister.name}
          </em>
        )}
        {row.state === 'void' ? (
          <em className="qt-tag" data-tone="red">
            {t('history.tag.void')}
          </em>
        ) : null}
      </span>
      <span>{row.methods.map((method) => methodText(t, method)).join(' + ')}</span>
      <span className="qt-history-amount">{dong(row.paid)}</span>
    </ChoiceRow>
  );
}
