/**
 * Every place where the cable of a terminal can be pulled or noise can fall on it, and what becomes of the cashier who is
 * charging there.
 */
import { virtualClock } from '../../../src/main/ports/virtual.ts';
import { stxBench } from '../stx/bench.ts';
import { zvtBench } from '../zvt/bench.ts';
import type { MakeBench } from './bench.ts';
import type { Pull } from './cable.ts';
import { type Exchange, exchanges } from './exchanges.ts';
import type { Till } from './till.ts';

const never = Number.MAX_SAFE_INTEGER;
const directions = ['to-terminal', 'from-terminal'] as const;
/**
 * An adapter that says that it is gone; a plug out until she gives up; a plug out for a moment; for longer; and no pull but
 * noise, of one bit, and of those bits that make an acknowledgement a refusal and the other way round.
 */
const manners: readonly (Omit<Pull, 'direction' | 'afterBytes'> & { readonly name: string })[] = [
  { name: 'told', told: true, restoredAfterMs: null },
  { name: 'silent', told: false, restoredAfterMs: null },
  { name: 'silent 1 s', told: false, restoredAfterMs: 1_000 },
  { name: 'silent 10 s', told: false, restoredAfterMs: 10_000 },
  { name: 'noise', told: false, restoredAfterMs: null, turned: 0x04 },
  { name: 'ack ↔ nak', told: false, restoredAfterMs: null, turned: 0x13 },
];

/** Both protocols; the last takes charges back whose result is not answered, as one reading of the text allows. */
const benches: readonly MakeBench[] = [
  stxBench,
  zvtBench('serial'),
  zvtBench('tcp'),
  zvtBench('tcp', { reversesUnanswered: true }),
];

/** One pull; bench, exchange and manner by their place, so that a lane can be told. */
export interface CableCase {
  readonly bench: number;
  readonly exchange: number;
  readonly manner: number;
  readonly direction: Pull['direction'];
  readonly afterBytes: number;
}

/** What is counted of the cases of one kind. */
export interface CableRow {
  pulled: number;
  queried: number;
  notSent: number;
  undecided: number;
  disagreed: number;
  wrongBooks: number;
}

/** Cases for one lane; `asksFirst` false is the control. */
export interface CableShare {
  readonly cases: readonly CableCase[];
  readonly asksFirst: boolean;
}

export interface CableResult {
  /** By terminal, exchange, cable and direction, between `|`. */
  readonly rows: readonly (readonly [string, CableRow])[];
  readonly wrong: readonly string[];
}

/** Every byte, both ways, of the exchanges so named; of all when none is named. */
export async function allCableCases(named: readonly string[] = []): Promise<readonly CableCase[]> {
  const cases: CableCase[] = [];
  for (const [bench, make] of benches.entries()) {
    for (const [exchange, played] of exchanges.entries()) {
      if (named.length > 0 && !named.includes(played.name)) continue;
      cases.push(...casesOf(bench, exchange, await measureBytes(make, played), isSerial(make)));
    }
  }
  return cases;
}

/** Noise falls on serial lines only. */
function isSerial(make: MakeBench): boolean {
  return make(virtualClock(0)).name.endsWith('serial');
}

type Bytes = Readonly<Record<Pull['direction'], number>>;

/** How many bytes an undisturbed exchange sends each way. */
async function measureBytes(make: MakeBench, exchange: Exchange): Promise<Bytes> {
  const till = await exchange.ready(make, true);
  till.cable.arm({ direction: 'to-terminal', afterBytes: never, told: false, restoredAfterMs: null });
  await exchange.play(till);
  return { ...till.cable.counted };
}

function casesOf(bench: number, exchange: number, bytes: Bytes, serial: boolean): readonly CableCase[] {
  const possible = [...manners.keys()].filter((at) => serial || manners[at]?.turned === undefined);
  return possible.flatMap((manner) =>
    directions.flatMap((direction) =>
      Array.from({ length: bytes[direction] + 1 }, (_, afterBytes) => ({
        ...{ bench, exchange, manner, direction, afterBytes },
      })),
    ),
  );
}

/** Plays the cases of a share, one after the other. */
export async function workCableShare({ cases, asksFirst }: CableShare): Promise<CableResult> {
  const rows = new Map<string, CableRow>();
  const wrong: string[] = [];
  for (const one of cases) wrong.push(...(await workCase(one, asksFirst, rows)));
  return { rows: [...rows], wrong };
}

async function workCase(
  one: CableCase,
  asksFirst: boolean,
  rows: Map<string, CableRow>,
): Promise<readonly string[]> {
  const { direction, afterBytes } = one;
  const [make, exchange, manner] = [benches[one.bench], exchanges[one.exchange], manners[one.manner]];
  if (make === undefined || exchange === undefined || manner === undefined)
    throw new RangeError('no such case');
  const till = await play(make, exchange, { ...manner, direction, afterBytes }, asksFirst);
  const key = `${till.bench.name}|${exchange.name}|${manner.name}|${direction}`;
  const row = rows.get(key) ?? emptyRow();
  rows.set(key, row);
  return count(row, exchange, till).map((what) => `${key.replaceAll('|', ', ')} byte ${afterBytes}: ${what}`);
}

export const emptyRow = (): CableRow => ({
  pulled: 0,
  queried: 0,
  notSent: 0,
  undecided: 0,
  disagreed: 0,
  wrongBooks: 0,
});

async function play(make: MakeBench, exchange: Exchange, pull: Pull, asksFirst: boolean): Promise<Till> {
  const till = await exchange.ready(make, asksFirst);
  till.cable.arm(pull);
  await exchange.play(till);
  // What is still under way at the terminal comes to its end.
  await till.clock.advanceAndSettle(30_000);
  return till;
}

/** Adds one case to its row; gives what is wrong with it. */
function count(row: CableRow, exchange: Exchange, till: Till): readonly string[] {
  const beliefs = [...till.attempts.values()].map(({ belief }) => belief);
  const disagreements = till.disagreements();
  const wrong = exchange.wrong(till);
  row.pulled += 1;
  row.queried += till.log.some((line) => line.startsWith(till.bench.queryLog)) ? 1 : 0;
  row.notSent += beliefs.filter((belief) => belief === 'not-sent').length;
  row.undecided += beliefs.filter((belief) => belief === 'undecided').length;
  row.disagreed += disagreements.length;
  row.wrongBooks += wrong === null ? 0 : 1;
  return [...disagreements, ...(wrong === null ? [] : [wrong])];
}
