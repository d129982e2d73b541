import { expect, test } from 'vitest';
import { type Dated, kept, mayGo } from '../../../src/main/upkeep/rotation.ts';

const dayMs = 24 * 60 * 60_000;
const newest = Date.UTC(2026, 10, 22, 9);

function daily(days: number): Dated[] {
  return Array.from({ length: days }, (_, day) => ({ name: `d${day}`, madeAt: newest - day * dayMs }));
}

function staying(backups: readonly Dated[]): string[] {
  const gone = new Set(mayGo(backups));
  return backups.filter((one) => !gone.has(one)).map(({ name }) => name);
}

test('ten years of daily backups leave days, months and years', () => {
  const stays = staying(daily(3653));
  expect(stays.slice(0, kept.days)).toEqual(daily(kept.days).map(({ name }) => name));
  // Of the twelve months November lies among the days; of the ten years 2026 too, and 2025's last day among the months.
  expect(stays).toHaveLength(kept.days + kept.months - 1 + kept.years - 2);
  const at = (name: string) => new Date(newest - Number(name.slice(1)) * dayMs).toISOString().slice(0, 10);
  expect(stays.map(at).slice(kept.days)).toEqual([
    ...['2026-10-31', '2026-09-30', '2026-08-31', '2026-07-31', '2026-06-30', '2026-05-31', '2026-04-30'],
    ...['2026-03-31', '2026-02-28', '2026-01-31', '2025-12-31'],
    ...['2024-12-31', '2023-12-31', '2022-12-31', '2021-12-31', '2020-12-31', '2019-12-31', '2018-12-31'],
    '2017-12-31',
  ]);
});

test('of one day the newest stays; what is rotated daily ends the same', () => {
  const twice = [...daily(3), { name: 'morning', madeAt: newest - 3_600_000 }];
  expect(mayGo(twice).map(({ name }) => name)).toEqual(['morning']);
  let held: Dated[] = [];
  for (const one of daily(900).reverse()) {
    held = [...held, one];
    const gone = new Set(mayGo(held));
    expect(gone.has(one)).toBe(false);
    held = held.filter((other) => !gone.has(other));
  }
  expect(held).toHaveLength(staying(daily(900)).length);
});

test('a counter that stood still loses nothing', () => {
  const years = [0, 400, 800, 1200].map((day) => ({ name: `${day}`, madeAt: newest - day * dayMs }));
  expect(mayGo(years)).toEqual([]);
  expect(mayGo([])).toEqual([]);
});

test("days are Vietnam's: 23:59 and 00:01 are two", () => {
  const midnight = Date.UTC(2026, 10, 21, 17);
  const [before, after] = [
    { name: 'before', madeAt: midnight - 60_000 },
    { name: 'after', madeAt: midnight + 60_000 },
  ];
  expect(mayGo([before, after])).toEqual([]);
});
