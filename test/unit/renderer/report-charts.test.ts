import { describe, expect, it } from 'vitest';
import {
  apart,
  columnX,
  linePath,
  linePoints,
  namedColumns,
  niceTicks,
  stackedBars,
  stepPath,
  ticksAround,
  yOf,
} from '../../../src/renderer/cashier/reports/charts/geometry.ts';

const box = { left: 40, top: 10, width: 300, height: 200 };

describe('ticks', () => {
  it('are round, begin at 0 and take in the largest value', () => {
    expect(niceTicks(52.6)).toEqual([0, 20, 40, 60]);
    expect(niceTicks(4)).toEqual([0, 1, 2, 3, 4]);
    expect(niceTicks(0)).toEqual([0, 1]);
    for (let most = 0.1; most < 5_000; most *= 1.37) {
      const ticks = niceTicks(most);
      expect(ticks[0]).toBe(0);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(most * 0.999);
      expect(ticks.length).toBeLessThanOrEqual(7);
    }
  });

  it('reach below nothing when a drawer was short', () => {
    const ticks = ticksAround([-0.4, 2.2]);
    expect(ticks[0]).toBeLessThanOrEqual(-0.4);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(2.2);
    expect(ticks).toContain(0);
    expect(ticksAround([1, 3])[0]).toBe(0);
  });
});

describe('places', () => {
  it('0 stands at the bottom, the most at the top, and what is outside is held at the edge', () => {
    expect(yOf(0, 0, 100, box)).toBe(210);
    expect(yOf(100, 0, 100, box)).toBe(10);
    expect(yOf(50, 0, 100, box)).toBe(110);
    expect(yOf(140, 0, 100, box)).toBe(10);
    expect(yOf(-3, 0, 100, box)).toBe(210);
    expect(yOf(7, 5, 5, box)).toBe(210);
  });

  it('columns are equally wide, and one alone stands in the middle', () => {
    expect(columnX(0, 1, box)).toBe(190);
    expect([0, 1, 2].map((index) => columnX(index, 3, box))).toEqual([90, 190, 290]);
  });

  it('lines go through every value; nothing has no path', () => {
    const points = linePoints([0, 50, 100], 0, 100, box);
    expect(linePath(points)).toBe('M90 210 L190 110 L290 10');
    expect(linePath([])).toBe('');
  });

  it('a drawer stays what it was until the next move', () => {
    expect(
      stepPath(
        [
          { x: 40, y: 100 },
          { x: 60, y: 80 },
        ],
        340,
      ),
    ).toBe('M40 100 H60 V80 H340');
    expect(stepPath([], 340)).toBe('');
  });
});

describe('stacks', () => {
  it('parts stand on one another, as high as their sum', () => {
    const bars = stackedBars(
      [
        [10, 30],
        [0, 20],
      ],
      40,
      box,
    );
    expect(bars).toHaveLength(3);
    const [first, second, third] = bars;
    expect((first?.y ?? 0) + (first?.height ?? 0)).toBe(210);
    expect((second?.y ?? 0) + (second?.height ?? 0)).toBeCloseTo(first?.y ?? 0);
    expect(second?.y).toBe(10);
    expect(third?.height).toBeCloseTo(100);
  });

  it('what is less than nothing has no bar and moves no other', () => {
    const bars = stackedBars([[-5, 20]], 40, box);
    expect(bars).toMatchObject([{ part: 1, height: 100 }]);
  });
});

describe('names', () => {
  it('are thinned evenly and always name the last column', () => {
    expect(namedColumns(5, 10)).toEqual([0, 1, 2, 3, 4]);
    expect(namedColumns(31, 10).at(-1)).toBe(30);
    expect(namedColumns(31, 10).length).toBeLessThanOrEqual(10);
    expect(namedColumns(0, 10)).toEqual([]);
  });

  it('two labels never stand on each other', () => {
    expect(apart(100, 104, 22)).toEqual([91, 113]);
    expect(apart(104, 100, 22)).toEqual([113, 91]);
    expect(apart(100, 160, 22)).toEqual([100, 160]);
    const [one, other] = apart(50, 50, 22);
    expect(Math.abs(one - other)).toBe(22);
  });
});
