/** A backup becomes a counter's data folder, in a new epoch: it never goes on as the ledger it was copied from. */
import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { systemActor } from '../../shared/journal/index.ts';
import { InvariantBroken } from '../../shared/kernel/assert.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import type { KeyPair, Signer } from '../../shared/kernel/signer.ts';
import { continueInNewEpoch, type ReopenedSeries } from '../ledger/epoch.ts';
import type { HeadPlace } from '../ledger/faults.ts';
import { writeHeads } from '../ledger/head-writer.ts';
import { headFileOf, highest, readHead, readHeadFile } from '../ledger/heads.ts';
import type { Ledger, LedgerPorts } from '../ledger/ledger.ts';
import { openLedger } from '../ledger/open.ts';
import type { LedgerTables } from '../ledger/schema.ts';
import { verifyLedger } from '../ledger/verify.ts';
import { openDatabase, tryOpenDatabase } from '../store/database.ts';
import { checkpointTruncate } from '../store/integrity.ts';
import { syncFolder } from '../store/sync-folder.ts';
import { copyFile, type DiskFailure, diskFailure, isFolder } from './backup-files.ts';
import {
  type BackupRecord,
  backupRecordName,
  backupsIn,
  partEnding,
  readBackupRecord,
} from './backup-record.ts';
import { type BackupFault, type BackupParts, checkFiles, checkLedgerOf } from './check-backup.ts';
import { type KeyTables, keyStore } from './keys.ts';
import { erasuresMissing } from './known-erasures.ts';

export interface RestoreInput {
  /** The backup's folder; only read. */
  readonly backup: string;
  /** The new data folder: not there yet, or empty. */
  readonly to: string;
  /** What is left of the data folder that failed: its head records and erasures are taken over. Null: nothing is left. */
  readonly old: string | null;
}

export interface RestoreMeans extends BackupParts {
  readonly ports: LedgerPorts;
  readonly signerOf: (pair: KeyPair) => Signer;
}

/** A data folder a counter can start on. */
export interface Restored {
  readonly counter: string;
  readonly madeAt: number;
  readonly epoch: number;
  /** The last entry of the backup. */
  readonly continues: { readonly epoch: number; readonly seq: number };
  /** The furthest place known from head records; beyond `continues` lies what is lost. */
  readonly highestKnown: { readonly epoch: number; readonly seq: number };
  readonly series: readonly ReopenedSeries[];
  /** Private parts erased since the backup was made and erased again here. */
  readonly erased: number;
  readonly entries: number;
}

/** Why nothing was restored. The target is as it was. */
export type RestoreFailure =
  | DiskFailure
  | { readonly code: 'not-a-backup' }
  | { readonly code: 'not-empty' }
  | { readonly code: 'no-folder' }
  /** The backup does not verify. */
  | { readonly code: 'backup-wrong'; readonly fault: BackupFault }
  /** The ledger in it cannot go on; the message is the rule. */
  | { readonly code: 'cannot-go-on'; readonly message: string };

/** Kept in the restored folder to say where it came from; under this name it is no backup. */
const originName = 'restored-from.json';

/**
 * Copies the backup beside the target, verifies the copy whole, opens a new epoch in it as recovery does, erases again
 * what is known to be erased, verifies once more, and only then gives it the target's name.
 */
