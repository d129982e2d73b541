/**
 * `bench w1`: what a cash payment costs. The core (desk, ledger, projections, spool: two acts, two commits) against
 * better-sqlite3 by hand writing the same rows in the same number of commits, payment by payment in the same run; then
 * through the running counter's line with its JSON and schemas. On a new ledger and on one with very many receipts.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeChance } from '../support/chance.ts';
import { makeBaseFolder } from '../support/faults/base-folder.ts';
import { type Chosen, finishFront, owedBills } from '../support/faults/cashier.ts';
import { quantile } from '../support/quantile.ts';
import type { Bound, Measured, Run, RunOptions } from '../support/runner.ts';
import { runCounter, succeeded } from '../support/running-counter.ts';
import { acts, type CoreTimes, measureCore, mostAmount } from './w1-core.ts';
import { type ManyReceipts, manyReceipts } from './w1-many.ts';
import { measureRpc } from './w1-rpc.ts';

const many = 500_000;
const manyShort = 20_000;
const billsNeeded = 300;
/** The large ledger is made once and kept; its payments of earlier runs stay in it. */
const keptFolder = join(tmpdir(), 'quay-thu-bench');
const addedLimitMs = 1;
const rpcLimitMs = 20;

interface Measurement {
  readonly name: string;
  readonly core: CoreTimes;
  readonly rpcMs: readonly number[];
}

async function measure(options: RunOptions): Promise<Measured> {
  const scratch = mkdtempSync(join(tmpdir(), 'w1-'));
  try {
    const empty = await measureOn('new ledger', await makeBaseFolder(join(scratch, 'new')), options);
    mkdirSync(keptFolder, { recursive: true });
    const receipts = options.short ? manyShort : many;
    const from = performance.now();
    let large = await manyReceipts(keptFolder, receipts);
    if (!(await owesEnough(large, options.runs))) {
      rmSync(large.folder, { recursive: true, force: true });
      large = await manyReceipts(keptFolder, receipts);
    }
    const preparedSeconds = Math.round((performance.now() - from) / 1_000);
    const full = await measureOn(`${receipts} receipts`, large, options);
    return report([empty, full], { receipts, preparedSeconds });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function measureOn(name: string, { folder, person, pin }: ManyReceipts, options: RunOptions) {
  const bills = await readyToPay(folder, person, pin);
  const parts = { folder, person, pin, bills, runs: options.runs, chance: makeChance(options.seed) };
  const core = await measureCore(parts);
  const rpcMs = await measureRpc(parts);
  return { name, core, rpcMs };
}

/** The kept ledger's bills are paid off bit by bit; then it is made anew. */
async function owesEnough({ folder, person, pin }: ManyReceipts, runs: number): Promise<boolean> {
  const bills = await readyToPay(folder, person, pin);
  const owed = bills.reduce((sum, bill) => sum + bill.owed, 0);
  return owed > 3 * runs * mostAmount;
}

/** Opens a shift if none is, and gives bills that are owed. */
async function readyToPay(folder: string, person: string, pin: string): Promise<Chosen[]> {
  const counter = await runCounter(folder);
  const { client } = counter;
  succeeded(await client.call('staff.signIn', { person, pin }));
  const opened = await client.call('shift.open', { float: 2_000_000, name: 'Ca sáng' });
  if (!opened.ok && opened.reason.code !== 'shift-already-open') throw new Error(opened.reason.code);
  await finishFront(client);
  const bills = await owedBills(client, billsNeeded);
  await counter.stop();
  return bills;
}

function report(all: readonly Measurement[], figures: Readonly<Record<string, number>>): Measured {
  const rows = all.flatMap(({ name, core, rpcMs }) => [
    ...acts.flatMap((act) => [
      row(name, `${act} by hand`, core[act].work, core[act].handMs),
      row(name, `${act} by the core`, 'the same', core[act].coreMs),
    ]),
    row(name, 'a call through the line', 'one act', rpcMs),
  ]);
  return { table: rows, bounds: all.flatMap(boundsOf), figures: { ...figures, ...ratios(all) } };
}

function row(ledger: string, path: string, work: string, times: readonly number[]) {
  const at = (share: number) => rounded(quantile(times, share));
  return { ledger, path, work, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) };
}

function boundsOf({ name, core, rpcMs }: Measurement): Bound[] {
  return [
    ...acts.map((act): Bound => {
      const added = quantile(core[act].coreMs, 0.95) - quantile(core[act].handMs, 0.95);
      const value = rounded(added);
      return {
        name: `${name}: core adds to ${act} at p95`,
        value,
        op: '<=',
        limit: addedLimitMs,
        unit: 'ms',
      };
    }),
    {
      name: `${name}: a call through the line, p99`,
      value: rounded(quantile(rpcMs, 0.99)),
      op: '<=',
      limit: rpcLimitMs,
      unit: 'ms',
    },
  ];
}

/** How many times as long as by hand, and what the core adds to the same transaction. */
function ratios(all: readonly Measurement[]): Record<string, number> {
  const figures: Record<string, number> = {};
  for (const [index, { core }] of all.entries()) {
    for (const act of acts) {
      const key = `${index === 0 ? 'new' : 'many'} ${act}`;
      const { coreMs, handMs } = core[act];
      figures[`${key} ratio p50`] = rounded(quantile(coreMs, 0.5) / quantile(handMs, 0.5));
      figures[`${key} ratio p95`] = rounded(quantile(coreMs, 0.95) / quantile(handMs, 0.95));
      const added = coreMs.map((ms, at) => ms - (handMs[at] ?? 0));
      figures[`${key} added paired p50 ms`] = rounded(quantile(added, 0.5));
      figures[`${key} added paired p95 ms`] = rounded(quantile(added, 0.95));
    }
  }
  return figures;
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}

export const w1: Run = {
  name: 'w1',
  about: 'a cash payment: core, by hand, through the line; new ledger and large; --runs counts payments',
  runs: 1_000,
  shortRuns: 300,
  measure,
};
