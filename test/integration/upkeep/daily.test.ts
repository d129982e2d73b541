import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { backUpDaily, type DailyBackup } from '../../../src/main/compose/back-up.ts';
import { type VirtualClock, virtualClock } from '../../../src/main/ports/virtual.ts';
import type { Jobs } from '../../../src/main/store/jobs.ts';
import type { BackupInput } from '../../../src/main/upkeep/backup.ts';
import type { jobs as jobTable } from '../../../src/main/worker.ts';
import { ok, refuse } from '../../../src/shared/kernel/result.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

let clock: VirtualClock;
let dataFolder: string;
let to: string;
let made: number[];
let disk: 'there' | 'full';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'quay-thu-daily-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** The queue of jobs; the copying itself is tested in backup.test.ts. */
const jobs = {
  runJob: async (_name: string, input: BackupInput) => {
    made.push(input.now);
    if (disk === 'full') return ok(refuse({ code: 'disk-full', message: '' }));
    const record = { madeAt: input.now };
    return ok(ok({ path: join(input.to, 'x'), bytes: 1, entries: 2, sameDisk: true, record }));
  },
} as unknown as Jobs<typeof jobTable>;

function start(needed = false): DailyBackup {
  const daily = backUpDaily({ clock, jobs, dataFolder, needed, changed: () => undefined });
  onTestFinished(daily.stop);
  return daily;
}

/** Minute by minute, so that answers of jobs arrive between. */
async function pass(ms: number, each: () => void = () => undefined): Promise<void> {
  for (let done = 0; done < ms; done += minuteMs) {
    each();
    clock.advance(minuteMs);
    await Promise.resolve();
    await Promise.resolve();
  }
}

beforeEach(() => {
  clock = virtualClock(Date.UTC(2026, 10, 22, 1));
  dataFolder = folder();
  to = folder();
  made = [];
  disk = 'there';
});

test('without a folder nothing is made and nothing is late', async () => {
  const daily = start();
  await pass(26 * hourMs);
  expect(made).toEqual([]);
  clock.advance(10 * 24 * hourMs);
  expect(daily.desk.view()).toMatchObject({ folder: null, late: false });
  expect(daily.desk.start()).toMatchObject({ ok: false, reason: { code: 'backup-no-folder' } });
});

test('one a day in a quiet quarter of an hour, never while there is work, and the plan outlives the process', async () => {
  const daily = start();
  expect(daily.desk.setFolder(` ${to} `)).toMatchObject({ ok: true });
  await pass(2 * hourMs, daily.committed);
  expect(made).toEqual([]);
  await pass(16 * minuteMs);
  expect(made).toHaveLength(1);
  await pass(23 * hourMs);
  expect(made).toHaveLength(1);
  daily.stop();
  const again = start();
  expect(again.desk.view()).toMatchObject({ folder: to, last: { at: made[0], entries: 2 }, failed: null });
  // A counter that is never quiet has its backup beside the work after four hours.
  await pass(4 * hourMs, again.committed);
  expect(made).toHaveLength(1);
  await pass(2 * hourMs, again.committed);
  expect(made).toHaveLength(2);
});

test('a real ledger without a folder says so after three days', () => {
  const daily = start(true);
  clock.advance(2 * 24 * hourMs);
  expect(daily.desk.view().late).toBe(false);
  clock.advance(25 * hourMs);
  expect(daily.desk.view().late).toBe(true);
});

test('a full disk is said and tried again every hour; after three days it is late', async () => {
  const daily = start();
  daily.desk.setFolder(to);
  disk = 'full';
  await pass(2 * hourMs);
  expect(daily.desk.view()).toMatchObject({ last: null, failed: { code: 'disk-full' }, late: false });
  expect(made).toHaveLength(2);
  clock.advance(3 * 24 * hourMs);
  expect(daily.desk.view().late).toBe(true);
  disk = 'there';
  await pass(hourMs + 2 * minuteMs);
  expect(daily.desk.view()).toMatchObject({ failed: null, late: false });
});

test('a folder that is not there, or is the data itself, is refused', () => {
  const daily = start();
  const refused = (code: string) => ({ ok: false, reason: { code, moneyMoved: 'no' } });
  expect(daily.desk.setFolder(join(to, 'gone'))).toMatchObject(refused('backup-no-folder'));
  expect(daily.desk.setFolder('backups')).toMatchObject(refused('backup-no-folder'));
  expect(daily.desk.setFolder(dataFolder)).toMatchObject(refused('backup-inside-data-folder'));
  expect(daily.desk.view().folder).toBeNull();
});
