import { type DifferenceRow, differenceKinds } from '../../../shared/rpc/documents.ts';
import { ChoiceList, ChoiceRow, EmptyList } from '../../ui/ChoiceList.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.tsx';
import { ageOf } from '../../ui/time.ts';
import { useHouse } from '../frame/Frame.tsx';
import type { Answer } from '../reports/useAnswer.ts';
import { wayText } from '../reports/ways.ts';

export type Kind = DifferenceRow['kind'];

/** All kinds, and first all of them together. */
export const kinds: readonly (Kind | null)[] = [null, ...differenceKinds];

function Row(props: {
  readonly row: DifferenceRow;
  readonly selected: boolean;
  readonly choose: () => void;
}) {
  const { row, selected, choose } = props;
  const t = useText();
  const { now } = useHouse();
  const way = row.method === null ? null : wayText(t, row.method, row.method);
  const told = [row.counterName, way, row.detail, row.receipt].filter((one) => one !== null && one !== '');
  return (
    <ChoiceRow selected={selected} choose={choose} className="qt-difference">
      <span>
        <b>{row.name ?? t('reconcile.nobody')}</b>
        <small>{told.join(' · ')}</small>
      </span>
      <span className="qt-difference-kind" data-kind={row.kind}>
        {t(`reconcile.kind.${row.kind}`)}
      </span>
      <span>
        {row.owner ?? t('reconcile.books')}
        <small>{ageOf(t, row.sinceMs, now)}</small>
      </span>
      <b>{dong(row.amount)}</b>
    </ChoiceRow>
  );
}

interface DifferenceListProps {
  readonly all: readonly DifferenceRow[];
  /** Those of the kind that is looked at. */
  readonly rows: readonly DifferenceRow[];
  readonly at: number;
  readonly choose: (index: number) => void;
  readonly only: Kind | null;
  readonly filter: (kind: Kind | null) => void;
  readonly list: Answer<'reconcile.list'>;
}

/** The differences, or those of one kind, with their sum. */
export function DifferenceList(props: DifferenceListProps) {
  const { all, rows, at, choose, only, filter, list } = props;
  const t = useText();
  return (
    <section className="qt-history">
      <header>
        <h1>{t('reconcile.title')}</h1>
        <select
          className="qt-select"
          aria-label={t('reconcile.kind')}
          value={only ?? ''}
          tabIndex={-1}
          onChange={(event) => {
            filter((event.currentTarget.value || null) as Kind | null);
          }}
        >
          {kinds.map((kind) => (
            <option key={kind ?? ''} value={kind ?? ''}>
              {kind === null
                ? t('reconcile.kind.all', { n: all.length })
                : `${t(`reconcile.kind.${kind}`)} (${all.filter((one) => one.kind === kind).length})`}
            </option>
          ))}
        </select>
        <p role="status">
          {t('reconcile.sum', {
            n: rows.length,
            amount: dong(rows.reduce((sum, one) => sum + one.amount, 0)),
          })}
        </p>
      </header>
      <div className="qt-difference qt-difference-names" aria-hidden>
        <span>{t('reconcile.column.who')}</span>
        <span>{t('reconcile.column.what')}</span>
        <span>{t('reconcile.column.owner')}</span>
        <span>{t('history.column.amount')}</span>
      </div>
      <ChoiceList label={t('reconcile.title')} className="qt-history-list" tab>
        {rows.map((one, index) => (
          <Row
            key={`${one.kind} ${one.ref}`}
            row={one}
            selected={index === at}
            choose={() => choose(index)}
          />
        ))}
      </ChoiceList>
      {list.value !== null && rows.length === 0 ? (
        <EmptyList title={t('reconcile.none')} hint={t('reconcile.none.hint')} />
      ) : null}
      {list.value?.more ? <Notice tone="amber">{t('reconcile.more')}</Notice> : null}
      <FailureNotice failure={list.failure} />
    </section>
  );
}
