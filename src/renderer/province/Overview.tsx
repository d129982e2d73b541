import { IconSearch } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { z } from 'zod';
import type { TextKey } from '../../shared/i18n/translate.ts';
import { overview } from '../../shared/province/answers.ts';
import { foldVietnamese } from '../../shared/text/index.ts';
import { KeyCap } from '../ui/KeyCap.tsx';
import { plainAmount } from '../ui/money.ts';
import { useText } from '../ui/text.tsx';
import { dateOf, timeOf } from '../ui/time.ts';
import { isSilent, leastMethods, percentOf } from './figures.ts';
import { Chain, Choice, FailedNotice, Heard, Loading, Methods, ShareCells, useStanding } from './Parts.tsx';
import type { Me } from './Province.tsx';
import { periodsOf, rangeOf, usePeriodWords } from './periods.ts';
import { hrefOf } from './place.ts';
import { Summary } from './Summary.tsx';
import { useRead } from './useRead.ts';
import { useRowKeys } from './useRowKeys.ts';

export type OverviewAnswer = z.output<typeof overview>;
export type FacilityRow = OverviewAnswer['facilities'][number];
export type Need = 'all' | 'chain' | 'silent' | 'methods' | 'credits';

/** Whether a facility is one of those that need a look. */
export function needs(row: FacilityRow, need: Need, now: number): boolean {
  switch (need) {
    case 'all':
      return true;
    case 'chain':
      return row.chain === false;
    case 'silent':
      return row.counters > 0 && isSilent(row.lastContactAt, now);
    case 'methods':
      return row.methods.length < leastMethods;
    case 'credits':
      return row.unmatched.count > 0;
  }
}

/** All facilities in a table, the whole at the right. */
export function Overview({ me }: { readonly me: Me }) {
  const t = useText();
  const words = usePeriodWords();
  const periods = useMemo(() => periodsOf(me.now), [me.now]);
  const [period, setPeriod] = useState(periods[0] ?? '');
  const [kind, setKind] = useState('all');
  const [place, setPlace] = useState('all');
  const [need, setNeed] = useState<Need>('all');
  const [text, setText] = useState('');
  const { from, to } = rangeOf(period);
  const { value, failed, reload } = useRead(`/v1/overview?from=${from}&to=${to}`, overview);
  const find = useFindKey();
  const wanted = foldVietnamese(text.trim());
  const rows = (value?.facilities ?? []).filter(
    (row) =>
      (kind === 'all' || row.kind === kind) &&
      (place === 'all' || row.urban === (place === 'urban')) &&
      needs(row, need, value?.now ?? 0) &&
      foldVietnamese(row.name).includes(wanted),
  );
  const late = rows.filter((row) => needs(row, 'silent', value?.now ?? 0) || (row.waiting ?? 0) > 0).length;
  return (
    <div className="pv-split">
      <section className="pv-main">
        <div className="pv-bar-row">
          <Choice
            label="province.period"
            value={period}
            options={periods.map((one) => [one, words(one)])}
            onChange={setPeriod}
          />
          <Choice
            label="province.kind"
            value={kind}
            options={(['all', 'hospital', 'school'] as const).map((one) => [one, t(`province.kind.${one}`)])}
            onChange={setKind}
          />
          <Choice
            label="province.place"
            value={place}
            options={(['all', 'urban', 'rural'] as const).map((one) => [one, t(`province.place.${one}`)])}
            onChange={setPlace}
          />
          <label className="pv-find">
            <IconSearch size={18} stroke={1.9} aria-hidden />
            <input
              ref={find}
              className="qt-input"
              aria-label={t('province.find')}
              placeholder={t('province.find')}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <KeyCap chord="F2" />
          </label>
          {value === null ? null : (
            <span className="pv-as-of">
              {t(late === 0 ? 'province.as-of' : 'province.as-of.late', {
                ...{ time: timeOf(value.now), date: dateOf(value.now), n: late, of: rows.length },
              })}
            </span>
          )}
        </div>
        <FailedNotice failed={failed} retry={reload} />
        {value === null ? <Loading /> : <Facilities rows={rows} all={value} />}
      </section>
      {value === null ? (
        <aside className="pv-side" />
      ) : (
        <Summary rows={rows} answer={value} period={words(period)} need={need} onNeed={setNeed} me={me} />
      )}
    </div>
  );
}

