/**
 * `faults network`: three real counters push their journals over a bad line (lost answers, requests doubled, late or never
 * answered, answers cut, a captive portal, 500, 429, 413) to a backend on real PostgreSQL, which is put back to a backup
 * now and then, while their clocks are wrong and payments go on. Then the line is dead for a while, and heals. Everything
 * must stand at the backend once, in order, as in the counters' own journals, within a minute. Control: a backend that
 * stores what it has already.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type BadLine, badLine, lineFaults } from '../support/backend/bad-line.ts';
import { type BusyCounter, busyCounters, type JournalRow } from '../support/backend/busy-counters.ts';
import { startInstance } from '../support/backend/instances.ts';
import { startPostgres } from '../support/backend/postgres.ts';
import { type BackendProcess, doublingProgram, runningProcess } from '../support/backend/process.ts';
import { newCode, newFacility } from '../support/backend/province.ts';
import { type Backups, backupsOf } from '../support/backend/restored-database.ts';
import { type Chance, makeChance } from '../support/chance.ts';
import type { Bound, FaultRun, Measured, RunOptions } from '../support/runner.ts';

const secret = 'only-for-tests-only-for-tests-only-for-tests';
/** Timers of the counters pass that much faster while the line is faulty; never while it is dead or heals. */
const hurry = 6;
const healLimitMs = 60_000;
/** A question that was never answered (6 s), and the longest wait after it (12 s). */
const noticeLimitMs = 20_000;
const givenUpMs = 90_000;
const pollMs = 100;
const clockSetMs = 2 * 24 * 60 * 60_000;
/** At most twice that long there is something to lose between backup and restore. */
const sinceBackupMs = 3_000;
const controlEntries = 400;
const pauseMs = 25;
/** Of a counter that is far behind, or whose line is dead: one machine plays everybody, and must come to send, too. */
const slowPauseMs = 500;
const mostBacklog = 200;

/** How much of each a run has. */
interface Extent {
  readonly entries: number;
  /** Each kind of fault at least so often. */
  readonly faults: number;
  /** Restores spread over the run; more come at its end if heads did not go back often enough. */
  readonly restores: number;
  readonly headsBack: number;
  /** Batches taken twice, so that a backend that does not look is sure to have stored some of them twice. */
  readonly takenTwice: number;
  readonly deadMs: number;
}

function extentOf({ runs, short }: RunOptions): Extent {
  return short
    ? { entries: runs, faults: 3, restores: 1, headsBack: 1, takenTwice: 1, deadMs: 3_000 }
    : { entries: runs, faults: 20, restores: 8, headsBack: 20, takenTwice: 5, deadMs: 65_000 };
}

/** A backend that can be killed and started again behind the line. */
interface Place {
  readonly url: string;
  readonly line: BadLine;
  process: BackendProcess;
  start(): Promise<BackendProcess>;
}

/** What happened besides the faults of the line. */
interface Happened {
  /** Counters whose head was further than the restored database has it. */
  headsBack: number;
  clocksSet: number;
}

async function measure(options: RunOptions, extent: Extent, weak: boolean): Promise<Measured> {
  const server = await startPostgres();
  const chance = makeChance(options.seed);
  try {
    const url = await server.makeDatabase();
    const prepared = await startInstance({ url });
    const facility = await newFacility(prepared, 'hospital');
    const line = await badLine(prepared.url, chance);
    const counters = await busyCounters(line.url, () => newCode(prepared, facility));
    await prepared.stop();
    if (weak) await dropConstraints(url);
    const env = { DATABASE_URL: url, BACKEND_SECRET: secret };
    const start = () => (weak ? runningProcess(env, doublingProgram) : runningProcess(env));
    const place: Place = { url, line, process: await start(), start };
    line.target = place.process.url;
    try {
      return await run(place, counters, extent, chance, weak);
    } finally {
      for (const { till } of counters) await till.counter.remove();
      await line.close();
      await place.process.kill();
    }
  } finally {
    server.stop();
  }
}

async function run(
  place: Place,
  counters: readonly BusyCounter[],
  extent: Extent,
  chance: Chance,
  weak: boolean,
): Promise<Measured> {
  const { line } = place;
  const happened: Happened = { headsBack: 0, clocksSet: 0 };
  let [stopped, slow] = [false, false];
  const work = counters.map((one) =>
    one.work(
      () => stopped,
      () => (slow || one.backlog > mostBacklog ? slowPauseMs : pauseMs),
    ),
  );
  const failed = Promise.race(work.map((one) => one.then(() => new Promise<never>(() => {}))));
  for (const { clock } of counters) clock.hurry(hurry);
  line.state = 'faulty';
  await Promise.race([spoilLong(place, counters, extent, happened, chance), failed]);
  line.state = weak ? 'healthy' : 'dead';
  slow = true;
  for (const { clock } of counters) clock.hurry(1);
  await Promise.race([sleep(weak ? 0 : extent.deadMs), failed]);
  const queued = await Promise.all(counters.map((one) => one.waiting()));
  stopped = true;
  await Promise.all(work);
  line.state = 'healthy';
  const healed = await converge(place.url, counters, weak ? 5_000 : givenUpMs);
  return await report(place, counters, extent, { happened, healed, queued });
}

