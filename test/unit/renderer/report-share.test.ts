import { describe, expect, it } from 'vitest';
import { dayAfter, longDayText, shortKey } from '../../../src/renderer/cashier/reports/days.ts';
import { growing, shareOf, shareRows, standingOf } from '../../../src/renderer/cashier/reports/share.ts';

const day = (day: string, count: number, cashlessCount: number, amount: number, cashlessAmount: number) => ({
  ...{ day, count, cashlessCount, amount, cashlessAmount },
});

describe('rows', () => {
  const days = [
    day('2026-10-30', 2, 1, 100, 40),
    day('2026-11-02', 4, 3, 300, 200),
    day('2026-11-03', 4, 4, 100, 100),
  ];

  it('a month has its days, a longer period its months; sums stay the same', () => {
    const month = shareRows({ from: '2026-11-01', to: '2026-11-30', days: days.slice(1) });
    expect(month.map(({ key }) => key)).toEqual(['2026-11-02', '2026-11-03']);
    const year = shareRows({ from: '2026-01-01', to: '2026-12-31', days });
    expect(year).toEqual([
      { key: '2026-10', count: 2, cashlessCount: 1, amount: 100, cashlessAmount: 40 },
      { key: '2026-11', count: 8, cashlessCount: 7, amount: 400, cashlessAmount: 300 },
    ]);
  });

  it('the curve holds everything since the start; its end is the share of the period', () => {
    const rows = shareRows({ from: '2026-01-01', to: '2026-12-31', days });
    const { value, count } = growing(rows);
    expect(value).toEqual([40, 68]);
    expect(count).toEqual([50, 80]);
    expect(growing([])).toEqual({ value: [], count: [] });
    expect(shareOf(1, 0)).toBe(0);
  });
});

describe('against the target', () => {
  const target = { from: '2026-01-01', low: 50, high: 60 };
  const sum = (cashlessCount: number, cashlessAmount: number) => ({
    ...{ count: 100, cashlessCount, amount: 1_000, cashlessAmount },
  });

  it('both ways of counting have to reach it, and what lacks is said', () => {
    expect(standingOf(sum(55, 550), target)).toEqual({ is: 'within' });
    expect(standingOf(sum(50, 500), target)).toEqual({ is: 'within' });
    expect(standingOf(sum(70, 700), target)).toEqual({ is: 'above' });
    expect(standingOf(sum(70, 550), target)).toEqual({ is: 'within' });
    expect(standingOf(sum(48, 550), target)).toMatchObject({ is: 'below', by: 'count', points: 2 });
    expect(standingOf(sum(55, 400), target)).toMatchObject({ is: 'below', by: 'value', points: 10 });
    expect(standingOf(sum(45, 400), target)).toMatchObject({ is: 'below', by: 'both', points: 10 });
  });

  it('without a target or a payment nothing is said', () => {
    expect(standingOf(sum(50, 500), null)).toEqual({ is: 'none' });
    expect(standingOf({ ...sum(0, 0), count: 0 }, target)).toEqual({ is: 'none' });
  });
});

it('days are stepped over the ends of months and years', () => {
  expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01');
  expect(dayAfter('2028-03-01', -1)).toBe('2028-02-29');
  expect(longDayText('2026-11-05')).toBe('05/11/2026');
  expect([shortKey('2026-11'), shortKey('2026-11-05')]).toEqual(['T11', '5']);
});
