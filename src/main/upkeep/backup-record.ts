/** `backup.json`: what a backup holds, beside what it is about. Its presence marks the folder as a backup. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { vietnamIso } from '../../shared/kernel/clock.ts';

/** Name of the record in a backup's folder. A counter does not start on a folder that has it. */
export const backupRecordName = 'backup.json';

/** A folder under this ending is unfinished or half deleted: nobody needs it. */
export const partEnding = '.part';

const mostFiles = 100_000;

const fileRecord = z.strictObject({
  /** Path below the folder with `/`; never up, never absolute. */
  name: z
    .string()
    .max(1_000)
    .refine((name) => name.split('/').every((part) => part !== '' && part !== '.' && part !== '..'))
    .refine((name) => !/[\\:]/.test(name)),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type FileRecord = z.output<typeof fileRecord>;

const backupRecord = z.strictObject({
  version: z.literal(1),
  counter: z.string().min(1).max(64),
  /** ms since 1970. */
  madeAt: z.int().min(0),
  /** Steps of the schema of both databases: a program that knows fewer cannot restore it. */
  schema: z.strictObject({ money: z.int().min(1), local: z.int().min(1) }),
  /** Where the journal of the copy stands, signed by the counter (design §3 "Head records"). */
  head: z.strictObject({
    counter: z.string(),
    epoch: z.int().min(1),
    seq: z.int().min(1),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    at: z.int().min(0),
    signature: z.string(),
  }),
  files: z.array(fileRecord).max(mostFiles),
});
export type BackupRecord = z.output<typeof backupRecord>;

/** The record of a backup, or undefined when there is none of ours that can be read. */
export function readBackupRecord(folder: string): BackupRecord | undefined {
  try {
    return backupRecord.parse(JSON.parse(readFileSync(join(folder, backupRecordName), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Whether this folder is a backup, also one whose record cannot be read. */
export function isBackup(folder: string): boolean {
  return existsSync(join(folder, backupRecordName));
}

/** `quay-thu-8f3a61c2-`: the last characters of a counter's id are chance, the first are its time. */
export function namePrefix(counter: string): string {
  return `quay-thu-${counter.slice(-8)}-`;
}

/** `quay-thu-8f3a61c2-20261122-163000`, Vietnam time. */
export function backupName(counter: string, madeAt: number): string {
  const stamp = vietnamIso(madeAt as Parameters<typeof vietnamIso>[0]).slice(0, 19);
  return `${namePrefix(counter)}${stamp.replaceAll(/[-:]/g, '').replace('T', '-')}`;
}

/** A finished backup found in a folder of backups. */
export interface FoundBackup {
  readonly name: string;
  readonly record: BackupRecord;
}

/** Finished backups of this counter, the newest first; whatever else lies there is not looked at. */
export function backupsIn(to: string, counter: string): readonly FoundBackup[] {
  return namesIn(to)
    .filter((name) => name.startsWith(namePrefix(counter)) && !name.endsWith(partEnding))
    .flatMap((name) => {
      const record = readBackupRecord(join(to, name));
      return record?.counter === counter ? [{ name, record }] : [];
    })
    .sort((a, b) => b.record.madeAt - a.record.madeAt);
}

/** Unfinished or half deleted backups of this counter. */
export function partsIn(to: string, counter: string): readonly string[] {
  return namesIn(to).filter((name) => name.startsWith(namePrefix(counter)) && name.endsWith(partEnding));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
