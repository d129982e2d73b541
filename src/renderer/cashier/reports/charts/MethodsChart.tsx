import type { CrossedView } from '../../../../shared/rpc/documents.ts';
import { useText } from '../../../ui/text.tsx';
import { shortKey } from '../days.ts';
import { wayClass, wayText } from '../ways.ts';
import { type Box, columnX, namedColumns, niceTicks, stackedBars, tickText, yOf } from './geometry.ts';
import { useWidth } from './useWidth.ts';

const height = 214;
const axisLeft = 60;
const million = 1_000_000;

/** One stack of ways of paying for each day; million đồng on the axis. */
export function MethodsChart({ view }: { readonly view: CrossedView }) {
  const t = useText();
  const [element, width] = useWidth<HTMLDivElement>(440);
  const box: Box = { left: axisLeft, top: 12, width: width - axisLeft - 4, height: height - 40 };
  const rows = view.cuts.find(({ cut }) => cut === 'day')?.rows ?? [];
  const ticks = niceTicks(
    Math.max(0, ...rows.map(({ amounts }) => amounts.reduce((sum, one) => sum + Math.max(0, one), 0))) /
      million,
    3,
  );
  const high = (ticks.at(-1) ?? 1) * million;
  const bars = stackedBars(
    rows.map(({ amounts }) => amounts),
    high,
    box,
  );
  return (
    <div ref={element} className="qt-chart">
      <ul className="qt-chart-legend">
        {view.methods.map(({ key, label }) => (
          <li key={key} data-way={wayClass(key)}>
            {wayText(t, key, label)}
          </li>
        ))}
      </ul>
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={t('reports.methods.chart', { n: rows.length })}
      >
        {ticks.map((tick) => (
          <g key={tick}>
            <line
              className="qt-chart-grid"
              x1={box.left}
              x2={box.left + box.width}
              y1={yOf(tick * million, 0, high, box)}
              y2={yOf(tick * million, 0, high, box)}
            />
            <text
              className="qt-chart-axis"
              x={box.left - 8}
              y={yOf(tick * million, 0, high, box) + 4}
              textAnchor="end"
            >
              {tickText(tick)}
            </text>
          </g>
        ))}
        {bars.map((bar) => (
          <rect
            key={`${bar.column}-${bar.part}`}
            className="qt-chart-bar"
            data-way={wayClass(view.methods[bar.part]?.key ?? '')}
            x={bar.x}
            y={bar.y}
            width={bar.width}
            height={Math.max(1, bar.height - 1)}
          />
        ))}
        {namedColumns(rows.length, Math.floor(box.width / 26)).map((index) => (
          <text
            key={rows[index]?.key}
            className="qt-chart-axis"
            x={columnX(index, rows.length, box)}
            y={box.top + box.height + 20}
            textAnchor="middle"
            data-last={index === rows.length - 1 ? '' : undefined}
          >
            {shortKey(rows[index]?.key ?? '')}
          </text>
        ))}
      </svg>
    </div>
  );
}
