import { IconPlugConnectedX } from '@tabler/icons-react';
import { useState } from 'react';
import type { OutageView } from '../../../shared/rpc/records.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { ChoiceList, ChoiceRow, ColumnNames, EmptyList } from '../../ui/ChoiceList.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { dateOf, timeOf } from '../../ui/time.ts';
import { arrowKeys, useChoice } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { Side } from '../frame/Side.tsx';
import { MakingNotice } from '../reports/MakingNotice.tsx';
import { useAnswer } from '../reports/useAnswer.ts';
import { useDocument } from '../reports/useDocument.ts';
import { monthAfter, monthOf, wholeMonth } from './moment.ts';
import { OutageDialog, OutageEndDialog } from './OutageDialog.tsx';

function Row(props: {
  readonly outage: OutageView;
  readonly selected: boolean;
  readonly choose: () => void;
}) {
  const { outage, selected, choose } = props;
  const t = useText();
  const leaves = outage.leaves.reduce((sum, { count }) => sum + count, 0);
  const amount = outage.leaves.reduce((sum, one) => sum + one.amount, 0);
  const when = (at: number) => `${timeOf(at)} ${dateOf(at).slice(0, 5)}`;
  return (
    <ChoiceRow selected={selected} choose={choose} className="qt-history-row qt-outage-row">
      <b>{t(`outage.kind.${outage.kind}`)}</b>
      <span>{when(outage.from)}</span>
      <span>
        {outage.to === null ? (
          <em className="qt-tag" data-tone="amber">
            {t('outage.lasts')}
          </em>
        ) : (
          when(outage.to)
        )}
      </span>
      <span className="qt-cut">{outage.text ?? t('outage.automatic')}</span>
      <span className="qt-history-amount">
        {leaves === 0 ? '' : t('outage.leaves.some', { n: leaves, amount: dong(amount) })}
      </span>
    </ChoiceRow>
  );
}

/** Nhật ký sự cố: what was out in a month, why, and the paper leaves that were used; noted here, and printed. */
export function OutagePlace() {
  const t = useText();
  const { go, now, view } = useHouse();
  const [month, setMonth] = useState(() => monthOf(now));
  const [asking, setAsking] = useState<'note' | 'end' | null>(null);
  const period = wholeMonth(month);
  const { value, failure } = useAnswer('outage.list', period, `${view.now} ${asking}`);
  const { making, make } = useDocument();
  const list = value?.outages ?? [];
  const { at, item, choose, arrows } = useChoice(list);
  const note = (): void => setAsking('note');
  const later = month < monthOf(now);
  const end = item === undefined || item.to !== null ? undefined : () => setAsking('end');
  const pdf = (): void => make({ is: 'outages', ...period }, 'pdf');
  useKeys(
    {
      Enter: note,
      ...arrows,
      ArrowLeft: () => setMonth(monthAfter(month, -1)),
      ArrowRight: later ? () => setMonth(monthAfter(month, 1)) : undefined,
    },
    { holdable: arrowKeys, screen: 'outages' },
  );
  return (
    <Frame
      keys={[
        { chord: 'ArrowLeft', label: t('outage.month.before'), run: () => setMonth(monthAfter(month, -1)) },
        ...(later
          ? [
              {
                chord: 'ArrowRight',
                label: t('outage.month.after'),
                run: () => setMonth(monthAfter(month, 1)),
              },
            ]
          : []),
        ...(end === undefined ? [] : [{ chord: 'Alt+H', label: t('outage.end'), run: end }]),
        { chord: 'Ctrl+P', label: t('outage.pdf'), run: pdf },
        { chord: 'Escape', label: t('bar.home'), run: () => go('workplace') },
      ]}
    >
      <section className="qt-history">
        <header>
          <h1>{t('outage.title')}</h1>
          <p>{t('outage.month', { month: `${month.slice(5)}/${month.slice(0, 4)}` })}</p>
        </header>
        <ColumnNames
          row="qt-outage-row"
          names={[t('outage.kind'), t('outage.from'), t('outage.to'), t('outage.why'), t('outage.leaves')]}
        />
        <ChoiceList label={t('outage.title')} className="qt-history-list" tab>
          {list.map((outage, index) => (
            <Row key={outage.outage} {...{ outage, selected: index === at }} choose={() => choose(index)} />
          ))}
        </ChoiceList>
        {value !== null && list.length === 0 ? (
          <EmptyList title={t('outage.none')} hint={<Say k="outage.none.hint" />} />
        ) : null}
        <FailureNotice failure={failure} />
      </section>
      <Side
        end={
          <>
            <Notice>
              <Say k="outage.how" />
            </Notice>
            {end === undefined ? null : <SecondaryAction label={t('outage.end')} chord="Alt+H" run={end} />}
            <SecondaryAction label={t('outage.pdf')} chord="Ctrl+P" run={pdf} />
          </>
        }
        action={{ label: t('outage.note'), icon: <IconPlugConnectedX size={22} stroke={1.9} />, run: note }}
      >
        {item === undefined ? null : <About outage={item} />}
        <MakingNotice making={making} />
      </Side>
      {asking === 'note' ? <OutageDialog close={() => setAsking(null)} /> : null}
      {asking === 'end' && item !== undefined ? (
        <OutageEndDialog outage={item} close={() => setAsking(null)} />
      ) : null}
    </Frame>
  );
}

/** The whole text of the chosen one, who noted it, and its paper leaves by book. */
function About({ outage }: { readonly outage: OutageView }) {
  const t = useText();
  return (
    <Notice tone={outage.to === null ? 'amber' : 'plain'}>
      <b>{t(`outage.kind.${outage.kind}`)}</b>
      {outage.text === null ? null : <p>{outage.text}</p>}
      <p>{outage.by === null ? t('outage.automatic') : t('outage.noted', { name: outage.by })}</p>
      {outage.leaves.map(({ book, first, last, count, spoiled, amount }) => (
        <p key={book}>
          <Say
            k="outage.leaves.book"
            params={{ book, first, last, n: count, spoiled, amount: dong(amount) }}
          />
        </p>
      ))}
    </Notice>
  );
}
