/** Cash payments by the core and by hand, one after the other in the same run. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { beginCash, receiveCashTender } from '../../src/main/desk/take-cash.ts';
import { realClock } from '../../src/main/ports/real.ts';
import type { Chance } from '../support/chance.ts';
import { type Chosen, nextPayment } from '../support/faults/cashier.ts';
import { type Desk, openDesk } from './w1-desk.ts';
import { type Capture, captureWrites, HandWritten } from './w1-hand.ts';

export interface CoreTimes {
  /** Milliseconds of each payment: both acts with their commits. */
  readonly coreMs: number[];
  readonly handMs: number[];
  readonly commits: number;
  readonly rows: number;
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
  const times: { -readonly [K in keyof CoreTimes]: CoreTimes[K] } = {
    coreMs: [],
    handMs: [],
    commits: 0,
    rows: 0,
  };
  for (let index = -warmUp; index < runs; index += 1) {
    const coreMs = payByCore(desk, options);
    const acts = capture.take();
    hand.prepare(acts);
    const from = performance.now();
    for (const act of acts) hand.write(act);
    const handMs = performance.now() - from;
    await desk.settle();
    const papers = capture.take();
    hand.prepare(papers);
    for (const act of papers) hand.write(act);
    if (index < 0) continue;
    times.coreMs.push(coreMs);
    times.handMs.push(handMs);
    times.commits = acts.length;
    times.rows = acts.flat().length;
  }
  assertSame(desk, hand);
  hand.close();
  desk.close();
  return times;
}

function payByCore({ context }: Desk, { chance, bills }: CoreOptions): number {
  const { collection, tender, payer, payerName, lines } = nextPayment(chance, bills, context.ids);
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
