/** A backup is restored as a test: opened where it lies and verified whole. */
import { join } from 'node:path';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import type { SignatureCheck } from '../../shared/kernel/signer.ts';
import { readHead } from '../ledger/heads.ts';
import type { LedgerTables } from '../ledger/schema.ts';
import { storedEntries } from '../ledger/stored.ts';
import { type VerifyContext, type VerifyReport, verifyLedger } from '../ledger/verify.ts';
import { tryOpenDatabase } from '../store/database.ts';
import { checkFile } from '../store/integrity.ts';
import type { Migration } from '../store/migrate.ts';
import { diskFailure, fileRecordOf } from './backup-files.ts';
import { type BackupRecord, readBackupRecord } from './backup-record.ts';
import { type KeyTables, keyStore } from './keys.ts';

/** What checking needs from elsewhere. */
export interface BackupParts {
  readonly moneyMigrations: readonly Migration[];
  readonly localMigrations: readonly Migration[];
  readonly signatureCheckOf: (publicKey: string) => SignatureCheck;
}

/** Why a backup must not be relied on. */
export type BackupFault =
  | { readonly code: 'no-record' }
  /** A file is missing, cut short or changed. */
  | { readonly code: 'file-differs'; readonly name: string }
  /** `local.db` cannot be read. */
  | { readonly code: 'local-damaged'; readonly message: string }
  /** The ledger in it does not verify; `null`: its head is not the recorded one. */
  | { readonly code: 'ledger-wrong'; readonly message: string };

/** A backup that verified. */
export interface CheckedBackup {
  readonly record: BackupRecord;
  readonly report: VerifyReport;
}

/**
 * Checks every file against the record, then the ledger as `npm run ledger -- verify` does: pages, chain, head records,
 * receipt numbers, money, and that the rows are what the entries give; last that its head is the signed one. Writes a
 * scratch file beside the copy and removes it.
 */
export function checkBackup(
  folder: string,
  parts: BackupParts,
  context?: VerifyContext,
): Result<CheckedBackup, BackupFault> {
  const record = checkFiles(folder);
  return record.ok ? checkLedgerOf(folder, record.value, parts, context) : record;
}

/** The files are those of the record, byte for byte. */
export function checkFiles(folder: string): Result<BackupRecord, BackupFault> {
  const record = readBackupRecord(folder);
  if (record === undefined) return refuse({ code: 'no-record' });
  const differs = record.files.find((file) => !isAsRecorded(folder, file));
  return differs === undefined ? ok(record) : refuse({ code: 'file-differs', name: differs.name });
}

/** The databases are right, and at the newest step of the schema. */
export function checkLedgerOf(
  folder: string,
  record: BackupRecord,
  parts: BackupParts,
  context?: VerifyContext,
): Result<CheckedBackup, BackupFault> {
  const local = checkFile(join(folder, 'local.db'), 'full');
  if (!local.ok) return refuse({ code: 'local-damaged', message: local.reason.problems.join('; ') });
  const path = join(folder, 'money.db');
  const { moneyMigrations: migrations, signatureCheckOf } = parts;
  const report = verifyLedger({ path, migrations, signatureCheckOf }, context);
  const wrong = report.ok ? headWrong(folder, record, parts) : failedChecks(report);
  return wrong === null ? ok({ record, report }) : refuse({ code: 'ledger-wrong', message: wrong });
}

function isAsRecorded(folder: string, file: BackupRecord['files'][number]): boolean {
  try {
    const found = fileRecordOf(folder, file.name);
    return found.bytes === file.bytes && found.sha256 === file.sha256;
  } catch (cause) {
    if (diskFailure(cause) === undefined) throw cause;
    return false;
  }
}

function failedChecks(report: VerifyReport): string {
  return report.checks
    .filter(({ state }) => state === 'failed')
    .map(({ name, detail }) => `${name}: ${detail ?? ''}`)
    .join('; ');
}

/** Why the recorded head is not the head of the copy, or null. */
function headWrong(folder: string, { counter, head }: BackupRecord, parts: BackupParts): string | null {
  const key = counterKeyOf(folder, parts);
  if (key === undefined) return 'no key of the counter in local.db';
  if (readHead(JSON.stringify(head), parts.signatureCheckOf(key)) === undefined)
    return 'head not signed by its counter';
  const opened = tryOpenDatabase<LedgerTables>({
    path: join(folder, 'money.db'),
    migrations: parts.moneyMigrations,
    kind: 'money',
    readonly: true,
  });
  if (!opened.ok) return opened.reason.code;
  try {
    const stored = storedEntries(opened.value);
    const last = stored.tail(counter, 1)[0];
    return last?.hash === head.hash && stored.own()?.counter === counter
      ? null
      : 'another head than recorded';
  } finally {
    opened.value.close();
  }
}

/** The counter's public key as the copy of `local.db` has it. */
export function counterKeyOf(folder: string, parts: BackupParts): string | undefined {
  const opened = tryOpenDatabase<KeyTables>({
    path: join(folder, 'local.db'),
    migrations: parts.localMigrations,
    kind: 'local',
    readonly: true,
  });
  if (!opened.ok) return undefined;
  try {
    return keyStore(opened.value).current('counter')?.publicKey;
  } finally {
    opened.value.close();
  }
}
