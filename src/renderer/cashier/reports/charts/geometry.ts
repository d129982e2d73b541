/** Where things of a chart stand, in pixels of its own box. Pure: nothing here knows of React or of the screen. */

/** The plot inside a chart, without the axis texts. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Steps that are easy to read: 1, 2, 2.5 or 5 times a power of ten. */
const niceSteps = [1, 2, 2.5, 5, 10];

/** Round values from 0 to at least `most`, about `wanted` of them; of nothing, 0 and 1. */
export function niceTicks(most: number, wanted = 4): number[] {
  if (most <= 0) return [0, 1];
  const raw = most / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = (niceSteps.find((one) => one * power >= raw - power * 1e-9) ?? 10) * power;
  const last = Math.ceil(most / step - 1e-9);
  return Array.from({ length: last + 1 }, (_, index) => index * step);
}

/** A tick as it is written at the axis: as many decimals as it has, so that two ticks never read the same. */
export function tickText(tick: number): string {
  return String(Number(tick.toFixed(6))).replace('.', ',');
}

/** Round values that take in all of `values`, negative ones too. */
export function ticksAround(values: readonly number[]): number[] {
  const low = Math.min(0, ...values);
  const up = niceTicks(Math.max(0, ...values));
  if (low === 0) return up;
  const step = Math.max((up[1] ?? 1) - (up[0] ?? 0), niceTicks(-low)[1] ?? 1);
  const below = Math.ceil(-low / step);
  const above = Math.ceil(Math.max(0, ...values) / step);
  return Array.from({ length: below + above + 1 }, (_, index) => (index - below) * step);
}

/** The height at which a value stands between `low` (bottom) and `high` (top); values outside are held at the edge. */
export function yOf(value: number, low: number, high: number, box: Box): number {
  const share = high === low ? 0 : Math.min(1, Math.max(0, (value - low) / (high - low)));
  return box.top + box.height * (1 - share);
}

/** The middle of the `index`-th of `count` equal columns. */
export function columnX(index: number, count: number, box: Box): number {
  return box.left + (box.width * (index + 0.5)) / Math.max(1, count);
}

/** Points of a line over equal columns. */
export function linePoints(values: readonly number[], low: number, high: number, box: Box): Point[] {
  return values.map((value, index) => ({
    x: columnX(index, values.length, box),
    y: yOf(value, low, high, box),
  }));
}

/** SVG path through the points; empty of nothing. */
export function linePath(points: readonly Point[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join(' ');
}

/** SVG path that keeps each height until the next point, and the last until `endX`. */
export function stepPath(points: readonly Point[], endX: number): string {
  const parts = points.map(({ x, y }, index) =>
    index === 0 ? `M${round(x)} ${round(y)}` : `H${round(x)} V${round(y)}`,
  );
  return parts.length === 0 ? '' : `${parts.join(' ')} H${round(endX)}`;
}

export interface Bar {
  readonly column: number;
  /** Which part of the stack. */
  readonly part: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Share of a column that its bar takes. */
const barShare = 0.68;
const widestBar = 40;

/**
 * Bars stacked from 0, one stack for each column, parts in their order. A part below nothing (more given back than taken)
 * has no bar: the table beside says so.
 */
export function stackedBars(stacks: readonly (readonly number[])[], high: number, box: Box): Bar[] {
  const width = Math.min(widestBar, (box.width / Math.max(1, stacks.length)) * barShare);
  return stacks.flatMap((parts, column) => {
    const x = columnX(column, stacks.length, box) - width / 2;
    let below = 0;
    return parts.flatMap((value, part): Bar[] => {
      if (value <= 0) return [];
      const bottom = yOf(below, 0, high, box);
      below += value;
      const y = yOf(below, 0, high, box);
      return [{ column, part, x, y, width, height: bottom - y }];
    });
  });
}

/** Which of `count` columns are named: the first, then evenly, the last always; at most `most` of them. */
export function namedColumns(count: number, most: number): number[] {
  if (count <= 0) return [];
  const step = Math.max(1, Math.ceil(count / Math.max(1, most)));
  const named: number[] = [];
  for (let index = count - 1; index >= 0; index -= step) named.unshift(index);
  return named;
}

/** Two labels at one edge are moved apart so that they do not stand on each other. */
export function apart(one: number, other: number, least: number): readonly [number, number] {
  const gap = least - Math.abs(one - other);
  if (gap <= 0) return [one, other];
  return one <= other ? [one - gap / 2, other + gap / 2] : [one + gap / 2, other - gap / 2];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
