/**
 * `faults terminal-cable`: the cable between counter and card terminal is pulled at every byte of every exchange, in both
 * directions, then put back, in virtual time at production deadlines. Every attempt ends approved once, declined, not
 * sent, or unknown and then settled by the query, as the terminal's own books say. Control: a cashier who charges again
 * without asking, which must double charges.
 */

import { makeChance } from '../support/chance.ts';
import type { FaultRun, Measured, RunOptions } from '../support/runner.ts';
import { stxBench } from '../support/stx/bench.ts';
import type { MakeBench } from '../support/terminal/bench.ts';
import type { Pull } from '../support/terminal/cable.ts';
import { type Exchange, exchanges } from '../support/terminal/exchanges.ts';
import type { Till } from '../support/terminal/till.ts';
import { pullOnWire } from '../support/terminal/wire.ts';
import { zvtBench } from '../support/zvt/bench.ts';

const never = Number.MAX_SAFE_INTEGER;
const directions = ['to-terminal', 'from-terminal'] as const;
/** An adapter that says that it is gone; a plug out until she gives up; a plug out for a moment; for longer. */
const manners: readonly (Pick<Pull, 'told' | 'restoredAfterMs'> & { readonly name: string })[] = [
  { name: 'told', told: true, restoredAfterMs: null },
  { name: 'silent', told: false, restoredAfterMs: null },
  { name: 'silent 1 s', told: false, restoredAfterMs: 1_000 },
  { name: 'silent 10 s', told: false, restoredAfterMs: 10_000 },
];

/** Both protocols; the last takes charges back whose result is not answered, as one reading of the text allows. */
const benches: readonly MakeBench[] = [
  stxBench,
  zvtBench('serial'),
  zvtBench('tcp'),
  zvtBench('tcp', { reversesUnanswered: true }),
];

interface Case {
  readonly make: MakeBench;
  readonly exchange: Exchange;
  readonly manner: (typeof manners)[number];
  readonly direction: Pull['direction'];
  readonly afterBytes: number;
}

interface Row {
  pulled: number;
  queried: number;
  notSent: number;
  undecided: number;
  disagreed: number;
  wrongBooks: number;
}

/** How many bytes an undisturbed exchange sends each way. */
async function measureBytes(make: MakeBench, exchange: Exchange): Promise<MemoryCounts> {
  const till = await exchange.ready(make, true);
  till.cable.arm({ direction: 'to-terminal', afterBytes: never, told: false, restoredAfterMs: null });
  await exchange.play(till);
  return { ...till.cable.counted };
}
type MemoryCounts = Readonly<Record<Pull['direction'], number>>;

async function allCases(makes: readonly MakeBench[], chosen: readonly Exchange[]): Promise<readonly Case[]> {
  const cases: Case[] = [];
  for (const make of makes) {
    for (const exchange of chosen) cases.push(...casesOf(make, exchange, await measureBytes(make, exchange)));
  }
  return cases;
}

function casesOf(make: MakeBench, exchange: Exchange, bytes: MemoryCounts): readonly Case[] {
  return manners.flatMap((manner) =>
    directions.flatMap((direction) =>
      Array.from({ length: bytes[direction] + 1 }, (_, afterBytes) => ({
        make,
        exchange,
        manner,
        direction,
        afterBytes,
      })),
    ),
  );
}

/** Every case, or so many of them spread evenly. */
function sample(cases: readonly Case[], wanted: number): readonly Case[] {
  if (wanted >= cases.length) return cases;
  return cases.filter(
    (_, at) => Math.floor((at * wanted) / cases.length) !== Math.floor(((at + 1) * wanted) / cases.length),
  );
}

async function play(
  { make, exchange, manner, direction, afterBytes }: Case,
  asksFirst: boolean,
): Promise<Till> {
  const till = await exchange.ready(make, asksFirst);
  const { told, restoredAfterMs } = manner;
  till.cable.arm({ direction, afterBytes, told, restoredAfterMs });
  await exchange.play(till);
  // What is still under way at the terminal comes to its end.
  await till.clock.advanceAndSettle(30_000);
  return till;
}

/** The first of what went wrong is said; the rest is counted. */
const maxSaid = 5;

