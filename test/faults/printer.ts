/**
 * `faults printer`: something goes wrong at every byte of a receipt, on its way to the simulated printer, in virtual time
 * at production deadlines; then all is repaired and the cashier does what the screen asks. On the printer's paper there
 * are never two unmarked originals, the money and the receipt are as they were, and nothing comes out unasked. Control:
 * a spool that takes "unknown" for "nothing came" and sends the original again.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answerPrint, printReceipt } from '../../src/main/desk/print.ts';
import { beginCash, receiveCashTender } from '../../src/main/desk/take-cash.ts';
import type { PrinterPort, Raster } from '../../src/main/devices/ports.ts';
import { escPosPrinter } from '../../src/main/devices/printer/driver.ts';
import { lanPrinterProfile } from '../../src/main/devices/printer/profiles.ts';
import type { PaperDocument, PaperMark } from '../../src/main/documents/model.ts';
import { makeRenderer } from '../../src/main/documents/render.ts';
import { type VirtualClock, virtualClock } from '../../src/main/ports/virtual.ts';
import type { Clock, EpochMs } from '../../src/shared/kernel/clock.ts';
import { type Chance, makeChance } from '../support/chance.ts';
import { type BaseFolder, makeBaseFolder } from '../support/faults/base-folder.ts';
import { type Chosen, nextPayment, owedBills } from '../support/faults/cashier.ts';
import { openPrintingDesk, type PrintingDesk, withPrint } from '../support/printer/desk.ts';
import { type FaultKind, type FaultyLine, faultKinds, faultyLine } from '../support/printer/faulty-line.ts';
import { type Piece, piecesOn, tagged } from '../support/printer/paper.ts';
import type { FaultRun, Measured, RunOptions } from '../support/runner.ts';
import { runCounter, succeeded } from '../support/running-counter.ts';

const widthDots = 384;
const billsNeeded = 2_500;
/** Small instalments: the same bills must last for all payments. */
const mostAmount = 1_100;
/** Longer than every deadline of the driver one after the other. */
const longMs = 90_000;
/** Time in which nothing may come out. */
const quietMs = 600_000;
const mostTries = 6;

interface Row {
  struck: number;
  notSent: number;
  asked: number;
  doubled: number;
  unasked: number;
  falsePrinted: number;
  moneyChanged: number;
  without: number;
}

const emptyRow = (): Row => ({
  struck: 0,
  notSent: 0,
  asked: 0,
  doubled: 0,
  unasked: 0,
  falsePrinted: 0,
  moneyChanged: 0,
  without: 0,
});

interface Bench {
  readonly clock: VirtualClock;
  readonly line: FaultyLine;
  readonly desk: PrintingDesk;
  readonly money: ReturnType<typeof moneyReader>;
  readonly chance: Chance;
  readonly bills: Chosen[];
  /** The printer of this life of the counter. */
  printer(): PrinterPort;
  /** Number on the paper of the receipt that is printed now. */
  numberOf(document: string): number;
}

/** The protection taken away: what may have come out is sent again as if nothing had. */
function careless(printer: PrinterPort): PrinterPort {
  return withPrint(printer, async (sheet) => {
    const outcome = await printer.print(sheet);
    return outcome.kind === 'unknown' ? { kind: 'failed', tookBytes: 0, why: outcome.why } : outcome;
  });
}

async function openBench(base: BaseFolder, seed: number, careful: boolean): Promise<Bench> {
  const bills = await readyBills(base);
  const clock = virtualClock(Date.now());
  const line = faultyLine(widthDots, clock);
  const numbers = new Map<string, number>();
  const numberOf = (document: string): number => {
    const known = numbers.get(document) ?? (numbers.size % 65_535) + 1;
    numbers.set(document, known);
    return known;
  };
  let printer: PrinterPort | undefined;
  const makePrinter = (): PrinterPort => {
    const made = escPosPrinter({ ...lanPrinterProfile, widthDots }, line.transport, clock).printer;
    printer = careful ? made : careless(made);
    return printer;
  };
  const desk = await openPrintingDesk({
    base,
    clock: slowWall(clock),
    makePrinter,
    render: tagging(numberOf),
  });
  const current = (): PrinterPort => {
    if (printer === undefined) throw new Error('no printer yet');
    return printer;
  };
  line.onKilled(() => desk.kill());
  const money = moneyReader(desk);
  return { clock, line, desk, money, chance: makeChance(seed), bills, printer: current, numberOf };
}

