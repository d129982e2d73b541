import type { z } from 'zod';
import type { facility } from '../../shared/province/answers.ts';
import { useText } from '../ui/text.tsx';
import { percentOf, shown } from './figures.ts';

type Month = z.output<typeof facility>['months'][number];

const frame = { width: 560, height: 230, left: 34, right: 112, top: 12, bottom: 28 } as const;
const inner = {
  width: frame.width - frame.left - frame.right,
  height: frame.height - frame.top - frame.bottom,
};
const labelGap = 18;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Both shares over the months of a year against the band: solid is value, dotted is number (look.md "Charts"). */
export function MonthChart({ year, months }: { readonly year: string; readonly months: readonly Month[] }) {
  const t = useText();
  if (months.length === 0) return <p className="pv-empty">{t('province.chart.empty')}</p>;
  const shares = months.map((one) => ({
    month: Number(one.month.slice(5)),
    count: percentOf(one.cashlessCount, one.count),
    amount: percentOf(one.cashlessAmount, one.amount),
    band: one.target,
  }));
  const all = shares.flatMap((one) => [
    one.count,
    one.amount,
    one.band?.low ?? one.count,
    one.band?.high ?? one.amount,
  ]);
  const low = Math.max(0, Math.floor((Math.min(...all) - 4) / 10) * 10);
  const high = Math.min(100, Math.ceil((Math.max(...all) + 4) / 10) * 10);
  const x = (month: number) => frame.left + ((month - 1) / 11) * inner.width;
  const y = (share: number) => frame.top + (1 - (share - low) / Math.max(10, high - low)) * inner.height;
  const line = (key: 'count' | 'amount') => shares.map((one): Point => ({ x: x(one.month), y: y(one[key]) }));
  const step = high - low > 50 ? 20 : 10;
  const grid = Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, index) => low + index * step);
  const half = inner.width / 22;
  const say = shares.map((one) =>
    t('province.chart.say', { m: String(one.month), count: shown(one.count), amount: shown(one.amount) }),
  );
  return (
    <svg
      className="pv-chart"
      viewBox={`0 0 ${frame.width} ${frame.height}`}
      role="img"
      aria-label={`${t('province.chart.title', { y: year })}. ${say.join('. ')}`}
    >
      {shares.map(({ month, band }) =>
        band === null ? null : (
          <g key={month} className="pv-chart-band">
            <rect
              x={Math.max(frame.left, x(month) - half)}
              width={
                Math.min(frame.left + inner.width, x(month) + half) - Math.max(frame.left, x(month) - half)
              }
              y={y(band.high)}
              height={y(band.low) - y(band.high)}
            />
          </g>
        ),
      )}
      {grid.map((share) => (
        <g key={share} className="pv-chart-grid">
          <line x1={frame.left} x2={frame.left + inner.width} y1={y(share)} y2={y(share)} />
          <text x={frame.left - 8} y={y(share) + 4} textAnchor="end">
            {share}
          </text>
        </g>
      ))}
      {Array.from({ length: 12 }, (_, index) => index + 1).map((month) => (
        <text key={month} className="pv-chart-month" x={x(month)} y={frame.height - 8} textAnchor="middle">
          {t('province.month.short', { m: String(month) })}
        </text>
      ))}
      <Line points={line('count')} dotted />
      <Line points={line('amount')} />
      <Labels shares={shares} x={x} y={y} />
    </svg>
  );
}

function Line({ points, dotted = false }: { readonly points: readonly Point[]; readonly dotted?: boolean }) {
  const last = points.at(-1);
  return (
    <g className="pv-chart-line" data-dotted={dotted || undefined}>
      <polyline points={points.map((one) => `${one.x},${one.y}`).join(' ')} />
      {last === undefined ? null : <circle cx={last.x} cy={last.y} r={5} />}
    </g>
  );
}

/** Direct labels at the end of the lines, kept apart where the lines meet. */
function Labels({
  shares,
  x,
  y,
}: {
  readonly shares: readonly { readonly month: number; readonly count: number; readonly amount: number }[];
  readonly x: (month: number) => number;
  readonly y: (share: number) => number;
}) {
  const t = useText();
  const last = shares.at(-1);
  if (last === undefined) return null;
  // Above the names of the months, also where nothing was cashless.
  const lowest = frame.height - 30;
  const middle = Math.min((y(last.amount) + y(last.count)) / 2, lowest - labelGap / 2);
  const near = Math.abs(y(last.amount) - y(last.count)) < labelGap;
  const over = last.amount >= last.count ? -1 : 1;
  const at = (own: number, side: number) =>
    (near ? middle + (side * labelGap) / 2 : Math.min(own, lowest)) + 4;
  return (
    <g className="pv-chart-label">
      <text x={x(last.month) + 12} y={at(y(last.amount), over)}>
        {t('province.chart.amount', { share: shown(last.amount) })}
      </text>
      <text x={x(last.month) + 12} y={at(y(last.count), -over)}>
        {t('province.chart.count', { share: shown(last.count) })}
      </text>
    </g>
  );
}
