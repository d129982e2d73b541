import {
  IconArrowUpRight,
  IconCircleCheck,
  IconClock,
  IconHelp,
  IconLayoutGrid,
  IconUnlink,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { addShare, noShare, type Share } from '../../shared/money/index.ts';
import { dong } from '../ui/money.ts';
import { Say, useText } from '../ui/text.tsx';
import { preciseAgeOf } from '../ui/time.ts';
import { type Band, missing, percentOf, shown, standingOf } from './figures.ts';
import { type FacilityRow, type Need, needs, type OverviewAnswer } from './Overview.tsx';
import { icon } from './Parts.tsx';
import type { Me } from './Province.tsx';
import { dayAt } from './periods.ts';
import { hrefOf } from './place.ts';

const listed: readonly (readonly [Exclude<Need, 'all'>, ReactNode, 'red' | 'amber'])[] = [
  ['chain', <IconUnlink key="chain" {...icon} size={22} />, 'red'],
  ['silent', <IconClock key="silent" {...icon} size={22} />, 'amber'],
  ['methods', <IconLayoutGrid key="methods" {...icon} size={22} />, 'amber'],
  ['credits', <IconHelp key="credits" {...icon} size={22} />, 'amber'],
];

/** The band all rows share; of rows with several bands none stands for all. */
function commonBand(rows: readonly FacilityRow[]): Band | null {
  const [first, ...rest] = rows.map(({ target }) => target);
  if (first === undefined || first === null) return null;
  return rest.every((one) => one?.low === first.low && one.high === first.high) ? first : null;
}

/** The whole of what is shown, what needs a look, and the yearly report. */
export function Summary({
  rows,
  answer,
  period,
  need,
  onNeed,
  me,
}: {
  readonly rows: readonly FacilityRow[];
  readonly answer: OverviewAnswer;
  readonly period: string;
  readonly need: Need;
  readonly onNeed: (need: Need) => void;
  readonly me: Me;
}) {
  const t = useText();
  const total = rows.reduce<Share>((sum, row) => addShare(sum, row), noShare);
  const band = commonBand(rows);
  const credits = rows.reduce((all, { unmatched }) => all + unmatched.count, 0);
  const amount = rows.reduce((all, { unmatched }) => all + unmatched.amount, 0);
  const oldest = rows.reduce<number | null>((first, { unmatched: { oldestAt } }) => {
    if (oldestAt === null) return first;
    return first === null ? oldestAt : Math.min(first, oldestAt);
  }, null);
  const howMany = (one: Need): number =>
    one === 'credits' ? credits : answer.facilities.filter((row) => needs(row, one, answer.now)).length;
  return (
    <aside className="pv-side">
      <h2>{t('province.total', { period: period.toLowerCase() })}</h2>
      <div className="pv-totals">
        <Total label="province.by-count" share={percentOf(total.cashlessCount, total.count)} band={band} />
        <Total label="province.by-amount" share={percentOf(total.cashlessAmount, total.amount)} band={band} />
      </div>
      <p className="pv-quiet" data-testid="total">
        {t('province.sum', { n: total.count, amount: dong(total.amount) })}
      </p>
      <h2>{t('province.needs')}</h2>
      <ul className="pv-needs">
        {listed.map(([one, picture, tone]) => (
          <li key={one}>
            <button
              type="button"
              aria-pressed={need === one}
              onClick={() => onNeed(need === one ? 'all' : one)}
            >
              <span className="pv-state" data-tone={howMany(one) === 0 ? 'quiet' : tone}>
                {picture}
              </span>
              <span>{t(`province.needs.${one}`)}</span>
              <b>{howMany(one)}</b>
            </button>
          </li>
        ))}
      </ul>
      {credits === 0 || oldest === null ? null : (
        <p className="pv-quiet">
          {t('province.needs.credits.sum', {
            ...{ n: credits, amount: dong(amount), age: preciseAgeOf(t, oldest, answer.now) },
          })}
        </p>
      )}
      {me.role === 'facility' ? null : <Due now={answer.now} />}
    </aside>
  );
}

function Total({
  label,
  share,
  band,
}: {
  readonly label: 'province.by-count' | 'province.by-amount';
  readonly share: number;
  readonly band: Band | null;
}) {
  const t = useText();
  const standing = band === null ? null : standingOf(share, band);
  return (
    <div>
      <span className="pv-quiet">{t(label)}</span>
      <b className="pv-large">{shown(share)} %</b>
      {band === null || standing === null ? (
        <span className="pv-quiet">{t('province.no-band')}</span>
      ) : (
        <span className="pv-state" data-tone={standing === 'below' ? 'amber' : 'green'}>
          {standing === 'below' ? <IconArrowUpRight {...icon} /> : <IconCircleCheck {...icon} />}
          {t(`province.${standing}`, { points: missing(share, band.low) })}
        </span>
      )}
    </div>
  );
}

const dayMs = 24 * 60 * 60_000;

/** How long until the yearly report is due (R12). */
function Due({ now }: { readonly now: number }) {
  const t = useText();
  const year = dayAt(now).slice(0, 4);
  const left = Math.ceil((Date.parse(`${year}-12-10T00:00:00+07:00`) - now) / dayMs);
  return (
    <div className="pv-due">
      <p className="qt-notice">
        <span>
          {left > 0 ? <Say k="province.due" params={{ n: left }} /> : <Say k="province.due.past" />}
        </span>
      </p>
      <a className="qt-primary" href={hrefOf({ is: 'yearly' })}>
        <span>{t('province.to-yearly', { y: year })}</span>
      </a>
    </div>
  );
}
