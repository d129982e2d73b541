import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { FacilityView } from '../../../shared/rpc/facility.ts';
import { periodKinds } from '../../../shared/rpc/reports.ts';
import { keepFocus } from '../../ui/actions.tsx';
import { percent, plainAmount } from '../../ui/money.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { ShareBar } from '../../ui/ShareBar.tsx';
import { type TextOf, useText } from '../../ui/text.tsx';
import { ageOf, dateOf, timeOf } from '../../ui/time.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { dayAfter } from '../reports/days.ts';
import { PeriodDays, type PeriodKind, PeriodSelect } from '../reports/PeriodHead.tsx';
import { useAnswer } from '../reports/useAnswer.ts';
import { wayText } from '../reports/ways.ts';
import '../reports/reports.css';
import './facility.css';

type CounterRow = FacilityView['counters'][number];
type Sums = FacilityView['total'];

/** Figures on the screen are at most so old. */
const readAgainMs = 5_000;
/** A counter whose journal ends longer ago than this is said to be behind. */
const behindMs = 24 * 60 * 60_000;

function isoDay(at: number): string {
  return dateOf(at).split('/').reverse().join('-');
}

function Cells({ sums, target }: { readonly sums: Sums; readonly target: FacilityView['target'] }) {
  const { collected, share } = sums;
  const [low, high] = [target?.low ?? null, target?.high ?? null];
  return (
    <>
      <td>{plainAmount(collected.issuedCount - collected.voidedCount)}</td>
      <td data-testid="net">{plainAmount(collected.net)}</td>
      <td data-testid="times">{plainAmount(share.count)}</td>
      <td>
        <b data-testid="share-count">{percent(share.cashlessCount, share.count)}</b>
      </td>
      <td data-testid="money">{plainAmount(share.amount)}</td>
      <td>
        <b data-testid="share-amount">{percent(share.cashlessAmount, share.amount)}</b>
      </td>
      <td className="qt-facility-bar">
        <ShareBar
          value={share.amount === 0 ? 0 : (share.cashlessAmount / share.amount) * 100}
          {...{ low, high }}
        />
      </td>
    </>
  );
}

function until(t: TextOf, row: CounterRow, now: number): string {
  if (row.untilMs === null) return t('sync.sister.nothing');
  const when = `${timeOf(row.untilMs)} ${dateOf(row.untilMs)}`;
  return `${t('sync.sister.until', { time: when })} (${ageOf(t, row.untilMs, now)})`;
}

function NameCell({ row, now }: { readonly row: CounterRow; readonly now: number }) {
  const t = useText();
  const behind = !row.own && row.untilMs !== null && now - row.untilMs > behindMs;
  return (
    <th scope="row">
      <b>{row.name}</b>
      {row.own ? <em className="qt-tag">{t('facility.here')}</em> : null}
      {row.machine === 'accountant-desk' && !row.own ? (
        <em className="qt-tag">{t('facility.desk')}</em>
      ) : null}
      {row.revoked ? (
        <em className="qt-tag" data-tone="amber">
          {t('sync.sister.revoked')}
        </em>
      ) : null}
      <small data-tone={behind || row.stalled ? 'amber' : undefined}>
        {behind || row.stalled ? <IconAlertTriangle size={18} stroke={1.9} aria-hidden /> : null}
        {until(t, row, now)}
        {row.stalled ? ` · ${t('sync.sister.stalled')}` : ''}
      </small>
    </th>
  );
}

