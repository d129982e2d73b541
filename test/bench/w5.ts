/**
 * `bench w5`: a large counter day by day. A ledger of 500,000 receipts with a list of 200,000 payers in force: how long
 * from starting the process until a person can sign in, how much memory it holds after 200 payments, how long a list of
 * 200,000 rows takes until it is in force, as CSV and as a workbook, and what a payment costs while another such list is read and a report of a
 * whole shift is made as PDF, again and again.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { realClock, realRandom } from '../../src/main/ports/real.ts';
import { makeIds } from '../../src/shared/kernel/ids.ts';
import { type CounterClient, createClient, singleChannel } from '../../src/shared/rpc/client.ts';
import { type Chance, makeChance } from '../support/chance.ts';
import { buildCounter } from '../support/faults/built-counter.ts';
import {
  begin,
  type Chosen,
  finishFront,
  nextPayment,
  owedBills,
  receive,
} from '../support/faults/cashier.ts';
import { type CounterProcess, startCounterProcess } from '../support/faults/counter-line.ts';
import { quantile } from '../support/quantile.ts';
import type { Bound, Measured, Run, RunOptions } from '../support/runner.ts';
import { patiently, resourcesFolder, runCounter, succeeded, untilTopic } from '../support/running-counter.ts';
import { sendList, takeList } from '../support/send-list.ts';
import { mostAmount } from './w1-core.ts';
import { type ManyReceipts, manyReceipts } from './w1-many.ts';
import { largeList, largeRows, largeWorkbook } from './w5-list.ts';

const sizes = { receipts: 500_000, rows: largeRows };
const shortSizes = { receipts: 20_000, rows: 20_000 };
const keptFolder = join(tmpdir(), 'quay-thu-bench');
const starts = 5;
/** Each is opened once: a few seconds at what one line may send. */
const billsNeeded = 100;
/** A brisk cashier takes one payment in twenty seconds; this is a hundred times as much. */
const betweenPaymentsMs = 200;

const settleLimitMs = 5 * 60_000;

const limits = { startMs: 2_000, rssMb: 200, importSeconds: 10, paymentMs: 50 } as const;

/** A counter in a process of its own, with somebody signed in. */
interface Till {
  readonly process: CounterProcess;
  readonly client: CounterClient;
  readonly ids: { next(): string };
  readonly chance: Chance;
  readonly bills: Chosen[];
  /** The Z of a closed shift, for its list of 250 receipts handed in. */
  readonly closedZ: string;
}

async function measure({ runs, seed, short }: RunOptions): Promise<Measured> {
  const { receipts, rows } = short ? shortSizes : sizes;
  const chance = makeChance(seed);
  mkdirSync(keptFolder, { recursive: true });
  const kept = await manyReceipts(keptFolder, receipts);
  const bills = await prepare(kept, rows);
  const startMs: number[] = [];
  const program = await buildCounter('bench');
  for (let index = 0; index < starts; index += 1) startMs.push(await measureStart(kept.folder, program));
  const till = await openTill(kept, program, chance, bills);
  try {
    const payMs = await payments(till, runs);
    const rssMb = residentMb(till.process.pid);
    // Other amounts than those in force, whichever run left them: the difference is part of the work.
    const importSeconds = await importAlone(till, rows, 1 + chance.below(1_000), largeList);
    await settled(kept.folder, till.client);
    const workbookSeconds = await importAlone(till, rows, 1_010 + chance.below(1_000), largeWorkbook);
    await settled(kept.folder, till.client);
    process.stderr.write(
      `so far: start ${startMs.map(Math.round)} ms, ${rssMb} MB, import ${importSeconds.toFixed(1)} and ${workbookSeconds.toFixed(1)} s\n`,
    );
    const beside = await payBesideImport(till, rows);
    const afterMb = residentMb(till.process.pid);
    await settled(kept.folder, till.client);
    const found = {
      startMs,
      payMs,
      rssMb,
      importSeconds,
      workbookSeconds,
      beside: beside.times,
      papers: beside.papers,
      afterMb,
    };
    return report(found, { receipts, rows, payments: runs });
  } finally {
    await till.process.kill();
  }
}

/** Name of the one list that the kept ledger has besides its samples. */
function sourceOf(rows: number): string {
  return `w5 ${rows}`;
}

