import { useText } from '../../../ui/text.tsx';
import { type Cashless, growing, type ShareRow } from '../share.ts';
import { apart, type Box, columnX, linePath, linePoints, namedColumns, yOf } from './geometry.ts';
import { useWidth } from './useWidth.ts';

const height = 236;
const axisLeft = 40;
const labelRight = 112;
const ticks = [0, 20, 40, 60, 80, 100];
const labelHeight = 22;

interface ShareChartProps {
  readonly rows: readonly ShareRow[];
  readonly target: Cashless['target'];
  /** Short name of a row for the axis. */
  readonly nameOf: (key: string) => string;
}

/** The share of everything since the start of the period, by value and by count on one axis, against the band in force. */
export function ShareChart({ rows, target, nameOf }: ShareChartProps) {
  const t = useText();
  const [element, width] = useWidth<HTMLDivElement>(760);
  const box: Box = { left: axisLeft, top: 12, width: width - axisLeft - labelRight, height: height - 44 };
  const { value, count } = growing(rows);
  const at = (percent: number) => yOf(percent, 0, 100, box);
  const byValue = linePoints(value, 0, 100, box);
  const byCount = linePoints(count, 0, 100, box);
  const [lastValue, lastCount] = [byValue.at(-1), byCount.at(-1)];
  const percent = (share: number | undefined) => `${(share ?? 0).toFixed(1).replace('.', ',')}\u00a0%`;
  const bottom = box.top + box.height;
  const right = box.left + box.width;
  const labels = apart(lastValue?.y ?? 0, lastCount?.y ?? 0, labelHeight);
  // Near 0 the labels would stand on the names of the days.
  const [valueY, countY] = labels.map((y) => y - Math.max(0, Math.max(...labels) + 6 - bottom));
  return (
    <div ref={element} className="qt-chart">
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={t('reports.share.chart', { value: percent(value.at(-1)), count: percent(count.at(-1)) })}
      >
        {target === null ? null : (
          <>
            <rect
              className="qt-chart-band"
              x={box.left}
              width={box.width}
              y={at(target.high)}
              height={at(target.low) - at(target.high)}
            />
            <text className="qt-chart-target" x={box.left + 8} y={at(target.high) + 16}>
              {t('reports.target', { low: target.low, high: target.high })}
            </text>
          </>
        )}
        {ticks.map((tick) => (
          <g key={tick}>
            <line className="qt-chart-grid" x1={box.left} x2={right} y1={at(tick)} y2={at(tick)} />
            <text className="qt-chart-axis" x={box.left - 8} y={at(tick) + 4} textAnchor="end">
              {tick}
            </text>
          </g>
        ))}
        {namedColumns(rows.length, Math.floor(box.width / 34)).map((index) => (
          <text
            key={rows[index]?.key}
            className="qt-chart-axis"
            x={columnX(index, rows.length, box)}
            y={bottom + 20}
            textAnchor="middle"
            data-last={index === rows.length - 1 ? '' : undefined}
          >
            {nameOf(rows[index]?.key ?? '')}
          </text>
        ))}
        <path className="qt-chart-line" d={linePath(byValue)} />
        <path className="qt-chart-line" data-dotted="" d={linePath(byCount)} />
        {lastValue === undefined || lastCount === undefined ? null : (
          <>
            <circle className="qt-chart-dot" cx={lastValue.x} cy={lastValue.y} r={4.5} />
            <circle className="qt-chart-dot" data-open="" cx={lastCount.x} cy={lastCount.y} r={4.5} />
            <text className="qt-chart-label" x={lastValue.x + 12} y={(valueY ?? 0) + 5}>
              <tspan>{percent(value.at(-1))}</tspan> {t('reports.share.money')}
            </text>
            <text className="qt-chart-label" x={lastCount.x + 12} y={(countY ?? 0) + 5}>
              <tspan>{percent(count.at(-1))}</tspan> {t('reports.share.times')}
            </text>
          </>
        )}
      </svg>
    </div>
  );
}
