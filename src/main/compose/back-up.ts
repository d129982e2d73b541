import { isAbsolute } from 'node:path';
import type { Clock } from '../../shared/kernel/clock.ts';
import { ok } from '../../shared/kernel/result.ts';
import { fail } from '../desk/context.ts';
import type { BackupDesk } from '../rpc/handlers-backup.ts';
import type { Jobs } from '../store/jobs.ts';
import { refusePlace } from '../upkeep/backup.ts';
import { type BackupPlan, isLate, readBackupPlan, writeBackupPlan } from '../upkeep/backup-plan.ts';
import type { jobs as jobTable } from '../worker.ts';

/** Without a commit for so long, the counter is quiet: nobody pays, and no shift is being closed. */
const quietMs = 15 * 60_000;
const everyMs = 24 * 60 * 60_000;
/** Due for so long without a quiet time, it is made beside the work: it only reads. */
const patienceMs = 4 * 60 * 60_000;
const againAfterMs = 60 * 60_000;
const lookMs = 60_000;

export interface BackUpParts {
  readonly clock: Clock;
  readonly jobs: Jobs<typeof jobTable>;
  readonly dataFolder: string;
  /** A real ledger needs backups, and says so without a folder too; a training one only when somebody set a folder. */
  readonly needed: boolean;
  readonly changed: () => void;
}

export interface DailyBackup {
  readonly desk: BackupDesk;
  /** Something was committed: the counter is at work. */
  committed(): void;
  stop(): void;
}

/** Makes a verified backup a day in a worker once a folder is set (product.md H). */
export function backUpDaily({ clock, jobs, dataFolder, needed, changed }: BackUpParts): DailyBackup {
  const stopped = new AbortController();
  let plan = readBackupPlan(dataFolder);
  let running = false;
  let lastWorkMs = clock.monotonicMs();
  const startedMs = lastWorkMs;
  const write = (next: BackupPlan) => {
    plan = next;
    try {
      writeBackupPlan(dataFolder, plan);
    } catch {
      // Full or read-only: what matters says so elsewhere, and the plan holds until the next start.
    }
  };
  const keep = (next: BackupPlan) => {
    write(next);
    changed();
  };
  // Nobody watches yet while the counter is put together.
  if (needed && plan.since === 0) write({ ...plan, since: clock.now() });
  const run = async (): Promise<void> => {
    const { folder: to } = plan;
    if (running || to === null) return;
    running = true;
    changed();
    const input = { folder: dataFolder, to, now: clock.now() };
    const done = await jobs.runJob('back-up', input, { signal: stopped.signal });
    running = false;
    if (stopped.signal.aborted) return;
    if (done.ok && done.value.ok) {
      const { path, bytes, entries, sameDisk, record } = done.value.value;
      keep({ ...plan, last: { at: record.madeAt, path, bytes, entries, sameDisk }, failed: null });
      return;
    }
    const code = done.ok && !done.value.ok ? done.value.reason.code : 'broke-off';
    keep({ ...plan, failed: { at: clock.now(), code } });
  };
  const isDue = (): boolean => {
    if (plan.folder === null) return false;
    const now = clock.now();
    if (plan.failed !== null && Math.abs(now - plan.failed.at) < againAfterMs) return false;
    const overdueMs = plan.last === null ? now - plan.since : now - plan.last.at - everyMs;
    // A clock that was set back must not stop backups.
    if (overdueMs < 0 && overdueMs > -everyMs) return false;
    const quiet = clock.monotonicMs() - lastWorkMs >= quietMs;
    return quiet || (overdueMs >= patienceMs && clock.monotonicMs() - startedMs >= quietMs);
  };
  let cancel = () => {};
  const look = () => {
    if (isDue()) void run();
    cancel = clock.after(lookMs, look);
  };
  cancel = clock.after(lookMs, look);
  return {
    desk: {
      view: () => ({ ...plan, running, late: isLate(plan, needed, clock.now()) }),
      setFolder(text) {
        const folder = text.trim();
        if (folder === '') {
          keep({ ...plan, folder: null, since: clock.now() });
          return ok({});
        }
        const refused = isAbsolute(folder)
          ? refusePlace({ folder: dataFolder, to: folder })
          : { code: 'no-folder' };
        if (refused?.code === 'inside-data-folder') return fail('backup-inside-data-folder');
        if (refused !== null) return fail('backup-no-folder');
        keep({ folder, since: clock.now(), last: plan.last, failed: null });
        return ok({});
      },
      start() {
        if (plan.folder === null) return fail('backup-no-folder');
        void run();
        return ok({});
      },
    },
    committed: () => {
      lastWorkMs = clock.monotonicMs();
    },
    stop() {
      cancel();
      stopped.abort();
    },
  };
}
