/** Cash payments by the core and by hand, one after the other in the same run. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { beginCash, receiveCashTender } from '../../src/main/desk/take-cash.ts';
import { realClock } from '../../src/main/ports/real.ts';
import type { Chance } from '../support/chance.ts';
import { type Chosen, nextPayment } from '../support/faults/cashier.ts';
import { type Desk, openDesk } from './w1-desk.ts';
import { type Capture, captureWrites, HandWritten, type WrittenAct } from './w1-hand.ts';

export interface CoreTimes {
  /** Milliseconds of each payment: both acts with their commits. */
  readonly coreMs: number[];
  readonly handMs: number[];
  /** Of one payment, in words. */
  work: string;
}

export interface CoreOptions {
  readonly folder: string;
  readonly person: string;
  readonly pin: string;
  readonly bills: Chosen[];
  readonly runs: number;
  readonly chance: Chance;
}

/** First payments are not measured: the compiler is still at work. */
const warmUp = 100;
/** Small instalments: the same bills must last for all payments. */
export const mostAmount = 2_000;
const handFile = 'by-hand.db';

/** Measures `runs` payments on the folder; its shift must be open. The hand-written file is a copy of `money.db`. */
export async function measureCore(options: CoreOptions): Promise<CoreTimes> {
  const { folder, runs } = options;
  let capture: Capture | undefined;
  const desk = await openDesk({
    ...options,
    clock: realClock(),
    opened: ({ connection }) => {
      capture = captureWrites(connection);
    },
  });
  if (capture === undefined) throw new Error('nothing is noted');
  capture.take();
  desk.money.connection.pragma('wal_checkpoint(TRUNCATE)');
  copyFileSync(join(folder, 'money.db'), join(folder, handFile));
  const hand = new HandWritten(join(folder, handFile));
  const times: CoreTimes = { coreMs: [], handMs: [], work: '' };
  let behind: Behind = { payment: [], papers: [] };
  for (let index = -warmUp; index < runs; index += 1) {
    // By hand one payment behind, and first or second by chance, so that neither always finds the warmer machine.
    const handFirst = options.chance.maybe(0.5);
    const handFirstMs = handFirst ? payByHand(hand, behind) : 0;
    const coreMs = payByCore(desk, options);
    const handMs = handFirst ? handFirstMs : payByHand(hand, behind);
    for (const act of behind.papers) hand.write(act);
    behind = await written(desk, capture, hand);
    if (index < 0) continue;
    times.coreMs.push(coreMs);
    times.handMs.push(handMs);
    times.work = `${behind.payment.flat().length} rows, ${behind.payment.length} commits`;
  }
  for (const act of [...behind.payment, ...behind.papers]) hand.write(act);
  assertSame(desk, hand);
  hand.close();
  desk.close();
  return times;
}

/** What the core has written and the other file has not yet. */
interface Behind {
  readonly payment: readonly WrittenAct[];
  /** The paper being taken up and its outcome: not measured. */
  readonly papers: readonly WrittenAct[];
}

async function written(desk: Desk, capture: Capture, hand: HandWritten): Promise<Behind> {
  const payment = capture.take();
  await desk.settle();
  const papers = capture.take();
  hand.prepare([...payment, ...papers]);
  return { payment, papers };
}

function payByHand(hand: HandWritten, { payment }: Behind): number {
  const from = performance.now();
  for (const act of payment) hand.write(act);
  return performance.now() - from;
}

function payByCore({ context }: Desk, { chance, bills }: CoreOptions): number {
  const { collection, tender, payer, payerName, lines } = nextPayment(chance, bills, context.ids, mostAmount);
  const from = performance.now();
  const begun = beginCash(context, { collection, tender, payer, payerName, lines });
  const received = receiveCashTender(context, { tender, given: 0 });
  const ms = performance.now() - from;
  if (!begun.ok || !received.ok) throw new Error(`refused: ${JSON.stringify([begun, received])}`);
  return ms;
}

/** The contenders did the same work: their journals and receipts are the same. */
function assertSame(desk: Desk, hand: HandWritten): void {
  const sums = `SELECT (SELECT max(hash) || count(*) FROM journal), (SELECT count(*) || sum(total) FROM receipt),
    (SELECT count(*) FROM private_parts), (SELECT sum(paid) FROM bill), (SELECT sum(amount) FROM figure)`;
  const [ours, theirs] = [desk.money.connection, hand.connection].map((one) =>
    JSON.stringify(one.prepare(sums).raw().get()),
  );
  if (ours !== theirs) throw new Error(`not the same rows: ${ours} and ${theirs}`);
}