function Counters({ view, now }: { readonly view: FacilityView; readonly now: number }) {
  const t = useText();
  return (
    <table className="qt-report qt-facility" data-testid="facility-table">
      <thead>
        <tr>
          <th scope="col">{t('facility.counter')}</th>
          <th scope="col">{t('reports.column.papers')}</th>
          <th scope="col">{t('facility.net')}</th>
          <th scope="col">{t('reports.column.times')}</th>
          <th scope="col">{t('facility.times-share')}</th>
          <th scope="col">{t('facility.money')}</th>
          <th scope="col">{t('facility.money-share')}</th>
          <th scope="col">
            {view.target === null
              ? t('reports.column.target')
              : t('reports.column.target.of', { low: view.target.low, high: view.target.high })}
          </th>
        </tr>
      </thead>
      <tbody>
        {view.counters.map((row) => (
          <tr key={row.counter} data-testid="facility-counter">
            <NameCell row={row} now={now} />
            <Cells sums={row} target={view.target} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr data-testid="facility-total">
          <th scope="row">{t('facility.all')}</th>
          <Cells sums={view.total} target={view.target} />
        </tr>
      </tfoot>
    </table>
  );
}

function Methods({ view }: { readonly view: FacilityView }) {
  const t = useText();
  return (
    <section className="qt-facility-methods" aria-label={t('facility.methods')}>
      <h2>{t('facility.methods')}</h2>
      <ul>
        {view.byMethod.map(({ method, count, amount }) => (
          <li key={method}>
            <span>{wayText(t, method, method)}</span>
            <span>{t('facility.times', { n: count })}</span>
            <b>{plainAmount(amount)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The whole facility: what each counter collected, how far its journal is known here, and the sum of all. */
export function FacilityPlace({ home }: { readonly home: boolean }) {
  const t = useText();
  const { go, now, view: house } = useHouse();
  const [kind, setKind] = useState<PeriodKind>('month');
  const [day, setDay] = useState(() => isoDay(now));
  const period = useAnswer('report.period', { kind, day });
  const days = period.value;
  const news = `${Math.floor(house.now / readAgainMs)} ${Math.floor(now / readAgainMs)}`;
  const { value: view, failure, fresh } = useAnswer('facility.view', days, news);
  const { cases } = house.rail;
  const step = (by: 1 | -1) => (): void => {
    if (days !== null) setDay(by === 1 ? dayAfter(days.to, 1) : dayAfter(days.from, -1));
  };
  const kindAfter = (): void =>
    setKind(periodKinds[(periodKinds.indexOf(kind) + 1) % periodKinds.length] ?? kind);
  useKeys({ Enter: cases > 0 ? () => go('cases') : undefined }, { screen: 'facility' });
  return (
    <Frame
      keys={[
        { chord: 'Alt+ArrowDown', label: t('reports.bar.kind'), run: kindAfter },
        { chord: 'ArrowLeft', label: t('reports.bar.before'), run: step(-1) },
        { chord: 'ArrowRight', label: t('reports.bar.after'), run: step(1) },
        { chord: 'Alt+V', label: t('facility.bar.cases', { n: cases }), run: () => go('cases') },
        home
          ? { chord: 'Alt+M', label: t('bar.more'), run: () => go('more') }
          : { chord: 'Escape', label: t('bar.home'), run: () => go('workplace') },
      ]}
    >
      <div className="qt-reports">
        <header>
          <h1>{t('facility.title')}</h1>
          <PeriodSelect kind={kind} change={setKind} />
          {cases === 0 ? null : (
            <button
              type="button"
              className="qt-facility-cases"
              data-primary=""
              onMouseDown={keepFocus}
              onClick={() => go('cases')}
            >
              <IconAlertTriangle size={20} stroke={1.9} aria-hidden />
              {t('facility.cases', { n: cases })}
            </button>
          )}
          <PeriodDays days={days} />
        </header>
        <FailureNotice failure={failure} />
        <div className="qt-report-scroll" aria-busy={!fresh}>
          {view === null ? null : (
            <>
              <Counters view={view} now={now} />
              <Methods view={view} />
            </>
          )}
        </div>
        <footer>
          <span>{t('facility.note')}</span>
          {view === null ? null : <span>{t('reports.rule', { rule: view.rule })}</span>}
        </footer>
      </div>
    </Frame>
  );
}
