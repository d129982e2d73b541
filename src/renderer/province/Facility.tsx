import {
  IconCircleCheck,
  IconDownload,
  IconEyeOff,
  IconFileX,
  IconHelp,
  IconReceiptRefund,
  IconScale,
} from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import type { z } from 'zod';
import { keyFor } from '../../shared/i18n/translate.ts';
import { facility as facilityAnswer } from '../../shared/province/answers.ts';
import { KeyCap } from '../ui/KeyCap.tsx';
import { dong, plainAmount } from '../ui/money.ts';
import { Notice } from '../ui/Notice.tsx';
import { Say, useText } from '../ui/text.tsx';
import { ageOf, dateOf, preciseAgeOf, timeOf } from '../ui/time.ts';
import { CounterChain, CounterHeard, CounterName, CounterWaiting } from './CounterCells.tsx';
import { dayWords, isSilent, leastMethods } from './figures.ts';
import { MonthChart } from './MonthChart.tsx';
import { Choice, FailedNotice, icon, Loading, MethodIcon, Pane, useStanding } from './Parts.tsx';
import type { Me } from './Province.tsx';
import { periodsOf, usePeriodWords } from './periods.ts';
import { go, hrefOf } from './place.ts';
import { Receipts } from './Receipts.tsx';
import { useRead } from './useRead.ts';

type Answer = z.output<typeof facilityAnswer>;

/** One facility: months, methods, counters, what needs a look, receipts by number. */
export function Facility({ me, facility }: { readonly me: Me; readonly facility: string }) {
  const t = useText();
  const words = usePeriodWords();
  const standing = useStanding();
  const months = useMemo(() => periodsOf(me.now).filter((one) => one.length === 7), [me.now]);
  const [month, setMonth] = useState(months[0] ?? '');
  const { value, failed, reload } = useRead(`/v1/facilities/${facility}/page?month=${month}`, facilityAnswer);
  useEscape();
  return (
    <div className="pv-place">
      <div className="pv-title">
        <div>
          <a className="pv-crumb" href={hrefOf({ is: 'overview' })}>
            {t('province.back')} <KeyCap chord="Escape" />
          </a>
          <h1>
            {value?.name ?? ' '} {value === null ? null : <span className="pv-tag">{standing(value)}</span>}
          </h1>
        </div>
        <span className="pv-acts">
          <Choice
            label="province.period"
            value={month}
            options={months.map((one) => [one, words(one)])}
            onChange={setMonth}
          />
          <a className="pv-button" href={`/v1/facilities/${facility}/page-file?month=${month}`} download>
            <IconDownload {...icon} />
            {t('province.yearly.download')}
          </a>
        </span>
      </div>
      <FailedNotice failed={failed} retry={reload} />
      {value === null ? failed === null ? <Loading /> : null : <Panes me={me} answer={value} />}
    </div>
  );
}

/** Esc goes back to all facilities. */
function useEscape(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.code === 'Escape' && !event.isComposing && !event.repeat) go({ is: 'overview' });
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

function Panes({ me, answer }: { readonly me: Me; readonly answer: Answer }) {
  const t = useText();
  const band = answer.months.at(-1)?.target ?? null;
  const year = answer.month.slice(0, 4);
  return (
    <div className="pv-panes">
      <Pane label={t('province.chart.title', { y: year })}>
        <h2>
          {t('province.chart.title', { y: year })}
          {band === null ? null : (
            <span className="pv-state" data-tone="green">
              {t('province.chart.band', { low: String(band.low), high: String(band.high) })}
            </span>
          )}
        </h2>
        <MonthChart year={year} months={answer.months} />
        <CountersOf me={me} answer={answer} />
      </Pane>
      <Pane label={t('province.receipts')}>
        <MethodsOf answer={answer} />
        <Receipts facility={answer.facility} month={answer.month} now={me.now} />
      </Pane>
    </div>
  );
}