/** The deadlines of tens of thousands of papers are years; the calendar at the desk hardly moves meanwhile. */
function slowWall(clock: VirtualClock): Clock {
  const startMs = clock.now();
  const now = () => (startMs + Math.floor(clock.monotonicMs() / 1_000)) as EpochMs;
  return { ...clock, now };
}

async function readyBills({ folder, person, pin }: BaseFolder): Promise<Chosen[]> {
  const counter = await runCounter(folder);
  succeeded(await counter.client.call('staff.signIn', { person, pin }));
  const bills = await owedBills(counter.client, billsNeeded);
  await counter.stop();
  return bills;
}

/** Real receipts, drawn once for each mark; what differs between them is in the tags. */
function tagging(numberOf: (document: string) => number) {
  const renderer = makeRenderer(fileURLToPath(new URL('../../resources/fonts', import.meta.url)));
  const drawn = new Map<string, Raster>();
  return (document: PaperDocument, mark: PaperMark): Raster => {
    const sheet = drawn.get(mark.kind) ?? renderer.render(document, mark, widthDots);
    drawn.set(mark.kind, sheet);
    return tagged(sheet, numberOf(document.document), mark.kind);
  };
}

/** Takes cash with the fault armed, and gives the receipt. */
function pay({ desk, chance, bills }: Bench): string {
  const { context } = desk;
  const payment = nextPayment(chance, bills, context.ids, mostAmount);
  const { collection, tender, payer, payerName, lines } = payment;
  const begun = beginCash(context, { collection, tender, payer, payerName, lines: [...lines] });
  const received = receiveCashTender(context, { tender, given: 0 });
  if (!begun.ok || !received.ok) throw new Error(`refused: ${JSON.stringify([begun, received])}`);
  const [receipt] = received.value.receipts;
  if (receipt === undefined) throw new Error('no receipt');
  return receipt;
}

/** Everything that came out of the printer since the last call of `forgetSheets` and cut. */
function paperOf({ line: { mechanism } }: Pick<Bench, 'line'>): Piece[] {
  return piecesOn([...mechanism.sheets.map(({ bits }) => bits), ...mechanism.strip], widthDots / 8);
}

async function play(bench: Bench, kind: FaultKind, afterBytes: number, row: Row): Promise<void> {
  const { clock, line, desk, money } = bench;
  line.mechanism.forgetSheets();
  line.arm(kind, afterBytes);
  const receipt = pay(bench);
  await clock.advanceAndSettle(longMs);
  if (!line.struck) return;
  row.struck += 1;
  const before = money.of(receipt);
  const head = money.head();
  const first = desk.context.spool.paperOf(receipt);
  const number = bench.numberOf(receipt);
  if (first.state === 'failed') row.notSent += 1;
  if (first.state === 'unknown') row.asked += 1;
  line.repair();
  await quiet(bench, row);
  const done = await handOver(bench, receipt, number);
  await quiet(bench, row);
  const pieces = paperOf(bench).filter(({ document }) => document === number);
  if (pieces.filter(({ mark }) => mark === 'original').length > 1) row.doubled += 1;
  if (!done) row.without += 1;
  if (first.state === 'printed' && !pieces.some(({ mark }) => mark === 'original')) row.falsePrinted += 1;
  if (money.of(receipt) !== before || money.entriesSince(head) > 0) row.moneyChanged += 1;
}

/** Nobody asks for anything; the supervisor goes on asking the printer. No sheet may begin. */
async function quiet(bench: Bench, row: Row): Promise<void> {
  const begun = () => paperOf(bench).filter(({ fromTop }) => fromTop).length;
  const before = begun();
  const asking = bench.printer().status();
  await bench.clock.advanceAndSettle(quietMs);
  await asking;
  if (begun() > before) row.unasked += 1;
}

/** The cashier does what the screen asks until the payer has a whole paper: looks, answers, prints again. */
async function handOver({ desk, clock, line }: Bench, receipt: string, number: number): Promise<boolean> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const { context } = desk;
    const { state, job, answer } = context.spool.paperOf(receipt);
    const whole = paperOf({ line }).some(
      (piece) => piece.document === number && piece.fromTop && piece.rows >= leastRows,
    );
    if (state === 'printed' || (state === 'sent' && whole)) return whole;
    if (state === 'unknown' && answer === null && job !== null) {
      answerPrint(context, { job, paperCame: whole });
    } else if (state === 'unknown' && answer === 'came') {
      return whole;
    } else printReceipt(context, { receipt });
    await clock.advanceAndSettle(longMs);
  }
  return false;
}
/** Fewer rows than the shortest receipt has, more than any piece of one that was cut short by less than its end. */
const leastRows = 600;

