/**
 * `faults terminal-cable`: the cable between counter and card terminal is pulled at every byte of every exchange, in both
 * directions, then put back, in virtual time at production deadlines. Every attempt ends approved once, declined, not
 * sent, or unknown and then settled by the query, as the terminal's own books say. Control: a cashier who charges again
 * without asking, which must double charges.
 */
import type { FaultRun, Measured, RunOptions } from '../support/runner.ts';
import type { Pull } from '../support/stx/cable.ts';
import { type Exchange, exchanges } from '../support/stx/exchanges.ts';
import type { Till } from '../support/stx/till.ts';

const never = Number.MAX_SAFE_INTEGER;
const directions = ['to-terminal', 'from-terminal'] as const;
/** An adapter that says that it is gone; a plug out until she gives up; a plug out for a moment; for longer. */
const manners: readonly (Pick<Pull, 'told' | 'restoredAfterMs'> & { readonly name: string })[] = [
  { name: 'told', told: true, restoredAfterMs: null },
  { name: 'silent', told: false, restoredAfterMs: null },
  { name: 'silent 1 s', told: false, restoredAfterMs: 1_000 },
  { name: 'silent 10 s', told: false, restoredAfterMs: 10_000 },
];

interface Case {
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
async function measureBytes(exchange: Exchange): Promise<MemoryCounts> {
  const till = await exchange.ready(true);
  till.cable.arm({ direction: 'to-terminal', afterBytes: never, told: false, restoredAfterMs: null });
  await exchange.play(till);
  return { ...till.cable.counted };
}
type MemoryCounts = Readonly<Record<Pull['direction'], number>>;

async function allCases(chosen: readonly Exchange[]): Promise<readonly Case[]> {
  const cases: Case[] = [];
  for (const exchange of chosen) {
    const bytes = await measureBytes(exchange);
    for (const manner of manners) {
      for (const direction of directions) {
        for (let afterBytes = 0; afterBytes <= bytes[direction]; afterBytes += 1) {
          cases.push({ exchange, manner, direction, afterBytes });
        }
      }
    }
  }
  return cases;
}

/** Every case, or so many of them spread evenly. */
function sample(cases: readonly Case[], wanted: number): readonly Case[] {
  if (wanted >= cases.length) return cases;
  return cases.filter(
    (_, at) => Math.floor((at * wanted) / cases.length) !== Math.floor(((at + 1) * wanted) / cases.length),
  );
}

async function play({ exchange, manner, direction, afterBytes }: Case, asksFirst: boolean): Promise<Till> {
  const till = await exchange.ready(asksFirst);
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
  const beliefs = [...till.beliefs.values()];
  const where = `${exchange.name}, ${manner.name}, ${direction} byte ${afterBytes}`;
  const disagreements = till.disagreements();
  const wrong = exchange.wrong(till);
  row.pulled += 1;
  row.queried += till.log.some((line) => line.startsWith('> request 74')) ? 1 : 0;
  row.notSent += beliefs.filter((belief) => belief === 'not-sent').length;
  row.undecided += beliefs.filter((belief) => belief === 'undecided').length;
  row.disagreed += disagreements.length;
  row.wrongBooks += wrong === null ? 0 : 1;
  return [...disagreements, ...(wrong === null ? [] : [wrong])].map((one) => `${where}: ${one}`);
}

async function measure(chosen: readonly Exchange[], asksFirst: boolean, runs: number): Promise<Measured> {
  const every = await allCases(chosen);
  const cases = sample(every, runs);
  const rows = new Map<string, Row>();
  const wrong: string[] = [];
  for (const one of cases) {
    const key = `${one.exchange.name}|${one.manner.name}|${one.direction}`;
    const row = rows.get(key) ?? {
      pulled: 0,
      queried: 0,
      notSent: 0,
      undecided: 0,
      disagreed: 0,
      wrongBooks: 0,
    };
    rows.set(key, row);
    wrong.push(...note(row, one, await play(one, asksFirst)));
  }
  for (const one of wrong.slice(0, maxSaid)) console.log(one);
  const sum = (field: keyof Row): number => [...rows.values()].reduce((total, row) => total + row[field], 0);
  return {
    table: [...rows].map(([key, row]) => {
      const [exchange = '', cable = '', direction = ''] = key.split('|');
      return { exchange, cable, direction, ...row };
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

export const terminalCable: FaultRun = {
  name: 'terminal-cable',
  about: 'the cable of the card terminal pulled at every byte; --runs counts positions at most',
  runs: 100_000,
  shortRuns: 600,
  measure: ({ runs }: RunOptions) => measure(exchanges, true, runs),
  control: {
    name: 'query before retry switched off',
    breaks: 'books other than one charge',
    measure: ({ runs }) =>
      measure(
        exchanges.filter(({ name }) => name === 'sale'),
        false,
        Math.min(runs, 200),
      ),
  },
};
