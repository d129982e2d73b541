/**
 * `faults hospital-hour`: an hour at a hospital counter by script, the real counter in a process of its own before
 * simulated card terminal, bank and printer: payments in cash, by code and by card, a third of them with trouble (cable
 * pulled, reply lost, printer out of paper or off, counter killed, bank late or silent). At the end the ledger equals the
 * books of terminal, bank, printer and hand. Control: a cashier who writes down what the window said and asks nobody.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeChance } from '../support/chance.ts';
import { makeBaseFolder } from '../support/faults/base-folder.ts';
import { verifyFolder } from '../support/faults/verify-folder.ts';
import { compareBooks, type HourBooks } from '../support/hour/books.ts';
import { HourLine } from '../support/hour/line.ts';
import { startPeers } from '../support/hour/peers.ts';
import { type Fault, faultsOf, HourTill, type Way } from '../support/hour/till.ts';
import type { FaultRun, Measured, RunOptions } from '../support/runner.ts';

/** Of 20 payers so many pay this way. */
const ways: readonly Way[] = [...Array(9).fill('cash'), ...Array(6).fill('qr'), ...Array(5).fill('card')];
const troubleEvery = 3;
/** Late payers are gone on with after so many others. */
const lateAfter = 6;
const controlRuns = 2;

/** One payment to be made. */
interface Planned {
  readonly way: Way;
  readonly fault: Fault;
}

interface Hour {
  readonly books: HourBooks;
  readonly settlementOff: number;
  readonly fault: string | null;
  readonly kills: number;
}

async function playHour(plan: readonly Planned[], seed: number, heardOnly: boolean): Promise<Hour> {
  const scratch = mkdtempSync(join(tmpdir(), 'hour-'));
  const peers = await startPeers();
  try {
    const base = await makeBaseFolder(join(scratch, 'base'));
    const line = new HourLine(base, peers);
    const till = new HourTill(line, peers, makeChance(seed));
    await line.start();
    await till.prepare(plan.length);
    for (const [index, { way, fault }] of plan.entries()) {
      await till.pay(way, fault);
      if (index % lateAfter === lateAfter - 1) await till.finishLate();
    }
    await till.finishLate();
    const settlementOff = await till.settleTerminal();
    await line.stop();
    const books = await compareBooks(base.folder, peers, till.hand(heardOnly));
    return { books, settlementOff, fault: verifyFolder(base.folder), kills: line.kills };
  } finally {
    peers.stop();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

/** Every third payment has trouble, all kinds of it in turn before one comes again. */
function planOf({ runs, seed }: RunOptions): readonly Planned[] {
  const chance = makeChance(seed);
  const kinds = (['cash', 'qr', 'card'] as const).flatMap((way) =>
    faultsOf[way].map((fault) => ({ way, fault })),
  );
  let deck: Planned[] = [];
  return Array.from({ length: runs }, (_, index): Planned => {
    if (index % troubleEvery !== troubleEvery - 1) return { way: chance.pick(ways), fault: 'none' };
    if (deck.length === 0) deck = [...kinds];
    const drawn = chance.pick(deck);
    deck = deck.filter((one) => one !== drawn);
    return drawn;
  });
}

function report(plan: readonly Planned[], { books, settlementOff, fault, kills }: Hour): Measured {
  if (fault !== null) console.log(fault);
  const counts = new Map<string, number>();
  for (const one of plan) {
    const key = one.fault === 'none' ? `${one.way}` : `${one.way}, ${one.fault}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  console.log(
    [...counts]
      .toSorted()
      .map(([key, times]) => `${times}× ${key}`)
      .join('; '),
  );
  const none = (name: string, value: number, unit: string) =>
    ({ name, value, op: '==', limit: 0, unit }) as const;
  const struck = plan.filter((one) => one.fault !== 'none').length;
  return {
    table: books.table,
    bounds: [
      none('cards other than the terminal booked', books.cardsWrong, 'payments'),
      none('credits other than the bank sent', books.creditsWrong, 'payments'),
      none('cash other than in the hand', books.cashWrong, 'đồng'),
      none('receipts other than bills paid', books.receiptsWrong, 'receipts'),
      none('papers other than sheets that came', books.sheetsWrong, 'sheets'),
      none('settlement other than ours', settlementOff, 'đồng'),
      none('ledgers that do not verify', fault === null ? 0 : 1, 'ledgers'),
      {
        name: 'payments with trouble',
        value: struck,
        op: '>=',
        limit: Math.floor(plan.length / troubleEvery),
        unit: 'payments',
      },
    ],
    figures: { payments: plan.length, troubles: struck, kills },
  };
}

async function measure(options: RunOptions): Promise<Measured> {
  const plan = planOf(options);
  return report(plan, await playHour(plan, options.seed, false));
}

async function measureControl({ seed }: RunOptions): Promise<Measured> {
  const plan: readonly Planned[] = Array.from({ length: controlRuns }, () => ({
    way: 'card',
    fault: 'reply lost',
  }));
  return report(plan, await playHour(plan, seed, true));
}

export const hospitalHour: FaultRun = {
  name: 'hospital-hour',
  about: 'an hour at a hospital counter with troubles; --runs counts payments',
  runs: 120,
  shortRuns: 12,
  measure,
  control: {
    name: 'the window is believed and nobody asks',
    breaks: 'cards other than the terminal booked',
    measure: measureControl,
  },
};