/** The list of payers in force, a shift open, bills that are owed. The first start may bring the ledger up to date. */
async function prepare({ folder, person, pin }: ManyReceipts, rows: number): Promise<Chosen[]> {
  const counter = await runCounter(folder);
  const { client } = counter;
  succeeded(await client.call('staff.signIn', { person, pin }));
  const opened = await client.call('shift.open', { float: 2_000_000, name: 'Ca sáng' });
  if (!opened.ok && opened.reason.code !== 'shift-already-open') throw new Error(opened.reason.code);
  await finishFront(client);
  const { sources } = succeeded(await client.call('import.sources', {}));
  if (!sources.some((one) => one.source === sourceOf(rows) && one.payers === rows)) {
    await takeList(client, sourceOf(rows), largeList(rows, 0));
  }
  const bills = await owedBills(client, billsNeeded);
  await settled(folder, client);
  await addedUp(client, newestZ(folder));
  await counter.stop();
  return bills;
}

/** Until the lists that are no longer in force are gone: that goes on beside the work and is not what is measured here. */
async function settled(folder: string, client: CounterClient): Promise<void> {
  const { sources } = succeeded(await client.call('import.sources', {}));
  const lists = new BetterSqlite3(join(folder, 'catalogue.db'), { readonly: true });
  try {
    const left = lists.prepare(`SELECT count(*) FROM generation WHERE state <> 'dropped'`).pluck();
    const from = performance.now();
    while (Number(left.get()) > sources.length) {
      if (performance.now() - from > settleLimitMs) throw new Error('old lists do not go away');
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  } finally {
    lists.close();
  }
}

/** A ledger that was just made has never been asked for a figure: its entries are added up first, for a minute. */
async function addedUp(client: CounterClient, z: string): Promise<void> {
  const from = performance.now();
  for (;;) {
    const answer = await client.call('report.handIn', { z });
    if (answer.ok) return;
    if (answer.reason.code !== 'report-behind') throw new Error(answer.reason.code);
    if (performance.now() - from > settleLimitMs) throw new Error('the figures are never added up');
  }
}

/** Milliseconds from starting the process until the sign-in screen has what it needs. */
async function measureStart(folder: string, program: string): Promise<number> {
  const from = performance.now();
  const process = await startCounterProcess({ folder, resourcesFolder, answerFirst: false }, program);
  const client = createClient(singleChannel(process.channel), { clock: realClock() });
  await untilTopic(client, 'gate', ({ state, people }) => state === 'signed-out' && people.length > 0);
  const ms = performance.now() - from;
  client.close();
  await process.kill();
  return ms;
}

async function openTill(kept: ManyReceipts, program: string, chance: Chance, bills: Chosen[]): Promise<Till> {
  const { folder, person, pin } = kept;
  const process = await startCounterProcess({ folder, resourcesFolder, answerFirst: false }, program);
  const clock = realClock();
  const client = createClient(singleChannel(process.channel), { clock });
  await untilTopic(client, 'gate', ({ people }) => people.length > 0);
  client.watch('workplace', () => undefined);
  succeeded(await client.call('staff.signIn', { person, pin }));
  return {
    process,
    client,
    ids: makeIds(clock, realRandom()),
    chance,
    bills,
    closedZ: newestZ(folder),
  };
}

/** The newest shift that is over has a list with a line for each of its 250 receipts. */
function newestZ(folder: string): string {
  const money = new BetterSqlite3(join(folder, 'money.db'), { readonly: true });
  try {
    const newest = money.prepare(
      `SELECT z FROM shift WHERE state = 'closed' ORDER BY "openedAt" DESC LIMIT 1`,
    );
    return String(newest.pluck().get());
  } finally {
    money.close();
  }
}

/** Payers are found by typing, then pay; milliseconds of each payment, both calls together. */
async function payments(till: Till, runs: number): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < runs; index += 1) {
    times.push(await payOnce(till));
    await betweenPayments(till);
  }
  return times;
}

/** Far quicker than any cashier, and below what one line may send in a second. */
const betweenPayments = ({ chance }: Till) =>
  new Promise((resolve) => setTimeout(resolve, betweenPaymentsMs * chance.next()));

