/** Where this machine keeps its backups and how the last one went, beside the databases: another machine has another place. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from './backup-files.ts';

const backupPlan = z.strictObject({
  /** Folder for backups; null: none was ever said. */
  folder: z.string().min(1).max(500).nullable(),
  /** When the folder was said, or this machine first stood without one; ms since 1970. */
  since: z.int().min(0),
  /** The last backup that verified. */
  last: z
    .strictObject({ at: z.int(), path: z.string(), bytes: z.int(), entries: z.int(), sameDisk: z.boolean() })
    .nullable(),
  /** The last attempt, when it failed. */
  failed: z.strictObject({ at: z.int(), code: z.string() }).nullable(),
});
export type BackupPlan = z.output<typeof backupPlan>;

const noPlan: BackupPlan = { folder: null, since: 0, last: null, failed: null };

const fileOf = (dataFolder: string): string => join(dataFolder, 'backups.json');

/** The plan of this data folder; an empty one when there is none that can be read. */
export function readBackupPlan(dataFolder: string): BackupPlan {
  try {
    return backupPlan.parse(JSON.parse(readFileSync(fileOf(dataFolder), 'utf8')));
  } catch {
    return noPlan;
  }
}

/** Replaces the plan; it is on disk when this returns. @throws a system error */
export function writeBackupPlan(dataFolder: string, plan: BackupPlan): void {
  replaceFile(fileOf(dataFolder), JSON.stringify(plan));
}

const lateAfterMs = 3 * 24 * 60 * 60_000;

/** Whether backups are due, by a folder or because this ledger `needs` them, and for three days none verified was made. */
export function isLate({ folder, since, last }: BackupPlan, needed: boolean, now: number): boolean {
  return (needed || folder !== null) && now - Math.max(since, last?.at ?? 0) > lateAfterMs;
}