/** Adds one case to its row; gives what is wrong with it. */
function note(row: Row, { exchange, manner, direction, afterBytes }: Case, till: Till): readonly string[] {
  const beliefs = [...till.attempts.values()].map(({ belief }) => belief);
  const where = `${till.bench.name}, ${exchange.name}, ${manner.name}, ${direction} byte ${afterBytes}`;
  const disagreements = till.disagreements();
  const wrong = exchange.wrong(till);
  row.pulled += 1;
  row.queried += till.log.some((line) => line.startsWith(till.bench.queryLog)) ? 1 : 0;
  row.notSent += beliefs.filter((belief) => belief === 'not-sent').length;
  row.undecided += beliefs.filter((belief) => belief === 'undecided').length;
  row.disagreed += disagreements.length;
  row.wrongBooks += wrong === null ? 0 : 1;
  return [...disagreements, ...(wrong === null ? [] : [wrong])].map((one) => `${where}: ${one}`);
}

async function measure(
  makes: readonly MakeBench[],
  chosen: readonly Exchange[],
  asksFirst: boolean,
  runs: number,
): Promise<Measured> {
  const every = await allCases(makes, chosen);
  const cases = sample(every, runs);
  const rows = new Map<string, Row>();
  const wrong: string[] = [];
  for (const one of cases) {
    const till = await play(one, asksFirst);
    const key = `${till.bench.name}|${one.exchange.name}|${one.manner.name}|${one.direction}`;
    const row = rows.get(key) ?? {
      pulled: 0,
      queried: 0,
      notSent: 0,
      undecided: 0,
      disagreed: 0,
      wrongBooks: 0,
    };
    rows.set(key, row);
    wrong.push(...note(row, one, till));
  }
  for (const one of wrong.slice(0, maxSaid)) console.log(one);
  const sum = (field: keyof Row): number => [...rows.values()].reduce((total, row) => total + row[field], 0);
  return {
    table: [...rows].map(([key, row]) => {
      const [terminal = '', exchange = '', cable = '', direction = ''] = key.split('|');
      return { terminal, exchange, cable, direction, ...row };
    }),
    bounds: [
      { name: 'books other than one charge', value: sum('wrongBooks'), op: '==', limit: 0, unit: 'runs' },
      { name: 'beliefs the books deny', value: sum('disagreed'), op: '==', limit: 0, unit: 'attempts' },
      { name: 'never settled by the query', value: sum('undecided'), op: '==', limit: 0, unit: 'attempts' },
      {
        name: 'pulled',
        value: cases.length,
        op: '>=',
        limit: Math.min(runs, every.length),
        unit: 'positions',
      },
      { name: 'settled by a query', value: sum('queried'), op: '>=', limit: 1, unit: 'runs' },
    ],
    figures: { positions: every.length, pulled: cases.length },
  };
}

/** Positions on each real line: 200 of each protocol in a whole run. */
const wirePositions = { whole: 100, short: 3 };

/** A sample on ptys and TCP in real time, deadlines a hundredth of the production ones. */
async function measureWires({ seed, short }: RunOptions): Promise<Measured> {
  const positions = short ? wirePositions.short : wirePositions.whole;
  const lines = (['stx', 'zvt'] as const).flatMap((kind) =>
    (['pty', 'tcp'] as const).map((link) => ({ kind, link })),
  );
  const results = await Promise.all(
    lines.map(({ kind, link }, index) => pullOnWire(kind, link, positions, makeChance(seed + index))),
  );
  const wrong = results.flatMap((one) => one.wrong);
  for (const one of wrong.slice(0, maxSaid)) console.log(one);
  return {
    table: results.map(({ pulled, again, wrong }, index) => ({
      terminal: `${lines[index]?.kind} ${lines[index]?.link}, real`,
      exchange: 'sale',
      cable: 'cut, 1:100',
      direction: 'both',
      pulled,
      queried: again,
      notSent: 0,
      undecided: 0,
      disagreed: 0,
      wrongBooks: wrong.length,
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
        value: results.reduce((sum, one) => sum + one.pulled, 0),
        op: '>=',
        limit: positions * lines.length,
        unit: 'positions',
      },
    ],
    figures: { realPositions: positions * lines.length },
  };
}

export const terminalCable: FaultRun = {
  name: 'terminal-cable',
  about: 'the cable of the card terminal pulled at every byte; --runs counts positions at most',
  runs: 100_000,
  shortRuns: 600,
  measure: async (options) => {
    const [inMemory, real] = [
      await measure(benches, exchanges, true, options.runs),
      await measureWires(options),
    ];
    return {
      table: [...inMemory.table, ...real.table],
      bounds: [...inMemory.bounds, ...real.bounds],
      figures: { ...inMemory.figures, ...real.figures },
    };
  },
  control: {
    name: 'query before retry switched off',
    breaks: 'books other than one charge',
    measure: ({ runs }) =>
      measure(
        benches,
        exchanges.filter(({ name }) => name === 'sale'),
        false,
        Math.min(runs, 400),
      ),
  },
};