async function payOnce({ client, chance, bills, ids }: Till): Promise<number> {
  const payment = nextPayment(chance, bills, ids, mostAmount);
  for (const text of ['ng', 'ngu', 'nguyen']) await patiently(client, 'payer.find', { text, limit: 20 });
  const from = performance.now();
  await begin(client, payment);
  await receive(client, payment);
  return performance.now() - from;
}

/** Seconds from the first part of a file until its list is in force in place of the one before. */
async function importAlone(
  { client }: Pick<Till, 'client'>,
  rows: number,
  variant: number,
  fileOf: (rows: number, variant: number) => Buffer | Promise<Buffer>,
): Promise<number> {
  const content = await fileOf(rows, variant);
  const from = performance.now();
  const { alreadyInForce, difference } = await takeList(client, sourceOf(rows), content);
  const seconds = (performance.now() - from) / 1_000;
  // The run before may have had the same seed.
  if (alreadyInForce) return importAlone({ client }, rows, variant + 1, fileOf);
  if (difference?.changed !== Math.ceil(rows / 10)) throw new Error('not another list than the one in force');
  return seconds;
}

/**
 * Milliseconds of payments taken while a list is sent, read and built and papers of a shift are made one after the other; the
 * list is dropped in the end.
 */
async function payBesideImport(till: Till, rows: number): Promise<{ times: number[]; papers: number }> {
  const { client, closedZ } = till;
  const content = largeList(rows, 1_007);
  const times: number[] = [];
  let reading = true;
  let papers = 0;
  const read = (async () => {
    const id = await sendList(client, sourceOf(rows), content);
    await patiently(client, 'import.preview', { import: id, mapping: null });
    reading = false;
    await patiently(client, 'import.cancel', { import: id });
  })();
  const paper = { is: 'hand-in', z: closedZ } as const;
  const printed = (async () => {
    while (reading) {
      await patiently(client, 'document.make', { paper, format: 'pdf' });
      papers += 1;
    }
  })();
  const paid = (async () => {
    while (reading) {
      times.push(await payOnce(till));
      await betweenPayments(till);
    }
  })();
  await Promise.all([read, printed, paid]);
  return { times, papers };
}

/** Resident memory of a process (Linux). */
function residentMb(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return found === null ? Number.NaN : Math.round(Number(found[1]) / 1_024);
}

interface Found {
  readonly startMs: readonly number[];
  readonly payMs: readonly number[];
  readonly rssMb: number;
  readonly importSeconds: number;
  readonly workbookSeconds: number;
  readonly beside: readonly number[];
  /** PDFs made meanwhile. */
  readonly papers: number;
  readonly afterMb: number;
}

function report(found: Found, figures: Readonly<Record<string, number>>): Measured {
  const { startMs, payMs, rssMb, importSeconds, workbookSeconds, beside, papers, afterMb } = found;
  const tenths = (value: number) => Math.round(value * 10) / 10;
  const at = (times: readonly number[], share: number) => tenths(quantile(times, share));
  const row = (what: string, times: readonly number[]) => ({
    ...{ what, times: times.length, p50Ms: at(times, 0.5), p95Ms: at(times, 0.95), p99Ms: at(times, 0.99) },
    worstMs: at(times, 1),
  });
  const bound = (name: string, value: number, limit: number, unit: string): Bound => ({
    ...{ name, value, op: '<=', limit, unit },
  });
  return {
    table: [
      row('start to the sign-in screen', startMs),
      row('a payment', payMs),
      row('a payment beside an import and a PDF', beside),
    ],
    bounds: [
      bound('start to usable', at(startMs, 0.5), limits.startMs, 'ms'),
      bound('memory after the payments', rssMb, limits.rssMb, 'MB'),
      bound('a list until it is in force', tenths(importSeconds), limits.importSeconds, 's'),
      bound('a workbook until it is in force', tenths(workbookSeconds), limits.importSeconds, 's'),
      bound('a payment beside an import and a PDF, p99', at(beside, 0.99), limits.paymentMs, 'ms'),
      { name: 'PDFs made meanwhile', value: papers, op: '>=', limit: 1, unit: 'files' },
    ],
    figures: { ...figures, memoryAfterImportsMb: afterMb },
  };
}

export const w5: Run = {
  name: 'w5',
  about:
    'start, memory, import and payments beside it on a large ledger; --runs counts payments before the memory is read',
  runs: 200,
  shortRuns: 200,
  measure,
};
