/** Cash payments by the core and by hand, one after the other in the same run. */
import { closeSync, copyFileSync, fsyncSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { beginCash, receiveCashTender } from '../../src/main/desk/take-cash.ts';
import { realClock } from '../../src/main/ports/real.ts';
import type { Chance } from '../support/chance.ts';
import { type Chosen, nextPayment } from '../support/faults/cashier.ts';
import { type Desk, openDesk } from './w1-desk.ts';
import { type Capture, captureWrites, HandWritten, type WrittenAct } from './w1-hand.ts';

/** The acts of a cash payment, each one transaction with its commit. */
export const acts = ['intended', 'received'] as const;
type Act = (typeof acts)[number];

export interface ActTimes {
  /** Milliseconds of each transaction. */
  readonly coreMs: number[];
  readonly handMs: number[];
  /** What one transaction wrote, in words. */
  work: string;
}

export type CoreTimes = Readonly<Record<Act, ActTimes>>;

export interface CoreOptions {
  readonly folder: string;
  readonly person: string;
  readonly pin: string;
  readonly bills: Chosen[];
  readonly runs: number;
  readonly chance: Chance;
}

/** First payments are not measured: the compiler is still at work. */
const warmUp = 600;
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
  toDisk(join(folder, handFile));
  const hand = new HandWritten(join(folder, handFile));
  const times: CoreTimes = { intended: noTimes(), received: noTimes() };
  let behind: Behind = { payment: [], papers: [] };
  for (let index = -warmUp; index < runs; index += 1) {
    // By hand one payment behind, and first or second by chance, so that neither always finds the warmer machine.
    const handFirst = options.chance.maybe(0.5);
    const handFirstMs = handFirst ? payByHand(hand, behind) : [];
    const coreMs = payByCore(desk, options);
    const handMs = handFirst ? handFirstMs : payByHand(hand, behind);
    const wrote = behind.payment;
    for (const act of behind.papers) hand.write(act);
    behind = await written(desk, capture, hand);
    // Between payments, as a counter does it; the log of the other file is written at the same moments.
    desk.checkpoints.write();
    hand.checkpoints.write();
    if (index < 0) continue;
    for (const [at, act] of acts.entries()) {
      times[act].coreMs.push(coreMs[at] ?? 0);
      times[act].handMs.push(handMs[at] ?? 0);
      times[act].work = `${wrote[at]?.length} rows, 1 commit`;
    }
  }
  for (const act of [...behind.payment, ...behind.papers]) hand.write(act);
  assertSame(desk, hand);
  hand.close();
  desk.close();
  return times;
}

/** Or the machine would still be writing gigabytes of the copy while commits are measured. */
function toDisk(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

function noTimes(): ActTimes {
  return { coreMs: [], handMs: [], work: '' };
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

function payByHand(hand: HandWritten, { payment }: Behind): number[] {
  return payment.map((act) => {
    const from = performance.now();
    hand.write(act);
    return performance.now() - from;
  });
}

function payByCore({ context }: Desk, { chance, bills }: CoreOptions): number[] {
  const { collection, tender, payer, payerName, lines } = nextPayment(chance, bills, context.ids, mostAmount);
  const from = performance.now();
  const begun = beginCash(context, { collection, tender, payer, payerName, lines });
  const between = performance.now();
  const received = receiveCashTender(context, { tender, given: 0 });
  const end = performance.now();
  if (!begun.ok || !received.ok) throw new Error(`refused: ${JSON.stringify([begun, received])}`);
  return [between - from, end - between];
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
