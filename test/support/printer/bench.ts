/** A desk, a printer at the end of a line on which a fault can strike, and bills enough for one payment after another. */
import { fileURLToPath } from 'node:url';
import { beginCash, receiveCashTender } from '../../../src/main/desk/take-cash.ts';
import type { PrinterPort, Raster } from '../../../src/main/devices/ports.ts';
import { escPosPrinter } from '../../../src/main/devices/printer/driver.ts';
import { lanPrinterProfile } from '../../../src/main/devices/printer/profiles.ts';
import type { PaperDocument, PaperMark } from '../../../src/main/documents/model.ts';
import { makeRenderer } from '../../../src/main/documents/render.ts';
import { type VirtualClock, virtualClock } from '../../../src/main/ports/virtual.ts';
import type { Clock, EpochMs } from '../../../src/shared/kernel/clock.ts';
import { type Chance, makeChance } from '../chance.ts';
import type { BaseFolder } from '../faults/base-folder.ts';
import { type Chosen, nextPayment, owedBills } from '../faults/cashier.ts';
import { runCounter, succeeded } from '../running-counter.ts';
import { openPrintingDesk, type PrintingDesk, withPrint } from './desk.ts';
import { type FaultyLine, faultyLine } from './faulty-line.ts';
import { tagged } from './paper.ts';

export const widthDots = 384;
const billsNeeded = 2_500;
/** Small instalments: the same bills must last for all payments. */
const mostAmount = 1_100;
/** Longer than every deadline of the driver one after the other. */
export const longMs = 90_000;

/** What a bench is opened on. */
export interface Ground {
  readonly base: BaseFolder;
  readonly bills: readonly Chosen[];
}

export interface Bench {
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
  /** Rows of the shortest sheet drawn so far: what has fewer is a piece of one. */
  wholeRows(): number;
}

/** The bills that are owed in the folder, asked for with the real counter. */
export async function readyBills({ folder, person, pin }: BaseFolder): Promise<readonly Chosen[]> {
  const counter = await runCounter(folder);
  succeeded(await counter.client.call('staff.signIn', { person, pin }));
  const bills = await owedBills(counter.client, billsNeeded);
  await counter.stop();
  return bills;
}

/** Opens the desk of the folder. `careful` false is the control: what may have come out is sent again. */
export async function openBench({ base, bills }: Ground, seed: number, careful: boolean): Promise<Bench> {
  const clock = virtualClock(Date.now());
  const line = faultyLine(widthDots, clock);
  const numberOf = numbering();
  let printer: PrinterPort | undefined;
  const makePrinter = (): PrinterPort => {
    const made = escPosPrinter({ ...lanPrinterProfile, widthDots }, line.transport, clock).printer;
    printer = careful ? made : careless(made);
    return printer;
  };
  const { render, wholeRows } = tagging(numberOf);
  const desk = await openPrintingDesk({ base, clock: slowWall(clock), makePrinter, render });
  const current = (): PrinterPort => {
    if (printer === undefined) throw new Error('no printer yet');
    return printer;
  };
  line.onKilled(() => desk.kill());
  const money = moneyReader(desk);
  const chance = makeChance(seed);
  return { clock, line, desk, money, chance, bills: [...bills], printer: current, numberOf, wholeRows };
}

/** The protection taken away: what may have come out is sent again as if nothing had. */
function careless(printer: PrinterPort): PrinterPort {
  return withPrint(printer, async (sheet) => {
    const outcome = await printer.print(sheet);
    return outcome.kind === 'unknown' ? { kind: 'failed', tookBytes: 0, why: outcome.why } : outcome;
  });
}

/** Documents get numbers as they come; after 65,535 the first is long forgotten. */
function numbering(): (document: string) => number {
  const numbers = new Map<string, number>();
  return (document) => {
    const known = numbers.get(document) ?? (numbers.size % 65_535) + 1;
    numbers.set(document, known);
    return known;
  };
}

/** The deadlines of tens of thousands of papers are years; the calendar at the desk hardly moves meanwhile. */
function slowWall(clock: VirtualClock): Clock {
  const startMs = clock.now();
  const now = () => (startMs + Math.floor(clock.monotonicMs() / 1_000)) as EpochMs;
  return { ...clock, now };
}

/** Real receipts, drawn once for each mark; what differs between them is in the tags. */
function tagging(numberOf: (document: string) => number) {
  const renderer = makeRenderer(fileURLToPath(new URL('../../../resources/fonts', import.meta.url)));
  const drawn = new Map<string, Raster>();
  return {
    wholeRows: () => Math.min(...[...drawn.values()].map(({ rows }) => rows)),
    render: (document: PaperDocument, mark: PaperMark): Raster => {
      const sheet = drawn.get(mark.kind) ?? renderer.render(document, mark, widthDots);
      drawn.set(mark.kind, sheet);
      return tagged(sheet, numberOf(document.document), mark.kind);
    },
  };
}

/** Takes cash, and gives the receipt. */
export function pay({ desk, chance, bills }: Bench): string {
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

/** How many bytes the talk about an undisturbed receipt has. */
export async function bytesOfReceipt(bench: Bench): Promise<number> {
  // The first talk of a process is longer: it fills up what an earlier one may have left.
  for (const _ of ['first', 'usual']) {
    bench.line.arm('cable', Number.MAX_SAFE_INTEGER);
    pay(bench);
    await bench.clock.advanceAndSettle(longMs);
  }
  return bench.line.bytes;
}

/** A place in the journal of one counter. */
export interface Head {
  readonly counter: string;
  readonly epoch: number;
  readonly seq: number;
}

/**
 * The receipt, what it was allocated, and its money entries, as they stand; entries of papers come and go, and so does the
 * receipt's count of copies.
 */
function moneyReader({ money: { connection } }: PrintingDesk) {
  const receipts = connection.prepare<[string], { copies: number }>('SELECT * FROM receipt WHERE id = ?');
  const allocations = connection.prepare('SELECT * FROM allocation WHERE receipt = ?').raw();
  const heads = connection.prepare<[], Head>(
    'SELECT counter, epoch, seq FROM journal ORDER BY counter DESC, epoch DESC, seq DESC LIMIT 1',
  );
  const others = connection
    .prepare<[string, number, number], number>(
      `SELECT count(*) FROM journal WHERE counter = ? AND epoch = ? AND seq > ? AND type NOT LIKE 'print.%'`,
    )
    .pluck();
  return {
    head(): Head {
      const head = heads.get();
      if (head === undefined) throw new Error('an empty journal');
      return head;
    },
    of: (receipt: string) =>
      JSON.stringify([
        receipts.all(receipt).map((row) => ({ ...row, copies: null })),
        allocations.all(receipt),
      ]),
    entriesSince: ({ counter, epoch, seq }: Head) => others.get(counter, epoch, seq) ?? 0,
  };
}
