import { IconDownload, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { z } from 'zod';
import { counters, reports } from '../../shared/province/answers.ts';
import { dong, plainAmount } from '../ui/money.ts';
import { Notice } from '../ui/Notice.tsx';
import { useText } from '../ui/text.tsx';
import { dateOf, timeOf } from '../ui/time.ts';
import { type Failed, send } from './api.ts';
import { isSilent, monthWords, percentOf, shown } from './figures.ts';
import { Choice, FailedNotice, icon, Loading } from './Parts.tsx';
import type { Me } from './Province.tsx';
import { monthAt } from './periods.ts';
import { go, hrefOf } from './place.ts';
import { useRead } from './useRead.ts';

const months = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'] as const;
const frozen = z.object({ report: z.uuid() });

/** Freezes what is asked, once at a time, and opens it. */
export function useFreeze() {
  const [failed, setFailed] = useState<Failed | null>(null);
  const [busy, setBusy] = useState(false);
  return {
    failed,
    busy,
    async freeze(body: { year: number; from: string; to: string; supplements: string | null }) {
      if (busy) return;
      setBusy(true);
      const answer = await send('/v1/yearly-reports', body, frozen);
      setBusy(false);
      setFailed(answer.ok ? null : answer.reason);
      if (answer.ok) go({ is: 'report', report: answer.value.report });
    },
  };
}

/** Frozen reports, and how to freeze another. */
export function Yearly({ me }: { readonly me: Me }) {
  const t = useText();
  const { value, failed, reload } = useRead('/v1/yearly-reports', reports);
  return (
    <div className="pv-place">
      <div className="pv-title">
        <div>
          <h1>{t('province.yearly.title')}</h1>
          <p className="pv-quiet">{t('province.yearly.note')}</p>
        </div>
      </div>
      <FailedNotice failed={failed} retry={reload} />
      <div className="pv-panes" data-yearly>
        <section>
          <h2>{t('province.yearly.new')}</h2>
          {me.role === 'province' || me.role === 'department' ? (
            <NewReport me={me} />
          ) : (
            <p className="pv-quiet">{t('province.yearly.cannot')}</p>
          )}
        </section>
        <section>
          <h2>{t('province.yearly.frozen')}</h2>
          {value === null ? <Loading /> : <Frozen answer={value} />}
        </section>
      </div>
    </div>
  );
}

function NewReport({ me }: { readonly me: Me }) {
  const t = useText();
  const { freeze, failed, busy } = useFreeze();
  const present = monthAt(me.now);
  const thisYear = Number(present.slice(0, 4));
  const [year, setYear] = useState(String(thisYear));
  const [from, setFrom] = useState('01');
  const [to, setTo] = useState(present.slice(5));
  const [sure, setSure] = useState(false);
  const { value } = useRead('/v1/counters', counters);
  const silent = (value?.counters ?? []).filter(
    ({ state, lastContactAt }) => state === 'active' && isSilent(lastContactAt, me.now),
  ).length;
  const change = (set: (value: string) => void) => (next: string) => {
    setSure(false);
    set(next);
  };
  const body = { year: Number(year), from: `${year}-${from}`, to: `${year}-${to}`, supplements: null };
  const named = months.map((one) => [one, t('province.month', { m: one, y: year })] as const);
  return (
    <div className="pv-form">
      <span className="pv-label">
        {t('province.yearly.year')}
        <Choice
          label="province.yearly.year"
          value={year}
          options={[thisYear, thisYear - 1].map((one) => [String(one), String(one)])}
          onChange={change(setYear)}
        />
      </span>
      <span className="pv-label">
        {t('province.yearly.from')}
        <Choice label="province.yearly.from" value={from} options={named} onChange={change(setFrom)} />
      </span>
      <span className="pv-label">
        {t('province.yearly.to')}
        <Choice
          label="province.yearly.to"
          value={to}
          options={named.filter(([one]) => one >= from)}
          onChange={change(setTo)}
        />
      </span>
      {silent === 0 ? null : <Notice tone="amber">{t('province.yearly.late', { n: silent })}</Notice>}
      {sure ? (
        <Notice tone="blue" role="status">
          {t('province.yearly.freeze.why', { from: monthWords(body.from), to: monthWords(body.to) })}
        </Notice>
      ) : null}
      <FailedNotice failed={failed} />
      <button
        type="button"
        className="qt-primary"
        aria-disabled={busy || undefined}
        onClick={() => {
          if (sure) void freeze(body);
          else setSure(true);
        }}
      >
        <IconLock size={20} stroke={1.9} />
        <span>{t(sure ? 'province.yearly.freeze.sure' : 'province.yearly.freeze')}</span>
      </button>
    </div>
  );
}

function Frozen({ answer }: { readonly answer: z.output<typeof reports> }) {
  const t = useText();
  if (answer.reports.length === 0) return <p className="pv-empty">{t('province.yearly.none')}</p>;
  return (
    <table className="pv-table">
      <thead>
        <tr>
          <th>{t('province.col.period')}</th>
          <th>{t('province.col.area')}</th>
          <th>{t('province.col.as-of')}</th>
          <th className="pv-number">{t('province.col.n')}</th>
          <th className="pv-number">{t('province.col.count')}</th>
          <th className="pv-number">{t('province.col.value')}</th>
          <th className="pv-number">{t('province.col.amount')}</th>
          <th />
        </tr>
      </thead>
      <tbody>
        {answer.reports.map((one) => (
          <tr key={one.report} data-testid="report">
            <td className="pv-name">
              <a href={hrefOf({ is: 'report', report: one.report })}>
                {monthWords(one.from)} – {monthWords(one.to)}
              </a>
              {one.supplements === null ? null : <small>{t('province.yearly.supplement')}</small>}
            </td>
            <td>{t(`province.yearly.area.${one.area ?? 'all'}`)}</td>
            <td>
              {timeOf(one.asOf)}, {dateOf(one.asOf)}
              <small>{one.madeBy}</small>
            </td>
            <td className="pv-number">{plainAmount(one.total.count)}</td>
            <td className="pv-number">{shown(percentOf(one.total.cashlessCount, one.total.count))}</td>
            <td className="pv-number">{dong(one.total.amount)}</td>
            <td className="pv-number">{shown(percentOf(one.total.cashlessAmount, one.total.amount))}</td>
            <td>
              <Download report={one.report} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The stored bytes; a link, so that the browser saves them as they are. */
export function Download({ report }: { readonly report: string }) {
  const t = useText();
  return (
    <a className="pv-button" href={`/v1/yearly-reports/${report}/file`} download>
      <IconDownload {...icon} />
      {t('province.yearly.download')}
    </a>
  );
}
