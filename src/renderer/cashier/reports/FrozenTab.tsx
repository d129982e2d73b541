import type { MethodResponse } from '../../../shared/rpc/contract.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { ChoiceList, ChoiceRow } from '../../ui/ChoiceList.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { dong, percent, signedAmount } from '../../ui/money.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { dateOf, timeOf } from '../../ui/time.ts';
import { useHouse } from '../frame/Frame.tsx';
import { longDayText } from './days.ts';
import type { Cashless } from './share.ts';

export type FrozenRow = MethodResponse<'report.frozen'>['reports'][number];

/** What came since, or that nothing did, or that the stored figures cannot be read. */
function Since({ row }: { readonly row: FrozenRow }) {
  const t = useText();
  if (row.since === null) return <small data-tone="red">{t('frozen.unreadable')}</small>;
  const { count, amount } = row.since;
  if (count === 0 && amount === 0) return <small>{t('frozen.nothing-since')}</small>;
  return (
    <small data-tone="amber">
      {t('frozen.since', { n: signedAmount(count), amount: signedAmount(amount) })}
    </small>
  );
}

const dayMs = 86_400_000;
/** The departments report by then (R12), so a facility hands its figures in before; told for so many days. */
const yearDue = '12-10';
const toldDays = 25;

/** In the weeks before the yearly report is due, while figures of this year have not been frozen: how many days are left. */
function YearDue({ rows }: { readonly rows: readonly FrozenRow[] }) {
  const { now } = useHouse();
  const year = dateOf(now).slice(-4);
  const left = Math.ceil((Date.parse(`${year}-${yearDue}T00:00:00+07:00`) - now) / dayMs);
  const done = rows.some(({ from, to }) => from === `${year}-01-01` && to >= `${year}-10-31`);
  if (done || left < 0 || left > toldDays) return null;
  return (
    <Notice tone="amber" role="status">
      <Say k="frozen.due" params={{ n: left }} />
    </Notice>
  );
}

interface FrozenTabProps {
  readonly rows: readonly FrozenRow[];
  readonly at: number;
  readonly choose: (index: number) => void;
  /** Figures of the period that would be frozen now. */
  readonly share: Cashless;
  readonly may: boolean;
  readonly freeze: () => void;
  readonly stored: () => void;
}

/** Figures that change no more, what came since, and what freezing the present period would keep. */
export function FrozenTab({ rows, at, choose, share, may, freeze, stored }: FrozenTabProps) {
  const t = useText();
  const { from, to, count, cashlessCount, amount, cashlessAmount } = share;
  return (
    <div className="qt-frozen">
      <section>
        <h2>{t('frozen.title')}</h2>
        <YearDue rows={rows} />
        {rows.length === 0 ? <p className="qt-quiet">{t('frozen.none')}</p> : null}
        <ChoiceList label={t('frozen.title')} className="qt-paper-list" tab>
          {rows.map((row, index) => (
            <ChoiceRow key={row.report} selected={index === at} choose={() => choose(index)}>
              <b>{t('frozen.row', { from: longDayText(row.from), to: longDayText(row.to) })}</b>
              <small>
                {t('frozen.as-of', {
                  when: `${timeOf(row.asOf)} ${dateOf(row.asOf)}`,
                  hash: row.hash.slice(0, 12),
                })}
                {row.supplements === null ? '' : ` · ${t('frozen.supplement')}`}
              </small>
              <Since row={row} />
            </ChoiceRow>
          ))}
        </ChoiceList>
      </section>
      <aside>
        <h2>{t('frozen.now', { from: longDayText(from), to: longDayText(to) })}</h2>
        <Facts
          className="qt-shift-facts"
          rows={[
            [t('frozen.count'), `${percent(cashlessCount, count)}\u00a0%`],
            [t('frozen.value'), `${percent(cashlessAmount, amount)}\u00a0%`],
            [t('frozen.money'), dong(amount)],
          ]}
        />
        <Notice tone={may ? 'plain' : 'amber'}>
          <Say k={may ? 'frozen.note' : 'frozen.chief'} />
        </Notice>
        {may ? <SecondaryAction label={t('frozen.freeze')} chord="F9" run={freeze} /> : null}
        {rows.length === 0 ? null : <SecondaryAction label={t('frozen.stored')} chord="Alt+D" run={stored} />}
      </aside>
    </div>
  );
}
