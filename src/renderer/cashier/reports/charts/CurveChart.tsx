import type { MethodResponse } from '../../../../shared/rpc/contract.ts';
import { dong } from '../../../ui/money.ts';
import { useText } from '../../../ui/text.tsx';
import { timeOf } from '../../../ui/time.ts';
import { type Box, stepPath, ticksAround, tickText, yOf } from './geometry.ts';
import { useWidth } from './useWidth.ts';

const height = 190;
const axisLeft = 52;
const million = 1_000_000;

/** Cash in the drawer through a shift, in steps: it stays what it was until the next move. */
export function CurveChart({ curve }: { readonly curve: MethodResponse<'report.curve'> }) {
  const t = useText();
  const [element, width] = useWidth<HTMLDivElement>(360);
  const { points, openedAt, closedAt, expected, counted } = curve;
  const box: Box = { left: axisLeft, top: 14, width: width - axisLeft - 12, height: height - 42 };
  const ticks = ticksAround([...points.map(({ amount }) => amount), counted].map((one) => one / million));
  const [low, high] = [(ticks[0] ?? 0) * million, (ticks.at(-1) ?? 1) * million];
  const span = Math.max(1, closedAt - openedAt);
  const xOf = (at: number) => box.left + (box.width * (at - openedAt)) / span;
  const end = box.left + box.width;
  const drawn = points.map(({ at, amount }) => ({ x: xOf(at), y: yOf(amount, low, high, box) }));
  return (
    <div ref={element} className="qt-chart">
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={t('reports.curve.chart', { expected: dong(expected), counted: dong(counted) })}
      >
        {ticks.map((tick) => (
          <g key={tick}>
            <line
              className="qt-chart-grid"
              x1={box.left}
              x2={end}
              y1={yOf(tick * million, low, high, box)}
              y2={yOf(tick * million, low, high, box)}
            />
            <text
              className="qt-chart-axis"
              x={box.left - 8}
              y={yOf(tick * million, low, high, box) + 4}
              textAnchor="end"
            >
              {tickText(tick)}
            </text>
          </g>
        ))}
        <path className="qt-chart-line" d={stepPath(drawn, end)} />
        <circle className="qt-chart-dot" data-open="" cx={end} cy={yOf(counted, low, high, box)} r={4.5} />
        {[openedAt, closedAt].map((at) => (
          <text
            key={at}
            className="qt-chart-axis"
            x={xOf(at)}
            y={box.top + box.height + 20}
            textAnchor={at === openedAt ? 'start' : 'end'}
          >
            {timeOf(at)}
          </text>
        ))}
      </svg>
    </div>
  );
}
