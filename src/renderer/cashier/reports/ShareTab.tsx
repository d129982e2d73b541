import { IconArrowUpRight, IconCircleCheck } from '@tabler/icons-react';
import type { Share } from '../../../shared/money/index.ts';
import type { CrossedView } from '../../../shared/rpc/documents.ts';
import { percent, plainAmount } from '../../ui/money.ts';
import { type TextOf, useText } from '../../ui/text.tsx';
import { MethodsChart } from './charts/MethodsChart.tsx';
import { ShareChart } from './charts/ShareChart.tsx';
import { longDayText, shortKey } from './days.ts';
import { type Cashless, shareRows, standingOf } from './share.ts';

function rowName(t: TextOf, key: string): string {
  return key.length === 7
    ? t('reports.month.of', { month: Number(key.slice(5)), year: key.slice(0, 4) })
    : longDayText(key);
}

/** How a row stands to the target, in words. */
function Standing({ sum, target }: { readonly sum: Share; readonly target: Cashless['target'] }) {
  const t = useText();
  const standing = standingOf(sum, target);
  if (standing.is === 'none') return <td className="qt-standing">{t('reports.standing.none')}</td>;
  if (standing.is === 'below') {
    const points = standing.points.toFixed(1).replace('.', ',');
    return (
      <td className="qt-standing" data-tone="amber">
        <IconArrowUpRight size={18} stroke={1.9} aria-hidden />
        {t(`reports.standing.below.${standing.by}`, { points })}
      </td>
    );
  }
  return (
    <td className="qt-standing" data-tone="green">
      <IconCircleCheck size={18} stroke={1.9} aria-hidden />
      {t(`reports.standing.${standing.is}`)}
    </td>
  );
}

function Cells({ sum, target }: { readonly sum: Share; readonly target: Cashless['target'] }) {
  const { count, cashlessCount, amount, cashlessAmount } = sum;
  return (
    <>
      <td>{plainAmount(count)}</td>
      <td>{plainAmount(cashlessCount)}</td>
      <td>
        <b>{percent(cashlessCount, count)}</b>
      </td>
      <td>{plainAmount(amount)}</td>
      <td>{plainAmount(cashlessAmount)}</td>
      <td>
        <b>{percent(cashlessAmount, amount)}</b>
      </td>
      <Standing sum={sum} target={target} />
    </>
  );
}

/** The cashless share of a period: both ways of counting on one axis with the band, ways of paying beside, then the rows. */
export function ShareTab({ share, crossed }: { readonly share: Cashless; readonly crossed: CrossedView }) {
  const t = useText();
  const rows = shareRows(share);
  return (
    <>
      <div className="qt-charts">
        <section>
          <header>
            <h2>{t('reports.share.title')}</h2>
            <ul className="qt-chart-lines">
              <li>{t('reports.share.by-value')}</li>
              <li data-dotted="">{t('reports.share.by-count')}</li>
            </ul>
          </header>
          <ShareChart rows={rows} target={share.target} nameOf={shortKey} />
        </section>
        <section>
          <header>
            <h2>{t('reports.methods.title')}</h2>
            <p>{t('reports.methods.unit')}</p>
          </header>
          <MethodsChart view={crossed} />
        </section>
      </div>
      <div
        className="qt-report-scroll qt-focusable"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table is scrolled by the keys
        tabIndex={0}
      >
        <table className="qt-report" data-testid="share-table">
          <thead>
            <tr>
              <th scope="col">{t('reports.column.period')}</th>
              <th scope="col">{t('reports.column.times')}</th>
              <th scope="col">{t('reports.column.cashless')}</th>
              <th scope="col">{t('reports.column.times-share')}</th>
              <th scope="col">{t('reports.column.money')}</th>
              <th scope="col">{t('reports.column.cashless')}</th>
              <th scope="col">{t('reports.column.money-share')}</th>
              <th scope="col">
                {share.target === null
                  ? t('reports.column.target')
                  : t('reports.column.target.of', { low: share.target.low, high: share.target.high })}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.toReversed().map(({ key, ...sum }) => (
              <tr key={key}>
                <th scope="row">{rowName(t, key)}</th>
                <Cells sum={sum} target={share.target} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('reports.total')}</th>
              <Cells sum={share} target={share.target} />
            </tr>
          </tfoot>
        </table>
        {share.later.count === 0 ? null : (
          <p className="qt-report-note">
            {t('reports.later', { n: share.later.count, amount: plainAmount(share.later.amount) })}
          </p>
        )}
      </div>
    </>
  );
}
