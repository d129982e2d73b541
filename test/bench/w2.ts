/**
 * `bench w2`: finding a payer among 200,000 and 1,000,000 as a cashier types, one search for each character, against
 * LIKE, a trigram index and MiniSearch on the same keystrokes. The others only find; here the page is in Vietnamese
 * order with what each payer owes, and the count is exact to 1,000.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCatalogue } from '../../src/main/catalogue/database.ts';
import { readCatalogue } from '../../src/main/catalogue/read.ts';
import { makeChance } from '../support/chance.ts';
import { fillCatalogue } from '../support/fill-catalogue.ts';
import { quantile } from '../support/quantile.ts';
import type { Bound, Measured, Run, RunOptions } from '../support/runner.ts';
import { miniSearchWay, type OtherWay, sqliteWays } from './w2-others.ts';
import { type Keystroke, keystrokes, makePayers } from './w2-people.ts';

const page = 20;
const keystrokesOfOthers = 80;
const mostForMiniSearch = 200_000;
const sizes = [
  { payers: 200_000, p95Ms: 10, worstMs: 30 },
  { payers: 1_000_000, p95Ms: 30, worstMs: null },
] as const;
const shortSizes = [{ payers: 20_000, p95Ms: 10, worstMs: 30 }] as const;
type Size = (typeof sizes)[number] | (typeof shortSizes)[number];

type Row = Measured['table'][number];

async function measure({ runs, seed, short }: RunOptions): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'w2-'));
  try {
    const table: Row[] = [];
    const bounds: Bound[] = [];
    const figures: Record<string, number> = {};
    for (const size of short ? shortSizes : sizes) {
      const measured = measureSize(size, join(folder, String(size.payers)), seed, runs);
      table.push(...measured.rows);
      bounds.push(...measured.bounds);
      figures[`fillSeconds${size.payers}`] = measured.fillSeconds;
    }
    return { table, bounds, figures };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measureSize(size: Size, path: string, seed: number, searches: number) {
  const chance = makeChance(seed);
  const draft = makePayers(chance, size.payers);
  const keys = keystrokes(draft, chance, searches);
  const database = openCatalogue(`${path}.db`);
  const from = performance.now();
  fillCatalogue(database, 'bench', draft);
  const fillSeconds = Math.round((performance.now() - from) / 100) / 10;
  const { findPayers } = readCatalogue(database);
  const own = timed(keys, (text) => findPayers(text, page).rows.length);
  database.close();
  const others = sqliteWays(draft, `${path}-others.db`);
  // It holds everything in memory, and at a million takes gigabytes.
  if (size.payers <= mostForMiniSearch) others.push(miniSearchWay(draft));
  // The others are slow: a part of the keystrokes tells enough.
  const step = Math.ceil(keys.length / keystrokesOfOthers);
  const some = keys.filter((_, index) => index % step === 0);
  const rows = [
    ...byKind(size.payers, keys, own),
    rowOf(size.payers, 'the counter', 'all', own),
    ...others.map((way) => rowOf(size.payers, way.name, 'all', timed(some, way.find))),
  ];
  for (const way of others) way.close();
  return { rows, bounds: boundsOf(size, own), fillSeconds };
}

/** Milliseconds of each keystroke, after one round that is not counted. */
function timed(keys: readonly Keystroke[], find: OtherWay['find']): number[] {
  for (const { text } of keys.slice(0, keystrokesOfOthers / 4)) find(text);
  return keys.map(({ text }) => {
    const from = performance.now();
    find(text);
    return performance.now() - from;
  });
}

function byKind(payers: number, keys: readonly Keystroke[], times: readonly number[]): Row[] {
  const kinds = Map.groupBy(
    times.map((ms, index) => ({ ms, kind: keys[index]?.kind ?? '' })),
    ({ kind }) => kind,
  );
  return Array.from(kinds, ([kind, all]) =>
    rowOf(
      payers,
      'the counter',
      kind,
      all.map(({ ms }) => ms),
    ),
  );
}

function rowOf(payers: number, way: string, kind: string, times: readonly number[]): Row {
  const at = (share: number) => rounded(quantile(times, share));
  const worstMs = rounded(times.reduce((most, ms) => Math.max(most, ms), 0));
  return { payers, way, typing: kind, keys: times.length, p50Ms: at(0.5), p95Ms: at(0.95), worstMs };
}

function boundsOf(size: Size, times: readonly number[]): Bound[] {
  const name = `${size.payers} payers`;
  const p95 = rounded(quantile(times, 0.95));
  const bounds: Bound[] = [{ name: `${name}, p95`, value: p95, op: '<=', limit: size.p95Ms, unit: 'ms' }];
  if (size.worstMs === null) return bounds;
  const worst = rounded(Math.max(...times));
  return [...bounds, { name: `${name}, worst`, value: worst, op: '<=', limit: size.worstMs, unit: 'ms' }];
}

function rounded(ms: number): number {
  return Math.round(ms * 1_000) / 1_000;
}

export const w2: Run = {
  name: 'w2',
  about: 'finding a payer among 200,000 and 1,000,000, key by key; --runs counts payers looked for',
  runs: 500,
  shortRuns: 100,
  measure,
};