/** The faults: until there are entries enough and every kind came often enough. */
async function spoilLong(
  place: Place,
  counters: readonly BusyCounter[],
  extent: Extent,
  happened: Happened,
  chance: Chance,
): Promise<void> {
  const { entries, faults, headsBack, restores, takenTwice } = extent;
  const backups = await backupsOf(place.url);
  let restored = 0;
  const isEnough = () =>
    happened.headsBack >= headsBack &&
    happened.clocksSet >= faults &&
    place.line.takenTwice >= takenTwice &&
    entriesOf(counters) >= entries &&
    rarest(place.line) >= faults;
  try {
    while (!isEnough()) {
      // Spread over the run; the last one well before its end.
      const due = Math.min(1, (restored + 0.5) / restores) * 0.95 * entries;
      if (happened.headsBack < headsBack && entriesOf(counters) >= due) {
        await goBack(place, backups, happened, chance);
        restored += 1;
      }
      for (const counter of counters) counter.backlog = await counter.waiting();
      const one = chance.pick(counters);
      one.clock.jump(chance.below(2 * clockSetMs) - clockSetMs);
      happened.clocksSet += 1;
      await sleep(pollMs * (1 + chance.below(5)));
    }
  } finally {
    await backups.end();
  }
}

/** A backup, work until all have sent something or some seconds passed, and the database put back under a killed backend. */
async function goBack(place: Place, backups: Backups, happened: Happened, chance: Chance): Promise<void> {
  await backups.backUp();
  const copied = await headsOf(place.url);
  const untilMs = performance.now() + sinceBackupMs + chance.below(sinceBackupMs);
  const isPast = async () =>
    [...(await headsOf(place.url))].every(([id, rows]) => rows > (copied.get(id) ?? 0));
  while (performance.now() < untilMs && !(await isPast())) await sleep(pollMs);
  await place.process.kill();
  const before = await headsOf(place.url);
  await backups.restore();
  const after = await headsOf(place.url);
  happened.headsBack += [...before].filter(([counter, rows]) => (after.get(counter) ?? 0) < rows).length;
  place.process = await place.start();
  place.line.target = place.process.url;
}

/** Milliseconds after healing; infinite when it never came. */
interface Healed {
  /** Until each counter had been answered again. */
  readonly noticedMs: number;
  /** Until everything stood at the backend, and at the sisters. */
  readonly backendMs: number;
  readonly sistersMs: number;
}

async function converge(url: string, counters: readonly BusyCounter[], limitMs: number): Promise<Healed> {
  const from = performance.now();
  const never = Number.POSITIVE_INFINITY;
  let [noticedMs, backendMs, sistersMs] = [never, never, never];
  while (performance.now() - from < limitMs) {
    const heard = await Promise.all(counters.map((one) => one.hears()));
    if (!heard.includes(false)) noticedMs = Math.min(noticedMs, Math.round(performance.now() - from));
    const heads = await headsOf(url);
    const waiting = await Promise.all(counters.map((one) => one.waiting()));
    const passed = Math.round(performance.now() - from);
    // Asked each time: that the line was away, and is back, is written down too.
    const own = new Map(counters.map((one) => [one.id, one.entries()]));
    const there = counters.every(({ id }) => heads.get(id) === own.get(id)) && waiting.every((n) => n === 0);
    if (there) backendMs = Math.min(backendMs, passed);
    const known = counters.every((one) => counters.every(({ id }) => one.length(id) === own.get(id)));
    if (known) sistersMs = Math.min(sistersMs, passed);
    if (there && known) break;
    await sleep(pollMs);
  }
  return { noticedMs, backendMs, sistersMs };
}

interface Compared {
  readonly own: number;
  readonly stored: number;
  readonly lost: number;
  readonly doubled: number;
  readonly changed: number;
}

/** The journal of a counter beside what the backend has of it. */
function compare(own: readonly JournalRow[], stored: readonly JournalRow[]): Compared {
  const ids = new Set(stored.map(({ id }) => id));
  const doubled = stored.length - new Set(stored.map(({ epoch, seq }) => `${epoch}/${seq}`)).size;
  const changed = stored.filter((row, at) => {
    const mine = own[at];
    return mine === undefined || mine.seq !== row.seq || mine.epoch !== row.epoch || mine.hash !== row.hash;
  });
  return {
    ...{ own: own.length, stored: stored.length, doubled, changed: changed.length },
    lost: own.filter(({ id }) => !ids.has(id)).length,
  };
}