/** F2 puts the cursor into the find box. */
function useFindKey() {
  const find = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.code !== 'F2' || event.isComposing || event.repeat) return;
      event.preventDefault();
      find.current?.focus();
      find.current?.select();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return find;
}

const orders = {
  name: () => 0,
  count: (row: FacilityRow) => percentOf(row.cashlessCount, row.count),
  amount: (row: FacilityRow) => percentOf(row.cashlessAmount, row.amount),
  waiting: (row: FacilityRow) => row.waiting ?? 0,
} as const;
type Order = keyof typeof orders;

/** The head of a column that orders the rows: most first, names as they came. */
function Sort({
  order,
  by,
  label,
  onOrder,
}: {
  readonly order: Order;
  readonly by: Order;
  readonly label: TextKey;
  readonly onOrder: (order: Order) => void;
}) {
  const t = useText();
  const on = order === by;
  const sorted = by === 'name' ? 'ascending' : 'descending';
  return (
    <th className={by === 'name' ? '' : 'pv-number'} aria-sort={on ? sorted : 'none'}>
      <button type="button" className="pv-sort" data-on={on || undefined} onClick={() => onOrder(by)}>
        {t(label)}
        {on ? (by === 'name' ? ' ↑' : ' ↓') : ''}
      </button>
    </th>
  );
}

function Facilities({
  rows: found,
  all,
}: {
  readonly rows: readonly FacilityRow[];
  readonly all: OverviewAnswer;
}) {
  const t = useText();
  const standing = useStanding();
  const body = useRowKeys();
  const [order, setOrder] = useState<Order>('count');
  const figureOf = orders[order];
  const rows = [...found].sort((a, b) => figureOf(b) - figureOf(a));
  const sort = { order, onOrder: setOrder };
  if (rows.length === 0) {
    return (
      <p className="pv-empty">{t(all.facilities.length === 0 ? 'province.none' : 'province.find.none')}</p>
    );
  }
  return (
    <>
      <div className="pv-scroll">
        <table className="pv-table" data-wide>
          <thead>
            <tr>
              <Sort {...sort} by="name" label="province.col.facility" />
              <Sort {...sort} by="count" label="province.col.count" />
              <th>{t('province.col.band')}</th>
              <Sort {...sort} by="amount" label="province.col.amount" />
              <th>{t('province.col.band')}</th>
              <th>{t('province.col.methods')}</th>
              <th>{t('province.col.heard')}</th>
              <Sort {...sort} by="waiting" label="province.col.waiting" />
              <th>{t('province.col.chain')}</th>
            </tr>
          </thead>
          <tbody ref={body}>
            {rows.map((row) => (
              <tr key={row.facility} data-testid="facility">
                <td className="pv-name">
                  <a href={hrefOf({ is: 'facility', facility: row.facility })}>{row.name}</a>
                  <small>
                    {row.count === 0 ? `${standing(row)} · ${t('province.no-payments')}` : standing(row)}
                  </small>
                </td>
                <ShareCells share={row} band={row.target} />
                <td>
                  <Methods count={row.methods.length} />
                </td>
                <td>{row.counters === 0 ? '–' : <Heard at={row.lastContactAt} now={all.now} />}</td>
                <td className="pv-number">{row.waiting === null ? '–' : plainAmount(row.waiting)}</td>
                <td>
                  <Chain whole={row.chain} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="pv-foot">
        <span>{t('province.shown', { n: rows.length, of: all.facilities.length })}</span>
        <span className="pv-legend">
          <i aria-hidden />
          {t('province.band.legend')}
        </span>
      </p>
    </>
  );
}
