/**
 * `faults powercut`: the writes of the real counter taking payments are recorded, and the disk rebuilt as it may look
 * when the power fails at many moments: unsynced writes dropped, torn, reordered. No acknowledged payment may be missing.
 * Control: the same with `synchronous=NORMAL`, SQLite's default for a reopened WAL database here, which loses some.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BaseFolder, makeBaseFolder } from '../support/faults/base-folder.ts';
import type { CashierWriterOptions } from '../support/faults/cashier-writer.ts';
import { imageVerifier } from '../support/faults/powercut-verify.ts';
import { type Recording, type ReplayResult, record, replay } from '../support/powercut/replay.ts';
import type { FaultRun, Measured, RunOptions } from '../support/runner.ts';

const writer = fileURLToPath(new URL('../support/faults/cashier-writer.ts', import.meta.url));
const payments = 150;
const paymentsShort = 60;
const recordTimeoutMs = 180_000;
const fewestImages = 500;
/** Each image is opened and compared; every so many are also verified whole. */
const verifyEvery = 10;
const verifyEveryShort = 40;
/** The control loses on the first cuts; it need not run as long. */
const controlImages = 120;

type Synchronous = CashierWriterOptions['synchronous'];

async function cutPower(synchronous: Synchronous, options: RunOptions): Promise<Measured> {
  const scratch = mkdtempSync(join(tmpdir(), 'powercut-'));
  try {
    const base = await makeBaseFolder(join(scratch, 'data'));
    const count = options.short ? paymentsShort : payments;
    const recording = await recordCashier(base, scratch, {
      synchronous,
      payments: count,
      seed: options.seed,
    });
    const verify = imageVerifier(options.short ? verifyEveryShort : verifyEvery);
    const result = replay(recording, { images: options.runs, seed: options.seed, scratch, verify });
    return report(result, recording, count);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function recordCashier(
  { folder, resourcesFolder, person, pin }: BaseFolder,
  scratch: string,
  rest: Pick<CashierWriterOptions, 'synchronous' | 'payments' | 'seed'>,
): Promise<Recording> {
  const options: CashierWriterOptions = { folder, resourcesFolder, person, pin, ...rest };
  const command = [process.execPath, writer, JSON.stringify(options)];
  return record(command, folder, scratch, recordTimeoutMs);
}

function report(result: ReplayResult, { ops }: Recording, count: number): Measured {
  if (result.firstBad !== null) console.log(`first bad image: ${result.firstBad}`);
  const acks = ops.filter((op) => op.kind === 'ack' && op.text.startsWith('paid ')).length;
  const syncs = ops.filter(({ kind }) => kind === 'sync').length;
  return {
    table: [...result.byCut].map(([cut, row]) => ({ cut, ...row })),
    bounds: [
      { name: 'acknowledged payments lost', value: result.lost, op: '==', limit: 0, unit: 'payments' },
      { name: 'payments doubled', value: result.doubled, op: '==', limit: 0, unit: 'payments' },
      { name: 'half acts', value: result.half, op: '==', limit: 0, unit: 'acts' },
      { name: 'images that do not verify', value: result.corrupt, op: '==', limit: 0, unit: 'images' },
      { name: 'payments acknowledged', value: acks, op: '==', limit: count, unit: 'payments' },
      { name: 'images', value: result.images, op: '>=', limit: fewestImages, unit: 'images' },
    ],
    figures: { operations: ops.length, syncs, acks, imagesWithLoss: result.imagesWithLoss },
  };
}

export const powercut: FaultRun = {
  name: 'powercut',
  about: 'recorded writes replayed with unsynced ones dropped, torn, reordered; --runs counts disk images',
  runs: 1_000,
  shortRuns: 500,
  measure: (options) => cutPower('FULL', options),
  control: {
    name: 'synchronous=NORMAL',
    breaks: 'acknowledged payments lost',
    measure: (options) => cutPower('NORMAL', { ...options, runs: Math.min(options.runs, controlImages) }),
  },
};
