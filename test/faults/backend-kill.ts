/**
 * `faults backend-kill`: two backends on one real PostgreSQL; either is killed (SIGKILL) at random moments while counters
 * push and a provider tells credits, and started again. Nothing acknowledged may be lost, nothing may be there twice or
 * out of order. Control: the same code acknowledging before it writes.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { addSource } from '../../src/backend/bank/sources.ts';
import { scopeOfCode } from '../../src/backend/data/scope.ts';
import { account } from '../support/backend/bank.ts';
import { startInstance } from '../support/backend/instances.ts';
import { type CallbackRecord, callOn, type PushRecord, pushOn } from '../support/backend/kill-load.ts';
import type { PaperCounter } from '../support/backend/paper-counter.ts';
import { startPostgres } from '../support/backend/postgres.ts';
import { type BackendProcess, runningProcess, weakProgram } from '../support/backend/process.ts';
import { newCounter, newFacility } from '../support/backend/province.ts';
import { makeChance } from '../support/chance.ts';
import type { FaultRun, Measured, RunOptions } from '../support/runner.ts';

const counters = 4;
const longestLifeMs = 250;
const settleMs = 500;
/** The control breaks at once; it need not run as long. */
const controlKills = 4;
const apiKey = 'khoa-chi-de-thu-khi-bi-giet';
const secret = 'only-for-tests-only-for-tests-only-for-tests';

