/**
 * `bench w4`: a real counter with a long queue finds its backend again (PostgreSQL, a program of its own, 50 ms away). How
 * long until everything is acknowledged, and how long a cashier waits for a payment meanwhile.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import BetterSqlite3 from 'better-sqlite3';
import { farProxy } from '../support/backend/far-proxy.ts';
import { startInstance } from '../support/backend/instances.ts';
import { startPostgres } from '../support/backend/postgres.ts';
import { runningProcess } from '../support/backend/process.ts';
import { newCode, newFacility } from '../support/backend/province.ts';
import {
  asAdministrator,
  type CounterOfFacility,
  counterOfFacility,
} from '../support/backend/real-counter.ts';
import { smallPayments } from '../support/backend/small-payments.ts';
import { quantile } from '../support/quantile.ts';
import type { Bound, Measured, Run, RunOptions } from '../support/runner.ts';
import { succeeded } from '../support/running-counter.ts';

const roundTripMs = 50;
const payPauseMs = 20;
/** A window may send 200 messages within any second, a payment is two, and now and then a new bill is looked for. */
const fillPayments = 40;
const fillPauseMs = 600;
const paymentP99LimitMs = 50;
/** Entries to drain, and within how many milliseconds. */
const sizes = [
  { entries: 10_000, limitMs: 3_000 },
  { entries: 50_000, limitMs: 15_000 },
] as const;
const shortSizes = [{ entries: 2_000, limitMs: 3_000 }] as const;

async function measure({ runs, short }: RunOptions): Promise<Measured> {
  const server = await startPostgres();
  const table: Record<string, string | number>[] = [];
  const bounds: Bound[] = [];
  try {
    for (const size of short ? shortSizes : sizes) {
      for (let run = 0; run < runs; run += 1) {
        const { row, more } = await drain(await server.makeDatabase(), size);
        table.push(row);
        bounds.push(...more);
      }
    }
    return { table, bounds };
  } finally {
    server.stop();
  }
}

async function drain(url: string, { entries, limitMs }: { entries: number; limitMs: number }) {
  const prepared = await startInstance({ url });
  const code = await newCode(prepared, await newFacility(prepared, 'hospital'));
  await prepared.stop();
  const secret = 'only-for-tests-only-for-tests-only-for-tests';
  const backend = await runningProcess({ DATABASE_URL: url, BACKEND_SECRET: secret });
  const far = await farProxy(backend.url, roundTripMs);
  const till = await counterOfFacility();
  try {
    const pay = smallPayments(till);
    await fill(till, pay, entries);
    const queued = entriesOf(till);
    let from = 0;
    await asAdministrator(till.counter, async () => {
      succeeded(await till.counter.client.call('sync.ask', { url: far.url, code }));
      from = performance.now();
      succeeded(await till.counter.client.call('sync.keep', {}));
    });
    const payments: number[] = [];
    let drained = 0;
    while (drained === 0) {
      const before = performance.now();
      await pay();
      payments.push(performance.now() - before);
      await sleep(payPauseMs);
      if ((await waitingOf(till)) <= entriesOf(till) - queued) drained = performance.now() - from;
      if (performance.now() - from > 10 * limitMs) throw new Error('the queue does not drain');
    }
    const p99 = Math.round(quantile(payments, 0.99));
    const ms = Math.round(drained);
    return {
      row: { queued, 'drained ms': ms, payments: payments.length, 'payment p99 ms': p99 },
      more: [
        { name: `${entries} entries drained`, value: ms, op: '<=', limit: limitMs, unit: 'ms' },
        {
          name: `payment while ${entries} drain, p99`,
          value: p99,
          op: '<=',
          limit: paymentP99LimitMs,
          unit: 'ms',
        },
      ] satisfies Bound[],
    };
  } finally {
    await till.counter.remove();
    await far.close();
    await backend.kill();
  }
}

/** Payments until the journal is that long, not faster than a window may call. */
async function fill(till: CounterOfFacility, pay: () => Promise<void>, entries: number): Promise<void> {
  while (entriesOf(till) < entries) {
    const pause = sleep(fillPauseMs);
    for (let more = 0; more < fillPayments; more += 1) await pay();
    await pause;
  }
}

async function waitingOf({ counter }: CounterOfFacility): Promise<number> {
  return succeeded(await counter.client.call('sync.view', {})).waiting;
}

/** Length of the counter's journal, read beside it. */
function entriesOf({ counter }: CounterOfFacility): number {
  const connection = new BetterSqlite3(join(counter.folder, 'money.db'), { readonly: true });
  try {
    // One counter and one epoch: the last place is the length, without counting every line.
    const row = connection
      .prepare('select seq as n from journal order by counter desc, epoch desc, seq desc limit 1')
      .get() as { n: number };
    return row.n;
  } finally {
    connection.close();
  }
}

export const w4: Run = {
  name: 'w4',
  about: 'a long queue drains to PostgreSQL 50 ms away while payments are taken; --runs counts repetitions',
  runs: 1,
  shortRuns: 1,
  measure,
};