/** The receipt, what it was allocated, and its money entries, as they stand; entries of papers come and go. */
function moneyReader({ money: { connection } }: PrintingDesk) {
  const receipts = connection.prepare('SELECT * FROM receipt WHERE id = ?').raw();
  const allocations = connection.prepare('SELECT * FROM allocation WHERE receipt = ?').raw();
  const heads = connection.prepare<[], number>('SELECT max(seq) FROM journal').pluck();
  const others = connection
    .prepare<[number], number>(`SELECT count(*) FROM journal WHERE seq > ? AND type NOT LIKE 'print.%'`)
    .pluck();
  return {
    head: () => heads.get() ?? 0,
    of: (receipt: string) => JSON.stringify([receipts.all(receipt), allocations.all(receipt)]),
    entriesSince: (seq: number) => others.get(seq) ?? 0,
  };
}

/** How many bytes the talk about an undisturbed receipt has. */
async function bytesOfReceipt(bench: Bench): Promise<number> {
  // The first talk of a process is longer: it fills up what an earlier one may have left.
  for (const _ of ['first', 'usual']) {
    bench.line.arm('cable', Number.MAX_SAFE_INTEGER);
    pay(bench);
    await bench.clock.advanceAndSettle(longMs);
  }
  return bench.line.bytes;
}

interface Case {
  readonly kind: FaultKind;
  readonly afterBytes: number;
}

/** The cable at every byte; the other faults too, every so many bytes. */
function casesOf(bytes: number, runs: number, chance: Chance): readonly Case[] {
  const every = faultKinds.flatMap((kind) => {
    const step = kind === 'cable' ? 1 : 23;
    const from = kind === 'cable' ? 0 : chance.below(step);
    return Array.from({ length: Math.ceil((bytes - from) / step) }, (_, at) => ({
      kind,
      afterBytes: from + at * step,
    }));
  });
  if (runs >= every.length) return every;
  return every.filter(
    (_, at) => Math.floor((at * runs) / every.length) !== Math.floor(((at + 1) * runs) / every.length),
  );
}

async function measure({ runs, seed }: RunOptions, careful: boolean): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'printer-'));
  try {
    const bench = await openBench(await makeBaseFolder(folder), seed, careful);
    const bytes = await bytesOfReceipt(bench);
    const rows = new Map<FaultKind, Row>(faultKinds.map((kind) => [kind, emptyRow()]));
    const cases = casesOf(bytes, runs, bench.chance);
    for (const { kind, afterBytes } of cases) {
      await play(bench, kind, afterBytes, rows.get(kind) ?? emptyRow());
    }
    bench.desk.close();
    return report(rows, cases.length, bytes);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(rows: ReadonlyMap<FaultKind, Row>, cases: number, bytes: number): Measured {
  const sum = (key: keyof Row) => [...rows.values()].reduce((total, row) => total + row[key], 0);
  const none = (name: string, key: keyof Row) =>
    ({ name, value: sum(key), op: '==', limit: 0, unit: 'receipts' }) as const;
  return {
    table: [...rows].map(([kind, row]) => ({ fault: kind, ...row })),
    bounds: [
      none('two unmarked originals', 'doubled'),
      none('came out unasked', 'unasked'),
      none('called printed without paper', 'falsePrinted'),
      none('receipt or payment changed', 'moneyChanged'),
      none('payer left without a whole paper', 'without'),
      {
        name: 'faults that struck',
        value: sum('struck'),
        op: '>=',
        limit: Math.floor(cases * 0.99),
        unit: 'faults',
      },
      { name: 'asked whether paper came', value: sum('asked'), op: '>=', limit: 1, unit: 'receipts' },
    ],
    figures: { bytes, cases },
  };
}

export const printer: FaultRun = {
  name: 'printer',
  about: 'a fault at every byte of a receipt; --runs counts faults at most',
  runs: 200_000,
  shortRuns: 400,
  measure: (options) => measure(options, true),
  control: {
    name: 'what may have come out is sent again as an original',
    breaks: 'two unmarked originals',
    measure: (options) => measure({ ...options, runs: Math.min(options.runs, 60) }, false),
  },
};