async function killOften({ runs, seed }: RunOptions, weak: boolean): Promise<Measured> {
  const server = await startPostgres();
  const chance = makeChance(seed);
  // A program started a hundred times is compiled once.
  const compiled = mkdtempSync(join(tmpdir(), 'compiled-'));
  try {
    const url = await server.makeDatabase();
    const prepared = await prepare(url, seed);
    const env = { DATABASE_URL: url, BACKEND_SECRET: secret, NODE_COMPILE_CACHE: compiled };
    const start = () => (weak ? runningProcess(env, weakProgram) : runningProcess(env));
    const alive: (BackendProcess | null)[] = await Promise.all([start(), start()]);
    const addresses = () => alive.flatMap((one) => (one === null ? [] : [one.url]));
    let stopped = false;
    const stop = () => stopped;
    const pushes = prepared.counters.map(
      (counter): PushRecord => ({ counter, acknowledged: 0, lost: 0, refused: [] }),
    );
    const calls: CallbackRecord = { taken: [], attempts: 0 };
    const load = [
      ...pushes.map((record, index) => pushOn(record, addresses, makeChance(seed + index + 1), stop)),
      ...(weak ? [] : [callOn(calls, prepared.source, apiKey, addresses, makeChance(seed + 99), stop)]),
    ];
    let kills = 0;
    for (; kills < runs; kills += 1) {
      await sleep(chance.below(longestLifeMs));
      const victim = chance.below(alive.length);
      const killed = alive[victim];
      alive[victim] = null;
      await killed?.kill();
      alive[victim] = await start();
    }
    await sleep(settleMs);
    stopped = true;
    await Promise.all(load);
    const left = await judge(url, pushes, calls);
    await Promise.all(alive.map((one) => one?.kill()));
    return report(kills, runs, pushes, calls, left);
  } finally {
    server.stop();
    rmSync(compiled, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A facility with its counters and a provider, made by an instance that is then stopped. */
async function prepare(url: string, seed: number): Promise<{ counters: PaperCounter[]; source: string }> {
  const instance = await startInstance({ url });
  const facility = await newFacility(instance);
  const made: PaperCounter[] = [];
  for (let index = 0; index < counters; index += 1) {
    made.push(await newCounter(instance, facility, seed + index, made[0]));
  }
  const source = await addSource(instance.opened.backend, scopeOfCode({ facility }), {
    ...{ provider: 'sepay', secret: { apiKey }, accounts: [account] },
  });
  await instance.stop();
  if (!source.ok) throw new Error(source.reason.code);
  return { counters: made, source: source.value.source };
}

interface Left {
  readonly lost: number;
  readonly doubled: number;
  readonly changed: number;
  readonly callbacksLost: number;
  readonly callbacksDoubled: number;
  readonly positionsWrong: number;
}

/** Compares the database with what was acknowledged, asking it directly. */
async function judge(url: string, pushes: readonly PushRecord[], calls: CallbackRecord): Promise<Left> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const ask = async (text: string, values: unknown[] = []) => (await client.query(text, values)).rows;
  let [lost, doubled, changed] = [0, 0, 0];
  for (const { counter, acknowledged } of pushes) {
    const rows = await ask('select seq::int as seq, hash from entry where counter = $1 order by seq', [
      counter.id,
    ]);
    lost += Math.max(0, acknowledged - rows.length);
    doubled += rows.length - new Set(rows.map(({ seq }) => seq)).size;
    changed += rows.filter(
      ({ seq, hash }, index) => seq !== index + 1 || hash !== counter.journal[index]?.entry.hash,
    ).length;
  }
  const lines = await ask('select reference, count(*)::int as times from bank_line group by reference');
  const known = new Map<string, number>(lines.map(({ reference, times }) => [reference, times]));
  const credits = await ask(`select count(*)::int as n from feed_item where kind = 'credit'`);
  const positions = await ask('select count(*)::int as n, max(position)::int as top from feed_item');
  await client.end();
  return {
    ...{ lost, doubled, changed },
    callbacksLost: calls.taken.filter((reference) => !known.has(reference)).length,
    callbacksDoubled: lines.filter(({ times }) => times !== 1).length + Math.abs(credits[0]?.n - known.size),
    positionsWrong: Math.abs((positions[0]?.top ?? 0) - positions[0]?.n),
  };
}

function report(
  kills: number,
  runs: number,
  pushes: readonly PushRecord[],
  calls: CallbackRecord,
  left: Left,
): Measured {
  const lost = left.lost + pushes.reduce((sum, one) => sum + one.lost, 0);
  const refused = pushes.flatMap((one) => one.refused);
  for (const code of new Set(refused)) console.log(`refused: ${code}`);
  const none = (name: string, value: number, unit: string) =>
    ({ name, value, op: '==', limit: 0, unit }) as const;
  const acknowledged = pushes.reduce((sum, one) => sum + one.acknowledged, 0);
  return {
    table: pushes.map((one, index) => ({
      ...{ counter: index + 1, acknowledged: one.acknowledged, lost: one.lost, refused: one.refused.length },
    })),
    bounds: [
      none('acknowledged entries lost', lost, 'entries'),
      none('entries doubled', left.doubled, 'entries'),
      none('entries changed or out of order', left.changed, 'entries'),
      none('acknowledged credits lost', left.callbacksLost, 'credits'),
      none('credits doubled', left.callbacksDoubled, 'credits'),
      none('gaps in feed positions', left.positionsWrong, 'positions'),
      none('batches refused', refused.length, 'batches'),
      { name: 'kills', value: kills, op: '==', limit: runs, unit: 'kills' },
      {
        name: 'entries acknowledged per kill',
        value: Math.round(acknowledged / kills),
        op: '>=',
        limit: 1,
        unit: 'entries',
      },
    ],
    figures: { acknowledged, credits: calls.taken.length, callbacks: calls.attempts },
  };
}

export const backendKill: FaultRun = {
  name: 'backend-kill',
  about: 'SIGKILLs of either of two backends on PostgreSQL under load; --runs counts kills',
  runs: 100,
  shortRuns: 8,
  measure: (options) => killOften(options, false),
  control: {
    name: 'acknowledging before writing',
    breaks: 'acknowledged entries lost',
    measure: (options) => killOften({ ...options, runs: Math.min(options.runs, controlKills) }, true),
  },
};
