import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Bound, holds, type Measured, main, perform, type Run } from '../../support/runner.ts';

const bound = (value: number): Bound => ({ name: 'lost', value, op: '==', limit: 0, unit: 'payments' });
const measured = (value: number): Measured => ({
  table: [{ step: 'a', lost: value }],
  bounds: [bound(value)],
});
const options = { runs: 1, seed: 1, short: false };
const run = (value: number, control?: number): Run => ({
  name: 'demo',
  about: 'a run',
  runs: 10,
  shortRuns: 2,
  measure: async () => measured(value),
  ...(control === undefined
    ? {}
    : { control: { name: 'off', breaks: 'lost', measure: async () => measured(control) } }),
});

let lines: string[] = [];
beforeEach(() => {
  lines = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => {
    lines.push(line);
  });
});
afterEach(() => vi.restoreAllMocks());

describe('a run', () => {
  test('is ok only when its bounds hold and its control breaks', async () => {
    expect((await perform(run(0, 3), options)).ok).toBe(true);
    expect((await perform(run(1, 3), options)).ok).toBe(false);
    expect((await perform(run(0, 0), options)).ok).toBe(false);
    expect((await perform(run(0), options)).ok).toBe(true);
  });
  test('a control that names a bound nobody measured, or a run without bounds, is not ok', async () => {
    const other = { name: 'off', breaks: 'else', measure: async () => measured(3) };
    expect((await perform({ ...run(0), control: other }, options)).ok).toBe(false);
    expect((await perform({ ...run(0), measure: async () => ({ table: [], bounds: [] }) }, options)).ok).toBe(
      false,
    );
  });
  test('a value that is not a number never holds', () => {
    expect(holds(bound(Number.NaN))).toBe(false);
    expect(holds({ ...bound(5), op: '<=', limit: 5 })).toBe(true);
    expect(holds({ ...bound(5), op: '>=', limit: 6 })).toBe(false);
  });
});

describe('the command line', () => {
  test('ends with one JSON line and the exit code of its bounds', async () => {
    expect(await main('faults', [run(0, 1)], ['demo', '--seed', '9', '--runs', '4'])).toBe(0);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ run: 'demo', ok: true, seed: 9, runs: 4 });
    expect(await main('faults', [run(2, 1)], ['demo'])).toBe(1);
  });
  test('all runs everything, short with the short count', async () => {
    expect(await main('faults', [run(0, 1), { ...run(1, 1), name: 'bad' }], ['all', '--short'])).toBe(1);
    const last = JSON.parse(lines.at(-1) ?? '');
    expect(last.reports.map((each: { runs: number; ok: boolean }) => [each.runs, each.ok])).toEqual([
      [2, true],
      [2, false],
    ]);
  });
  test('a run that ends with an error is broken, and the next one goes on', async () => {
    const failing: Run = {
      ...run(0),
      name: 'failing',
      measure: async () => Promise.reject(new Error('no printer')),
    };
    expect(await main('faults', [failing, run(0, 1)], ['all', '--short'])).toBe(1);
    const { reports } = JSON.parse(lines.at(-1) ?? '') as { reports: { run: string; ok: boolean }[] };
    expect(reports.map(({ run: name, ok }) => [name, ok])).toEqual([
      ['failing', false],
      ['demo', true],
    ]);
    expect(lines.join('\n')).toContain('no printer');
  });
  test('an unknown name lists the known', async () => {
    expect(await main('faults', [run(0, 1)], ['nothing'])).toBe(2);
    expect(lines.join('\n')).toContain('demo');
  });
});