export async function restoreBackup(
  input: RestoreInput,
  means: RestoreMeans,
): Promise<Result<Restored, RestoreFailure>> {
  const to = resolve(input.to);
  if (isFolder(to) ? readdirSync(to).length > 0 : !isFolder(dirname(to))) {
    return refuse({ code: isFolder(to) ? 'not-empty' : 'no-folder' });
  }
  const record = readBackupRecord(input.backup);
  if (record === undefined) return refuse({ code: 'not-a-backup' });
  const part = join(dirname(to), `${basename(to)}${partEnding}`);
  try {
    rmSync(part, { recursive: true, force: true });
    mkdirSync(part, { mode: 0o700 });
    for (const name of [...record.files.map((file) => file.name), backupRecordName]) {
      copyFile(input.backup, part, name);
    }
    const files = checkFiles(part);
    const checked = files.ok ? checkUpToDate(part, record, means) : files;
    if (!checked.ok) return refuse({ code: 'backup-wrong', fault: checked.reason });
    const restored = await goOn(part, input, record, means);
    if (!restored.ok) return restored;
    const { moneyMigrations: migrations, signatureCheckOf } = means;
    const report = verifyLedger({ path: join(part, 'money.db'), migrations, signatureCheckOf });
    if (!report.ok) return refuse({ code: 'cannot-go-on', message: 'the restored ledger does not verify' });
    renameSync(join(part, backupRecordName), join(part, originName));
    syncFolder(part);
    if (isFolder(to)) rmdirSync(to);
    renameSync(part, to);
    syncFolder(dirname(to));
    return ok({ ...restored.value, entries: report.entries });
  } catch (cause) {
    const failure = diskFailure(cause);
    if (failure === undefined) throw cause;
    return refuse(failure);
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}

/** A backup of years ago is brought to this program's schema, in the copy, and then verified. */
function checkUpToDate(
  part: string,
  record: BackupRecord,
  means: RestoreMeans,
): Result<unknown, BackupFault> {
  for (const kind of ['money', 'local'] as const) {
    const migrations = kind === 'money' ? means.moneyMigrations : means.localMigrations;
    const now = means.ports.clock.now();
    const opened = tryOpenDatabase({ path: join(part, `${kind}.db`), migrations, kind, now });
    if (!opened.ok) return refuse({ code: 'ledger-wrong', message: JSON.stringify(opened.reason) });
    opened.value.close();
  }
  return checkLedgerOf(part, record, means);
}

/** Opens the new epoch in the copy. */
async function goOn(
  part: string,
  input: RestoreInput,
  record: BackupRecord,
  means: RestoreMeans,
): Promise<Result<Omit<Restored, 'entries'>, RestoreFailure>> {
  const { ports } = means;
  const signer = signerIn(part, means);
  if (signer === undefined) return refuse({ code: 'cannot-go-on', message: 'no key of the counter' });
  const path = join(part, 'money.db');
  const { moneyMigrations: migrations } = means;
  const database = openDatabase<LedgerTables>({ path, migrations, kind: 'money', now: ports.clock.now() });
  try {
    const opened = openLedger(database, ports, { heads: signer });
    if (opened.state !== 'ready') return refuse({ code: 'cannot-go-on', message: JSON.stringify(opened) });
    const { counter, head: continues } = opened.ledger;
    const knownHeads = headsKnown(part, input, record, signer);
    const continued = continueInNewEpoch(database, ports, opened.ledger, {
      cause: 'restore',
      knownHeads,
      // What was written after the copy was made, nobody here can count.
      mayMiss: true,
      actor: null,
      recoveredBy: null,
    });
    if (!continued.ok) return refuse({ code: 'cannot-go-on', message: continued.reason });
    const { ledger, series } = continued.value;
    const again = input.old === null ? [] : erasuresMissing(join(input.old, 'money.db'), database, counter);
    eraseAgain(ledger, again);
    await writeHeads({ path: headFileOf(path), ledger, signer, clock: ports.clock }).close();
    if (!checkpointTruncate(database).ok) throw new InvariantBroken('somebody reads a ledger being restored');
    return ok({
      counter,
      madeAt: record.madeAt,
      epoch: ledger.head.epoch,
      continues: { epoch: continues.epoch, seq: continues.seq },
      highestKnown: highest(knownHeads, counter) ?? continues,
      series,
      erased: again.length,
    });
  } finally {
    database.close();
  }
}

/** Signed heads of the backup, of the other backups beside it and of the old folder: the new epoch comes after them all. */
function headsKnown(
  part: string,
  { backup, old }: RestoreInput,
  record: BackupRecord,
  signer: Signer,
): readonly HeadPlace[] {
  const beside = backupsIn(dirname(resolve(backup)), record.counter).map((found) => found.record.head);
  const signed = [record.head, ...beside].flatMap((head) => readHead(JSON.stringify(head), signer) ?? []);
  const files = [part, ...(old === null ? [] : [old])].map((folder) => headFileOf(join(folder, 'money.db')));
  return [...signed, ...files.flatMap((file) => readHeadFile(file, signer).records)];
}

function signerIn(part: string, { localMigrations, signerOf }: RestoreMeans): Signer | undefined {
  const path = join(part, 'local.db');
  const local = openDatabase<KeyTables>({ path, migrations: localMigrations, kind: 'local' });
  try {
    const key = keyStore(local).current('counter');
    return key === undefined ? undefined : signerOf(key);
  } finally {
    local.close();
  }
}

/** As many entries as one erasure names. */
const mostErasedTogether = 1_000;

function eraseAgain(ledger: Ledger, entries: readonly string[]): void {
  for (let from = 0; from < entries.length; from += mostErasedTogether) {
    const done = ledger.act(() =>
      ledger.append({
        type: 'erasure.made',
        actor: systemActor,
        body: { entries: entries.slice(from, from + mostErasedTogether), ground: 'request' },
        private: { text: 'Đã xóa sau khi sao lưu; xóa lại khi phục hồi.' },
      }),
    );
    if (!done.ok) throw new InvariantBroken(`an erasure was refused: ${done.reason}`);
  }
}
