/** Backups: a copy of the counter's data in a folder of its own, restored as a test before it has its name. */
import { mkdirSync, readdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { EpochMs } from '../../shared/kernel/clock.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import type { KeyPair, Signer } from '../../shared/kernel/signer.ts';
import { signHead } from '../ledger/heads.ts';
import type { LedgerTables } from '../ledger/schema.ts';
import { storedEntries } from '../ledger/stored.ts';
import type { VerifyContext } from '../ledger/verify.ts';
import { makeCopy } from '../store/copy.ts';
import { type DatabaseKind, tryOpenDatabase } from '../store/database.ts';
import { syncFolder } from '../store/sync-folder.ts';
import {
  copyFile,
  type DiskFailure,
  diskFailure,
  fileRecordOf,
  filesBelow,
  isFolder,
  removeFolder,
  syncFile,
  writeNew,
} from './backup-files.ts';
import {
  type BackupRecord,
  backupName,
  backupRecordName,
  backupsIn,
  type FileRecord,
  partEnding,
  partsIn,
} from './backup-record.ts';
import { type BackupFault, type BackupParts, checkBackup } from './check-backup.ts';
import { type KeyTables, keyStore } from './keys.ts';
import { mayGo } from './rotation.ts';

export interface BackupInput {
  /** The counter's data folder. It may be in use; it is only read. */
  readonly folder: string;
  /** Where backups lie. It must exist: a stick that is not in must not become a folder of the same disk. */
  readonly to: string;
  readonly now: EpochMs;
}

export interface BackupMeans extends BackupParts {
  readonly signerOf: (pair: KeyPair) => Signer;
  /** Free bytes of the disk of a folder; the operating system's unless said otherwise. */
  readonly freeBytes?: (folder: string) => number;
}

/** A backup that is done. */
export interface MadeBackup {
  readonly path: string;
  readonly record: BackupRecord;
  readonly bytes: number;
  readonly entries: number;
  readonly receipts: number;
  /** Old backups that were removed. */
  readonly removed: readonly string[];
  /** It lies on the disk of the data folder: when that disk dies both are gone. */
  readonly sameDisk: boolean;
}

/** Why there is no new backup. Nothing under a final name was made or removed. */
export type BackupFailure =
  | DiskFailure
  /** The folder for backups is not there: gone, renamed, stick not in. */
  | { readonly code: 'no-folder' }
  | { readonly code: 'inside-data-folder' }
  /** There is no ledger yet. */
  | { readonly code: 'no-ledger' }
  /** A database of the counter cannot be opened. */
  | { readonly code: 'not-readable'; readonly message: string }
  /** The copy was made and is not right. */
  | { readonly code: 'copy-wrong'; readonly fault: BackupFault };

/** Twice the data: the check replays the rows beside the copy. */
const roomTimes = 2;

/**
 * Copies `money.db`, `local.db`, the accepted lists and the head records into a new folder, verifies the copy whole, then
 * gives it its name and removes what rotation lets go. The catalogue is not copied; it is rebuilt from the lists. Takes
 * read locks only. Run it as a job.
 */
export function backUp(
  input: BackupInput,
  means: BackupMeans,
  context?: VerifyContext,
): Result<MadeBackup, BackupFailure> {
  const refused = refusePlace(input);
  if (refused !== null) return refuse(refused);
  let part: string | null = null;
  try {
    const needed = roomTimes * dataBytes(input.folder);
    if ((means.freeBytes ?? freeBytesOf)(input.to) < needed) {
      return refuse({ code: 'disk-full', message: `${needed} bytes needed` });
    }
    const counter = counterOf(input, means);
    if (!counter.ok) return counter;
    for (const left of partsIn(input.to, counter.value)) {
      rmSync(join(input.to, left), { recursive: true, force: true });
    }
    const name = freeName(input.to, backupName(counter.value, input.now));
    part = join(input.to, `${name}${partEnding}`);
    const copied = copyAll(input, means, part);
    if (!copied.ok) return copied;
    const checked = checkBackup(part, means, context);
    if (!checked.ok) return refuse({ code: 'copy-wrong', fault: checked.reason });
    syncFolder(part);
    const path = join(input.to, name);
    renameSync(part, path);
    part = null;
    syncFolder(input.to);
    const { record, report } = checked.value;
    return ok({
      path,
      record,
      bytes: record.files.reduce((sum, { bytes }) => sum + bytes, 0),
      entries: report.entries,
      receipts: report.receipts,
      removed: rotate(input.to, counter.value, name),
      sameDisk: statSync(input.folder).dev === statSync(input.to).dev,
    });
  } catch (cause) {
    const failure = diskFailure(cause);
    if (failure === undefined) throw cause;
    return refuse(failure);
  } finally {
    if (part !== null) tryRemove(part);
  }
}

/** Why backups of `folder` cannot lie in `to`, or null. */
export function refusePlace({
  folder,
  to,
}: Pick<BackupInput, 'folder' | 'to'>): { readonly code: 'no-folder' | 'inside-data-folder' } | null {
  if (!isFolder(to)) return { code: 'no-folder' };
  const way = relative(resolve(folder), resolve(to));
  const outside = way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
  return outside ? null : { code: 'inside-data-folder' };
}

function freeBytesOf(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

function dataBytes(folder: string): number {
  const names = ['money.db', 'money.db-wal', 'local.db', 'heads.jsonl', ...filesBelow(folder, 'lists')];
  return names.reduce(
    (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

function counterOf({ folder }: BackupInput, means: BackupMeans): Result<string, BackupFailure> {
  const opened = openToRead<LedgerTables>(folder, 'money', means);
  if (!opened.ok) return opened;
  try {
    const counter = storedEntries(opened.value).own()?.counter;
    return counter === undefined ? refuse({ code: 'no-ledger' }) : ok(counter);
  } finally {
    opened.value.close();
  }
}

function openToRead<T>(folder: string, kind: Exclude<DatabaseKind, 'catalogue'>, means: BackupMeans) {
  const migrations = kind === 'money' ? means.moneyMigrations : means.localMigrations;
  const opened = tryOpenDatabase<T>({ path: join(folder, `${kind}.db`), migrations, kind, readonly: true });
  if (opened.ok) return opened;
  return refuse({ code: 'not-readable' as const, message: `${kind}.db: ${JSON.stringify(opened.reason)}` });
}

/** Head records go first: one that is ahead of its copy would say that the copy was rolled back. */
function copyAll(input: BackupInput, means: BackupMeans, part: string): Result<void, BackupFailure> {
  const { folder, now } = input;
  mkdirSync(part, { mode: 0o700 });
  const files: FileRecord[] = [];
  if (statSync(join(folder, 'heads.jsonl'), { throwIfNoEntry: false }) !== undefined) {
    files.push(copyFile(folder, part, 'heads.jsonl'));
  }
  for (const kind of ['money', 'local'] as const) {
    const copied = copyDatabase(folder, part, kind, means);
    if (!copied.ok) return copied;
    files.push(copied.value);
  }
  for (const name of filesBelow(folder, 'lists')) {
    const copied = copyIfThere(folder, part, name);
    if (copied !== null) files.push(copied);
  }
  const head = signedHead(part, now, means);
  if (!head.ok) return head;
  const record: BackupRecord = {
    version: 1,
    counter: head.value.counter,
    madeAt: now,
    schema: { money: means.moneyMigrations.length, local: means.localMigrations.length },
    head: head.value,
    files,
  };
  writeNew(join(part, backupRecordName), `${JSON.stringify(record, null, 1)}\n`);
  return ok(undefined);
}

/**
 * `VACUUM INTO`, not the page-wise backup of SQLite: in WAL mode it is one read of one moment, so the counter writes on
 * and never makes it begin anew; it reads every row, so a page that cannot be read shows; and it leaves out free pages.
 */
function copyDatabase(
  folder: string,
  part: string,
  kind: 'money' | 'local',
  means: BackupMeans,
): Result<FileRecord, BackupFailure> {
  const opened = openToRead<unknown>(folder, kind, means);
  if (!opened.ok) return opened;
  const name = `${kind}.db`;
  try {
    const { connection } = opened.value;
    // Still opened without the right to write to the original.
    connection.pragma('query_only = OFF');
    makeCopy(connection, join(part, name));
  } finally {
    opened.value.close();
  }
  syncFile(join(part, name));
  return ok(fileRecordOf(part, name));
}

/** A list's file may be let go by the counter meanwhile. */
function copyIfThere(folder: string, part: string, name: string): FileRecord | null {
  try {
    return copyFile(folder, part, name);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw cause;
  }
}

function signedHead(
  part: string,
  now: EpochMs,
  means: BackupMeans,
): Result<BackupRecord['head'], BackupFailure> {
  const money = openToRead<LedgerTables>(part, 'money', means);
  if (!money.ok) return money;
  const local = openToRead<KeyTables>(part, 'local', means);
  try {
    if (!local.ok) return local;
    const stored = storedEntries(money.value);
    const counter = stored.own()?.counter;
    const last = counter === undefined ? undefined : stored.tail(counter, 1)[0];
    const key = keyStore(local.value).current('counter');
    if (counter === undefined || last === undefined || key === undefined)
      return refuse({ code: 'no-ledger' });
    return ok(signHead(means.signerOf(key), counter, last, now));
  } finally {
    money.value.close();
    if (local.ok) local.value.close();
  }
}

function freeName(to: string, name: string): string {
  const taken = new Set(readdirSync(to));
  for (let copy = 1; ; copy += 1) {
    const free = copy === 1 ? name : `${name}-${copy}`;
    if (!taken.has(free)) return free;
  }
}

/** Removes what may go; what cannot be removed stays and is tried again with the next backup. */
function rotate(to: string, counter: string, newest: string): readonly string[] {
  const backups = backupsIn(to, counter).map(({ name, record }) => ({ name, madeAt: record.madeAt }));
  return mayGo(backups).flatMap(({ name }) => {
    if (name === newest) return [];
    try {
      removeFolder(join(to, name), join(to, `${name}${partEnding}`));
      return [name];
    } catch (cause) {
      if (diskFailure(cause) === undefined) throw cause;
      return [];
    }
  });
}

function tryRemove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (cause) {
    // The next backup removes it.
    if (diskFailure(cause) === undefined) throw cause;
  }
}