function MethodsOf({ answer }: { readonly answer: Answer }) {
  const t = useText();
  const ready = answer.methods.filter(({ since }) => since !== null).length;
  return (
    <>
      <h2>
        {t('province.methods')}
        <span className="pv-state" data-tone={ready < leastMethods ? 'amber' : 'green'}>
          {ready < leastMethods ? <IconHelp {...icon} /> : <IconCircleCheck {...icon} />}
          {t('province.methods-of', { n: ready })}
        </span>
      </h2>
      <table className="pv-table">
        <tbody>
          {answer.methods.map((one) => (
            <tr key={one.method}>
              <td className="pv-name-cell">
                <span className="pv-with-icon">
                  <MethodIcon method={one.method} />
                  <b>{t(keyFor('method', one.method, 'method.other'))}</b>
                </span>
              </td>
              <td className="pv-quiet">
                {one.since === null
                  ? t('province.methods.off')
                  : t('province.methods.since', { date: dayWords(one.since) })}
              </td>
              <td className="pv-quiet">
                {one.lastAt === null
                  ? '–'
                  : t('province.methods.last', {
                      time: timeOf(one.lastAt),
                      date: dateOf(one.lastAt).slice(0, 5),
                    })}
              </td>
              <td className="pv-number">{t('province.times', { n: one.count })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function CountersOf({ me, answer }: { readonly me: Me; readonly answer: Answer }) {
  const t = useText();
  const working = answer.counters.filter(({ state }) => state === 'active');
  const silent = working.find((one) => one.lastContactAt !== null && isSilent(one.lastContactAt, me.now));
  const fault = working.find((one) => one.fault !== null);
  return (
    <>
      <h2>
        {t('province.counters')}
        <span className="pv-quiet">{t('province.counters.head')}</span>
      </h2>
      <table className="pv-table">
        <thead>
          <tr>
            <th>{t('province.col.counter')}</th>
            <th>{t('province.col.heard-long')}</th>
            <th className="pv-number">{t('province.col.waiting')}</th>
            <th>{t('province.col.head')}</th>
            <th>{t('province.col.chain-short')}</th>
          </tr>
        </thead>
        <tbody>
          {answer.counters.map((one) => (
            <tr key={one.counter}>
              <CounterName one={one} name={<b>{one.name}</b>} />
              <CounterHeard one={one} now={me.now} />
              <CounterWaiting one={one} now={me.now} />
              <CounterChain one={one} />
            </tr>
          ))}
        </tbody>
      </table>
      {fault?.faultAt == null ? null : (
        <Notice tone="red">
          <b>{fault.name}.</b>{' '}
          {t(keyFor('province.fault', fault.fault ?? '', 'province.fault.chain-broken'), {
            ...{ time: timeOf(fault.faultAt), date: dateOf(fault.faultAt) },
          })}
        </Notice>
      )}
      {silent?.lastContactAt == null ? null : (
        <Notice>
          <Say
            k="province.silent"
            params={{ name: silent.name, age: preciseAgeOf(t, silent.lastContactAt, me.now) }}
          />
        </Notice>
      )}
      <Facts me={me} answer={answer} />
    </>
  );
}

function Facts({ me, answer }: { readonly me: Me; readonly answer: Answer }) {
  const t = useText();
  const { unmatched, disputes, receipts, later, onBehalf, deposits } = answer;
  const sum = (of: { count: number; amount: number }) =>
    of.count === 0 ? t('province.zero') : t('province.sum', { n: of.count, amount: dong(of.amount) });
  const rows = [
    {
      ...{ key: 'credits', picture: <IconHelp {...icon} />, label: t('province.needs.credits') },
      value:
        unmatched.oldestAt === null
          ? t('province.zero')
          : t('province.credits.sum', { n: unmatched.count, age: ageOf(t, unmatched.oldestAt, me.now) }),
    },
    {
      ...{ key: 'disputes', picture: <IconScale {...icon} />, label: t('province.disputes') },
      value:
        disputes.deadline === null
          ? t('province.zero')
          : t('province.disputes.sum', { n: disputes.count, date: dayWords(disputes.deadline) }),
    },
    {
      ...{ key: 'voids', picture: <IconFileX {...icon} />, label: t('province.voids') },
      value: `${plainAmount(receipts.voided)} / ${plainAmount(receipts.issued)}`,
    },
    {
      ...{
        key: 'later',
        picture: <IconReceiptRefund {...icon} />,
        label: t('province.later'),
        value: sum(later),
      },
    },
    {
      key: 'behalf',
      picture: <IconEyeOff {...icon} />,
      label: t('province.on-behalf'),
      value: sum(onBehalf),
    },
    {
      key: 'deposits',
      picture: <IconEyeOff {...icon} />,
      label: t('province.deposits'),
      value: sum(deposits),
    },
  ];
  return (
    <dl className="pv-facts">
      {rows.map(({ key, picture, label, value }) => (
        <div key={key}>
          <dt>
            {key === 'behalf' || key === 'deposits' ? null : picture}
            {label}
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
