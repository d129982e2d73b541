/** One fault on one receipt: it strikes, all is repaired, and the cashier does what the screen asks. */
import { answerPrint, printReceipt } from '../../../src/main/desk/print.ts';
import { type Bench, longMs, pay, widthDots } from './bench.ts';
import type { FaultKind } from './faulty-line.ts';
import { type Piece, piecesOn } from './paper.ts';

/** Time in which nothing may come out. */
const quietMs = 600_000;
const mostTries = 6;

export interface FaultCase {
  readonly kind: FaultKind;
  readonly afterBytes: number;
}

/** What is counted of the faults of one kind. */
export interface FaultRow {
  struck: number;
  notSent: number;
  asked: number;
  doubled: number;
  unasked: number;
  falsePrinted: number;
  moneyChanged: number;
  without: number;
}

export const emptyRow = (): FaultRow => ({
  struck: 0,
  notSent: 0,
  asked: 0,
  doubled: 0,
  unasked: 0,
  falsePrinted: 0,
  moneyChanged: 0,
  without: 0,
});

/** Plays one case and counts what came of it. */
export async function play(bench: Bench, { kind, afterBytes }: FaultCase, row: FaultRow): Promise<void> {
  const { clock, line, desk, money } = bench;
  // What the last payer got is gone, whether the knife cut it or a hand tore it off.
  line.mechanism.tearOff();
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

/** Everything that came out of the printer for this payer, cut or not. */
function paperOf({ line: { mechanism } }: Pick<Bench, 'line'>): Piece[] {
  return piecesOn([...mechanism.sheets.map(({ bits }) => bits), ...mechanism.strip], widthDots / 8);
}

/** Nobody asks for anything; the supervisor goes on asking the printer. No sheet may begin. */
async function quiet(bench: Bench, row: FaultRow): Promise<void> {
  const begun = () => paperOf(bench).filter(({ fromTop }) => fromTop).length;
  const before = begun();
  const asking = bench.printer().status();
  await bench.clock.advanceAndSettle(quietMs);
  await asking;
  if (begun() > before) row.unasked += 1;
}

/** The cashier does what the screen asks until the payer has a whole paper: looks, answers, prints again. */
async function handOver(bench: Bench, receipt: string, number: number): Promise<boolean> {
  const { desk, clock, line } = bench;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const { context } = desk;
    const { state, job, answer } = context.spool.paperOf(receipt);
    const whole = paperOf({ line }).some(
      (piece) => piece.document === number && piece.fromTop && piece.rows >= bench.wholeRows(),
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
