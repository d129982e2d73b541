import { IconCircleX, IconEyeOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { keyFor } from '../../shared/i18n/translate.ts';
import { receipts } from '../../shared/province/answers.ts';
import { dong } from '../ui/money.ts';
import { useText } from '../ui/text.tsx';
import { dateOf, timeOf } from '../ui/time.ts';
import { dayWords } from './figures.ts';
import { Choice, FailedNotice, icon, Loading } from './Parts.tsx';
import { dayAt, monthAt } from './periods.ts';
import { useRead } from './useRead.ts';

/** Waits until the number is typed before it is asked for. */
const typingMs = 400;

function lastDayOf(month: string): string {
  const next = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0));
  return next.toISOString().slice(0, 10);
}

/** Days of the month up to the newest, that first. */
function daysOf(month: string, newest: string): readonly string[] {
  const last = Number(newest.slice(8));
  return Array.from({ length: last }, (_, back) => `${month}-${String(last - back).padStart(2, '0')}`);
}

/** Receipts of a day, or one by its number within the month; by number, fee group and state only. */
export function Receipts({
  facility,
  month,
  now,
}: {
  readonly facility: string;
  readonly month: string;
  readonly now: number;
}) {
  const t = useText();
  const newest = month === monthAt(now) ? dayAt(now) : lastDayOf(month);
  const [chosen, setChosen] = useState<{ month: string; day: string } | null>(null);
  const [typed, setTyped] = useState('');
  const [number, setNumber] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setNumber(typed), typingMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const day = chosen?.month === month ? chosen.day : newest;
  const days = number === '' ? `from=${day}&to=${day}` : `from=${month}-01&to=${lastDayOf(month)}`;
  const asked = number === '' ? '' : `&number=${Number(number)}`;
  const { value, failed, reload } = useRead(`/v1/facilities/${facility}/receipts?${days}${asked}`, receipts);
  return (
    <>
      <h2>
        {t('province.receipts')}
        <span className="pv-quiet pv-with-icon">
          <IconEyeOff {...icon} />
          {t('province.receipts.private')}
        </span>
      </h2>
      <div className="pv-bar-row" data-inner>
        <Choice
          label="province.receipts.day"
          value={day}
          options={daysOf(month, newest).map((one) => [one, dayWords(one)])}
          onChange={(next) => setChosen({ month, day: next })}
        />
        <input
          className="qt-input"
          inputMode="numeric"
          aria-label={t('province.receipts.number')}
          placeholder={t('province.receipts.number')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value.replace(/\D/g, '').slice(0, 9))}
        />
      </div>
      <FailedNotice failed={failed} retry={reload} />
      {value === null ? (
        <Loading />
      ) : value.receipts.length === 0 ? (
        <p className="pv-empty">{t('province.receipts.none')}</p>
      ) : (
        <table className="pv-table">
          <thead>
            <tr>
              <th>{t('province.col.number')}</th>
              <th>{t('province.col.time')}</th>
              <th>{t('province.col.group')}</th>
              <th>{t('province.col.way')}</th>
              <th className="pv-number">{t('province.col.sum')}</th>
              <th>{t('province.col.state')}</th>
            </tr>
          </thead>
          <tbody>
            {value.receipts.map((one) => (
              <tr key={one.receipt} data-void={one.voidedOn === null ? undefined : true}>
                <td className="pv-strong pv-whole">
                  {one.series} · {one.number}
                </td>
                <td>{number === '' ? timeOf(one.at) : dateOf(one.at).slice(0, 5)}</td>
                <td>{one.groups.join(', ')}</td>
                <td>
                  {one.methods
                    .map((method) =>
                      t(keyFor('province.way', method, keyFor('method', method, 'method.other'))),
                    )
                    .join(' + ')}
                </td>
                <td className="pv-number pv-sum">{dong(one.total)}</td>
                <td>
                  {one.voidedOn === null ? (
                    t('province.receipt.valid')
                  ) : (
                    <span className="pv-state" data-tone="red">
                      <IconCircleX {...icon} />
                      {t('province.receipt.void', { date: dayWords(one.voidedOn).slice(0, 5) })}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {value?.more === true ? <p className="pv-quiet">{t('province.receipts.more')}</p> : null}
    </>
  );
}
