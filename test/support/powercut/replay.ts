import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Chance, makeChance } from '../chance.ts';
import { type Cut, cuts, type Image, makeDisk } from './disk.ts';
import { type DiskOp, recordWrites } from './trace.ts';

/** What the caller's check found in one image. */
export interface Verdict {
  /** Acknowledged, but not there. */
  readonly lost: number;
  /** There more than once. */
  readonly doubled: number;
  /** Present in part. */
  readonly half: number;
  /** Why the image cannot be used, else null. */
  readonly corrupt: string | null;
}

/** Opens an image as the program would after the power comes back. `acked` is what the world had been told by then. */
export type Verify = (folder: string, acked: readonly string[]) => Verdict;

export interface Recording {
  readonly base: Image;
  readonly ops: readonly DiskOp[];
}

export interface CutCount {
  images: number;
  lost: number;
  doubled: number;
  half: number;
  corrupt: number;
}

export interface ReplayResult {
  readonly byCut: ReadonlyMap<Cut, CutCount>;
  readonly images: number;
  /** Images with at least one acknowledged act missing. */
  readonly imagesWithLoss: number;
  readonly lost: number;
  readonly doubled: number;
  readonly half: number;
  readonly corrupt: number;
  /** The first bad image, in words: operation number, cut, what was found. */
  readonly firstBad: string | null;
}

/**
 * Records what `command` writes to `folder`. The folder as it is before the start counts as durable.
 * `scratch` takes the log; it must lie outside the folder.
 */
export async function record(
  command: readonly string[],
  folder: string,
  scratch: string,
  timeoutMs: number,
): Promise<Recording> {
  mkdirSync(scratch, { recursive: true });
  const base = readImage(folder);
  const ops = await recordWrites(command, folder, join(scratch, 'strace.log'), timeoutMs);
  return { base, ops };
}

/**
 * Rebuilds `images` possible disks of a recording, cut at moments spread over it (a third right after an
 * acknowledgement, a third just before a sync took effect, a third anywhere), and checks each.
 * The same seed gives the same images.
 */
export function replay(
  recording: Recording,
  options: {
    readonly images: number;
    readonly seed: number;
    readonly scratch: string;
    readonly verify: Verify;
  },
): ReplayResult {
  const chance = makeChance(options.seed);
  const plan = planCuts(recording.ops, options.images, chance);
  const disk = makeDisk(recording.base);
  const acked: string[] = [];
  const byCut = new Map<Cut, CutCount>();
  let firstBad: string | null = null;
  let imagesWithLoss = 0;
  let done = 0;
  // Images live in memory where the system has a place for it: only the recording needs a real disk.
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : options.scratch, 'powercut-image-'));
  for (const { after, cut } of plan) {
    for (; done < after; done += 1) {
      const op = recording.ops[done];
      if (op === undefined) break;
      disk.apply(op, done);
      if (op.kind === 'ack') acked.push(op.text);
    }
    writeImage(folder, disk.image(cut, chance));
    const verdict = options.verify(folder, acked);
    count(byCut, cut, verdict);
    if (verdict.lost > 0) imagesWithLoss += 1;
    if (firstBad === null && isBad(verdict)) {
      firstBad = `after operation ${after} of ${recording.ops.length}, ${cut}: ${JSON.stringify(verdict)}`;
    }
  }
  rmSync(folder, { recursive: true, force: true });
  return { byCut, images: plan.length, imagesWithLoss, ...totals(byCut), firstBad };
}

function planCuts(ops: readonly DiskOp[], images: number, chance: Chance): { after: number; cut: Cut }[] {
  const afterAck: number[] = [];
  const beforeSync: number[] = [];
  for (const [index, op] of ops.entries()) {
    if (op.kind === 'ack') afterAck.push(index + 1);
    if (op.kind === 'sync') beforeSync.push(index);
  }
  const anywhere = () => chance.below(ops.length + 1);
  const from = (moments: readonly number[]) => (moments.length > 0 ? chance.pick(moments) : anywhere());
  const plan = Array.from({ length: images }, (_, index) => {
    const third = index % 3;
    const after = third === 0 ? from(afterAck) : third === 1 ? from(beforeSync) : anywhere();
    return { after, cut: cuts[Math.floor(index / 3) % cuts.length] ?? 'all-lost' };
  });
  return plan.sort((a, b) => a.after - b.after);
}

function count(byCut: Map<Cut, CutCount>, cut: Cut, verdict: Verdict): void {
  const row = byCut.get(cut) ?? { images: 0, lost: 0, doubled: 0, half: 0, corrupt: 0 };
  row.images += 1;
  row.lost += verdict.lost;
  row.doubled += verdict.doubled;
  row.half += verdict.half;
  row.corrupt += verdict.corrupt === null ? 0 : 1;
  byCut.set(cut, row);
}

function isBad(verdict: Verdict): boolean {
  return verdict.lost + verdict.doubled + verdict.half > 0 || verdict.corrupt !== null;
}

function totals(byCut: ReadonlyMap<Cut, CutCount>): Omit<CutCount, 'images'> {
  const sum = { lost: 0, doubled: 0, half: 0, corrupt: 0 };
  for (const row of byCut.values()) {
    sum.lost += row.lost;
    sum.doubled += row.doubled;
    sum.half += row.half;
    sum.corrupt += row.corrupt;
  }
  return sum;
}

function readImage(folder: string): Image {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const image: Image = new Map();
  for (const entry of files) {
    const path = join(entry.parentPath, entry.name);
    if (!path.endsWith('-shm')) image.set(relative(folder, path), readFileSync(path));
  }
  return image;
}

function writeImage(folder: string, image: Image): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [path, bytes] of image) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}
