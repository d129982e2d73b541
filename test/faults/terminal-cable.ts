/**
 * `faults terminal-cable`: the cable between counter and card terminal is pulled at every byte of every exchange, in both
 * directions, then put back, in virtual time at production deadlines. Every attempt ends approved once, declined, not
 * sent, or unknown and then settled by the query, as the terminal's own books say. Control: a cashier who charges again
 * without asking, which must double charges.
 */

import { makeChance } from '../support/chance.ts';
import { inLanes, shareOut } from '../support/lanes.ts';
import type { FaultRun, Measured, RunOptions } from '../support/runner.ts';
import {
  allCableCases,
  type CableCase,
  type CableResult,
  type CableRow,
  type CableShare,
  emptyRow,
} from '../support/terminal/cable-cases.ts';
import { pullOnWire, type WireKind, type WireLink, type WireResult } from '../support/terminal/wire.ts';

const lane = new URL('../support/terminal/cable-child.ts', import.meta.url);
/** The first of what went wrong is said; the rest is counted. */
const maxSaid = 5;

/** Every case, or so many of them spread evenly. */
function sample(cases: readonly CableCase[], wanted: number): readonly CableCase[] {
  if (wanted >= cases.length) return cases;
  return cases.filter(
    (_, at) => Math.floor((at * wanted) / cases.length) !== Math.floor(((at + 1) * wanted) / cases.length),
  );
}

/** The rows of all lanes, added up by what they are of. */
function together(results: readonly CableResult[]): ReadonlyMap<string, CableRow> {
  const rows = new Map<string, CableRow>();
  for (const [key, row] of results.flatMap((one) => one.rows)) {
    const sum = rows.get(key) ?? emptyRow();
    for (const field of Object.keys(row) as (keyof CableRow)[]) sum[field] += row[field];
    rows.set(key, sum);
  }
  return new Map([...rows].toSorted(([one], [other]) => one.localeCompare(other)));
}

async function measure(named: readonly string[], asksFirst: boolean, runs: number): Promise<Measured> {
  const every = await allCableCases(named);
  const cases = sample(every, runs);
  const shares = shareOut(cases).map((share): CableShare => ({ cases: share, asksFirst }));
  const results = await inLanes<CableShare, CableResult>(lane, shares);
  const rows = together(results);
  for (const one of results.flatMap(({ wrong }) => wrong).slice(0, maxSaid)) console.log(one);
  const sum = (field: keyof CableRow): number =>
    [...rows.values()].reduce((total, row) => total + row[field], 0);
  return {
    table: [...rows].map(([key, row]) => {
      const [terminal = '', exchange = '', cable = '', direction = ''] = key.split('|');
      return { terminal, exchange, cable, direction, ...row };
    }),
    bounds: [
      { name: 'books other than one charge', value: sum('wrongBooks'), op: '==', limit: 0, unit: 'runs' },
      { name: 'beliefs the books deny', value: sum('disagreed'), op: '==', limit: 0, unit: 'attempts' },
      { name: 'never settled by the query', value: sum('undecided'), op: '==', limit: 0, unit: 'attempts' },
      { name: 'pulled', value: sum('pulled'), op: '==', limit: cases.length, unit: 'positions' },
      { name: 'settled by a query', value: sum('queried'), op: '>=', limit: 1, unit: 'runs' },
    ],
    figures: { positions: every.length, pulled: cases.length },
  };
}

/** Positions on each kind of real line, 200 of each protocol in a whole run, and over how many lines they are spread. */
const wirePositions = { whole: { lines: 5, each: 20 }, short: { lines: 1, each: 3 } };

interface WireLine {
  readonly kind: WireKind;
  readonly link: WireLink;
}

const wireLines: readonly WireLine[] = (['stx', 'zvt'] as const).flatMap((kind) =>
  (['pty', 'tcp'] as const).map((link) => ({ kind, link })),
);

/** A sample on ptys and TCP in real time, deadlines a hundredth of the production ones; it mostly waits. */
async function measureWires({ seed, short }: RunOptions): Promise<Measured> {
  const { lines, each } = short ? wirePositions.short : wirePositions.whole;
  const results = await Promise.all(
    wireLines.map(async ({ kind, link }, at) => {
      const pulls = Array.from({ length: lines }, (_, line) =>
        pullOnWire(kind, link, each, makeChance(seed + at * lines + line)),
      );
      return { kind, link, ...sumOf(await Promise.all(pulls)) };
    }),
  );
  const wrong = results.flatMap((one) => one.wrong);
  for (const one of wrong.slice(0, maxSaid)) console.log(one);
  const pulled = results.reduce((total, one) => total + one.pulled, 0);
  return {
    table: results.map((one) => ({
      terminal: `${one.kind} ${one.link}, real`,
      exchange: 'sale',
      cable: 'cut, 1:100',
      direction: 'both',
      pulled: one.pulled,
      queried: one.again,
      notSent: 0,
      undecided: 0,
      disagreed: 0,
      wrongBooks: one.wrong.length,
    })),
    bounds: [
      {
        name: 'real lines: books other than believed',
        value: wrong.length,
        op: '==',
        limit: 0,
        unit: 'runs',
      },
      {
        name: 'real lines: pulled',
        value: pulled,
        op: '>=',
        limit: lines * each * wireLines.length,
        unit: 'positions',
      },
    ],
    figures: { realPositions: pulled },
  };
}

function sumOf(results: readonly WireResult[]): WireResult {
  return {
    pulled: results.reduce((total, one) => total + one.pulled, 0),
    again: results.reduce((total, one) => total + one.again, 0),
    wrong: results.flatMap((one) => one.wrong),
  };
}

export const terminalCable: FaultRun = {
  name: 'terminal-cable',
  about: 'the cable of the card terminal pulled at every byte; --runs counts positions at most',
  runs: 100_000,
  shortRuns: 600,
  measure: async (options) => {
    // Not at the same time: scaled deadlines are for a machine that has nothing else to do.
    const real = await measureWires(options);
    const inMemory = await measure([], true, options.runs);
    return {
      table: [...inMemory.table, ...real.table],
      bounds: [...inMemory.bounds, ...real.bounds],
      figures: { ...inMemory.figures, ...real.figures },
    };
  },
  control: {
    name: 'query before retry switched off',
    breaks: 'books other than one charge',
    measure: ({ runs }) => measure(['sale'], false, Math.min(runs, 400)),
  },
};
