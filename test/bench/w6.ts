/**
 * `bench w6`: from the commit that makes a receipt to the last of its bytes taken by a printer on TCP: drawing on its
 * thread, spool, session, bands. The running counter, the simulated printer as a program of its own. Then the printer takes
 * the line and reads nothing, the worst a device can do to whoever waits for it: the window must not notice.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrinterSimulator } from '../integration/devices/printer-simulator.ts';
import { makeChance } from '../support/chance.ts';
import { begin, nextPayment, owedBills, receive } from '../support/faults/cashier.ts';
import { quantile } from '../support/quantile.ts';
import type { Bound, Measured, Run, RunOptions } from '../support/runner.ts';
import { runCounter, signIn, succeeded, untilTopic } from '../support/running-counter.ts';

const limitMs = 150;
/** What a window waits for cash taken while the printer hangs: as long as beside a printer that works. */
const answerLimitMs = 50;
const besideHanging = 40;
const billsNeeded = 300;
/** First papers are not measured: the compiler is still at work and the drawing thread loads its faces. */
const warmUp = 5;
const mostAmount = 2_000;
const pin = '258036';

async function measure({ runs, seed }: RunOptions): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'w6-'));
  const simulator = await PrinterSimulator.start();
  const counter = await runCounter(folder, {
    demo: 'hospital',
    simulators: [{ peer: 'escpos-printer', ...simulator.address }],
  });
  try {
    const { client, ids } = counter;
    await signIn(client, 'cashier', pin);
    succeeded(await client.call('shift.open', { float: 2_000_000, name: 'Ca sáng' }));
    const bills = await owedBills(client, billsNeeded);
    const chance = makeChance(seed);
    const answeredMs: number[] = [];
    const takenMs: number[] = [];
    const provedMs: number[] = [];
    for (let index = -warmUp; index < runs; index += 1) {
      const payment = nextPayment(chance, bills, ids, mostAmount);
      await begin(client, payment);
      const before = (await simulator.state()).books.sheets;
      const from = performance.now();
      const answer = receive(client, payment).then(() => performance.now());
      const taken = allTaken(simulator, before);
      const [answered, done] = [await answer, await taken];
      const receipt = payment.receipts?.[0]?.receipt;
      await untilTopic(
        client,
        'workplace',
        ({ view }) => view?.lastReceipt?.receipt === receipt && view?.lastReceipt?.print === 'printed',
      );
      const proved = performance.now();
      if (index < 0) continue;
      answeredMs.push(answered - from);
      // The commit is on disk when the answer goes out; measured from there, in the worst case a little too much.
      takenMs.push(done - from);
      provedMs.push(proved - from);
    }
    const { bytes, sheets } = (await simulator.state()).books;
    await simulator.script({ deaf: true });
    const hangingMs: number[] = [];
    for (let index = 0; index < besideHanging; index += 1) {
      const payment = nextPayment(chance, bills, ids, mostAmount);
      await begin(client, payment);
      const from = performance.now();
      await receive(client, payment);
      hangingMs.push(performance.now() - from);
    }
    await simulator.script({ deaf: false });
    return report({ answeredMs, takenMs, provedMs, hangingMs }, Math.round(bytes / sheets));
  } finally {
    await counter.stop();
    simulator.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** When the printer has cut the next sheet, which it does after the last byte; asked over and over. */
async function allTaken(simulator: PrinterSimulator, before: number): Promise<number> {
  for (;;) {
    const { sheets } = (await simulator.state()).books;
    if (sheets > before) return performance.now();
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

function report(
  times: Readonly<Record<'answeredMs' | 'takenMs' | 'provedMs' | 'hangingMs', readonly number[]>>,
  bytesASheet: number,
): Measured {
  const row = (what: string, ms: readonly number[]) => {
    const at = (share: number) => Math.round(quantile(ms, share) * 10) / 10;
    return { what, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) };
  };
  const bound = (name: string, ms: readonly number[], share: number, limit: number): Bound => ({
    name,
    value: Math.round(quantile(ms, share)),
    op: '<=',
    limit,
    unit: 'ms',
  });
  return {
    table: [
      row('cash taken → answer at the window', times.answeredMs),
      row('cash taken → last byte taken by the printer', times.takenMs),
      row('cash taken → proved and shown', times.provedMs),
      row('cash taken → answer at the window, printer hangs', times.hangingMs),
    ],
    bounds: [
      bound('commit to last byte on TCP, p50', times.takenMs, 0.5, limitMs),
      bound('commit to last byte on TCP, p95', times.takenMs, 0.95, limitMs),
      bound('answer at the window while the printer hangs, p95', times.hangingMs, 0.95, answerLimitMs),
    ],
    figures: { bytesASheet },
  };
}

export const w6: Run = {
  name: 'w6',
  about: 'from the commit to the last byte taken by a printer on TCP; --runs counts receipts',
  runs: 200,
  shortRuns: 40,
  measure,
};