async function report(
  { url, line }: Place,
  counters: readonly BusyCounter[],
  extent: Extent,
  said: { happened: Happened; healed: Healed; queued: readonly number[] },
): Promise<Measured> {
  const { happened, healed, queued } = said;
  const compared: Compared[] = [];
  const table: Record<string, string | number>[] = [];
  const [stops, faults]: [string[], string[]] = [[], []];
  let sistersMissing = 0;
  for (const [at, one] of counters.entries()) {
    const own = one.journal(one.id);
    const result = compare(own, await storedOf(url, one.id));
    compared.push(result);
    stops.push(...(await one.stops()));
    faults.push(...(await one.faults()));
    const missing = counters.map((other) => own.length - other.journal(one.id).length);
    sistersMissing += missing.reduce((sum, n) => sum + n, 0);
    table.push({ what: `counter ${at + 1}`, ...result, paid: one.paid, queued: queued[at] ?? 0 });
  }
  for (const fault of new Set(faults)) console.log(`not taken: ${fault}`);
  for (const stop of stops) console.log(`stopped: ${stop}`);
  const sum = (pick: (one: Compared) => number) => compared.reduce((all, one) => all + pick(one), 0);
  const kinds = {
    ...line.counts,
    'clock set': happened.clocksSet,
    'head gone back': happened.headsBack,
    'taken twice': line.takenTwice,
  };
  for (const [kind, times] of Object.entries(kinds)) table.push({ what: kind, times });
  const none = (name: string, value: number, unit: string): Bound => ({
    ...{ name, value, op: '==', limit: 0, unit },
  });
  const within = (name: string, value: number, limit = healLimitMs): Bound => ({
    ...{ name, value, op: '<=', limit, unit: 'ms' },
  });
  const atLeast = (name: string, value: number, limit: number, unit: string): Bound => ({
    ...{ name, value, op: '>=', limit, unit },
  });
  return {
    table: table.map((row) => ({ ...emptyRow, ...row })),
    bounds: [
      none(
        'entries lost',
        sum(({ lost }) => lost),
        'entries',
      ),
      none(
        'entries doubled',
        sum(({ doubled }) => doubled),
        'entries',
      ),
      none(
        'entries changed or out of order',
        sum(({ changed }) => changed),
        'entries',
      ),
      none("sisters' entries missing", sistersMissing, 'entries'),
      none('counters that stopped', stops.length, 'counters'),
      within('every counter heard its backend after healing', healed.noticedMs, noticeLimitMs),
      within('all at the backend after healing', healed.backendMs),
      within('all at the sisters after healing', healed.sistersMs),
      atLeast(
        'entries',
        sum(({ own }) => own),
        extent.entries,
        'entries',
      ),
      atLeast('rarest fault of the line', rarest(line), extent.faults, 'faults'),
      atLeast('clocks set', happened.clocksSet, extent.faults, 'times'),
      atLeast('batches taken twice', line.takenTwice, extent.takenTwice, 'batches'),
      atLeast('heads gone back', happened.headsBack, extent.headsBack, 'times'),
    ],
    figures: { queuedAtHealing: queued.reduce((all, one) => all + one, 0) },
  };
}

const emptyRow = {
  ...{ what: '', own: '', stored: '', lost: '', doubled: '', changed: '', paid: '', queued: '', times: '' },
};

function entriesOf(counters: readonly BusyCounter[]): number {
  return counters.reduce((all, one) => all + one.entries(), 0);
}

function rarest({ counts }: BadLine): number {
  return Math.min(...lineFaults.map((kind) => counts[kind]));
}

async function asking<T>(url: string, ask: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await ask(client);
  } finally {
    await client.end();
  }
}

/** How many entries stand there, by counter. */
async function headsOf(url: string): Promise<ReadonlyMap<string, number>> {
  const text = 'select counter, count(*)::int as n from entry group by counter';
  const { rows } = await asking(url, (client) => client.query<{ counter: string; n: number }>(text));
  return new Map(rows.map(({ counter, n }) => [counter, n]));
}

async function storedOf(url: string, counter: string): Promise<readonly JournalRow[]> {
  const text =
    'select epoch, seq::int as seq, id, hash from entry where counter = $1 order by epoch, seq, id';
  return (await asking(url, (client) => client.query<JournalRow>(text, [counter]))).rows;
}

async function dropConstraints(url: string): Promise<void> {
  await asking(url, (client) =>
    client.query(`alter table entry drop constraint entry_pkey, drop constraint entry_counter_id_key;
      alter table sealed_part drop constraint sealed_part_pkey`),
  );
}

export const network: FaultRun = {
  name: 'network',
  about: 'three counters on a bad line, wrong clocks, a restored backend; --runs counts entries',
  runs: 20_000,
  shortRuns: 1_500,
  measure: (options) => measure(options, extentOf(options), false),
  control: {
    name: 'a backend that stores what it has already',
    breaks: 'entries doubled',
    measure: (options) =>
      measure(
        options,
        { entries: controlEntries, faults: 2, restores: 0, headsBack: 0, takenTwice: 3, deadMs: 0 },
        true,
      ),
  },
};
