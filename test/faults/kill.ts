/**
 * `faults kill`: the real counter in a process of its own takes cash payments and is killed (SIGKILL) at random moments,
 * most of them between the first write of an act and its answer. After each restart the same request is sent again with
 * the same ids, as the window does, and the ledger is compared with everything the cashier was ever told.
 * Control: the same counter answering before it commits.
 */
import { fork } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { betweenWriteAndAnswer, type Step, steps } from '../support/faults/aim.ts';
import { makeBaseFolder } from '../support/faults/base-folder.ts';
import { buildCounter } from '../support/faults/built-counter.ts';
import type { KillRecord, TillOptions, TillReport } from '../support/faults/till.ts';
import { verifyFolder } from '../support/faults/verify-folder.ts';
import { quantile } from '../support/quantile.ts';
import type { FaultRun, Measured, RunOptions } from '../support/runner.ts';

const tillChild = fileURLToPath(new URL('../support/faults/till-child.ts', import.meta.url));
/**
 * Processors for each till: one for its counter, and one for the till itself, which looks at the log without a pause to
 * kill in time. On one and the same it would look again when the answer is long out.
 */
const processorsPerTill = 2;
/** Of all kills, so many fall between the first write and the answer: 300 of 500 (issue 2). */
const shareBetween = 0.6;
const restartLimitMs = 2_000;
/** The control breaks at once; it need not run as long. */
const controlKills = 12;

async function killOften({ runs, seed }: RunOptions, answerFirst: boolean): Promise<Measured> {
  const scratch = mkdtempSync(join(tmpdir(), 'kill-'));
  try {
    const base = await makeBaseFolder(join(scratch, 'base'));
    const tills = Math.max(1, Math.min(Math.floor(availableParallelism() / processorsPerTill), runs));
    // As it is installed: built into one program.
    const program = await buildCounter('kill');
    const settled = await Promise.allSettled(
      Array.from({ length: tills }, (_, index) => {
        const folder = join(scratch, `till-${index}`);
        cpSync(base.folder, folder, { recursive: true });
        const kills = Math.floor(runs / tills) + (index < runs % tills ? 1 : 0);
        return runTillProcess({ ...base, folder, kills, seed: seed + index, answerFirst, program });
      }),
    );
    const reports = settled.map((one) => {
      if (one.status === 'rejected') throw one.reason;
      return one.value;
    });
    const faults = reports.map((_, index) => verifyFolder(join(scratch, `till-${index}`)));
    return report(reports, faults, runs);
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

function runTillProcess(options: TillOptions): Promise<TillReport> {
  const child = fork(tillChild, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return new Promise((resolve, reject) => {
    let report: TillReport | undefined;
    child.once('message', (said) => {
      report = said as TillReport;
    });
    child.once('error', reject);
    // Only then is it done with the folder.
    child.once('exit', (code, signal) => {
      if (report === undefined) reject(new Error(`a till ended with ${code ?? signal}`));
      else resolve(report);
    });
    child.send(options);
  });
}

function report(reports: readonly TillReport[], faults: readonly (string | null)[], runs: number): Measured {
  const kills = reports.flatMap((one) => one.kills);
  const refusals = kills.flatMap(({ refused }) => refused ?? []);
  for (const text of [...new Set([...refusals, ...faults])].slice(0, 5)) if (text !== null) console.log(text);
  const total = (of: (one: KillRecord) => number) => kills.reduce((sum, one) => sum + of(one), 0);
  const between = kills.filter(({ step }) => betweenWriteAndAnswer(step)).length;
  const restarts = kills.flatMap(({ restartMs }) => restartMs ?? Number.POSITIVE_INFINITY);
  const none = (name: string, value: number, unit: string) =>
    ({ name, value, op: '==', limit: 0, unit }) as const;
  return {
    table: steps.map((step) => rowOf(step, kills)),
    bounds: [
      none(
        'acknowledged payments lost',
        total((one) => one.lost),
        'payments',
      ),
      none(
        'payments doubled',
        total((one) => one.doubled),
        'payments',
      ),
      none(
        'half acts',
        total((one) => one.half),
        'acts',
      ),
      none(
        'gaps in receipt numbers',
        total((one) => one.gaps),
        'numbers',
      ),
      none('repeated requests refused or answered otherwise', refusals.length, 'requests'),
      none('ledgers that do not verify', faults.filter((one) => one !== null).length, 'ledgers'),
      { name: 'kills', value: kills.length, op: '==', limit: runs, unit: 'kills' },
      {
        name: 'kills between first write and answer',
        value: between,
        op: '>=',
        limit: Math.ceil(runs * shareBetween),
        unit: 'kills',
      },
      {
        name: 'restart to usable, p99',
        value: Math.round(quantile(restarts, 0.99)),
        op: '<=',
        limit: restartLimitMs,
        unit: 'ms',
      },
    ],
    figures: {
      payments: reports.reduce((sum, one) => sum + one.payments, 0),
      acknowledged: reports.reduce((sum, one) => sum + one.acknowledged, 0),
      tills: reports.length,
      restartP50Ms: Math.round(quantile(restarts, 0.5)),
      restartMaxMs: Math.round(Math.max(...restarts)),
    },
  };
}

function rowOf(step: Step, kills: readonly KillRecord[]): Record<string, string | number> {
  const here = kills.filter((one) => one.step === step);
  const sum = (of: 'lost' | 'doubled' | 'half' | 'gaps') => here.reduce((all, one) => all + one[of], 0);
  return {
    'killed at': step,
    kills: here.length,
    lost: sum('lost'),
    doubled: sum('doubled'),
    half: sum('half'),
    gaps: sum('gaps'),
    refused: here.filter(({ refused }) => refused !== null).length,
  };
}

export const kill: FaultRun = {
  name: 'kill',
  about: 'SIGKILLs of the real counter while cash is taken; --runs counts kills',
  runs: 500,
  shortRuns: 30,
  measure: (options) => killOften(options, false),
  control: {
    name: 'answering before commit',
    breaks: 'acknowledged payments lost',
    measure: (options) => killOften({ ...options, runs: Math.min(options.runs, controlKills) }, true),
  },
};
