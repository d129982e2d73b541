/** What the last full check of the ledger found, beside the file it is about. */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { EntryFaultCode, LedgerFault } from '../ledger/faults.ts';
import { faultOfEntry } from '../ledger/open.ts';
import type { VerifyReport } from '../ledger/verify.ts';
import { replaceFile } from './backup-files.ts';

const foundFault = z.discriminatedUnion('code', [
  z.strictObject({
    code: z.literal('wrong-entry'),
    entry: z.strictObject({
      place: z.strictObject({
        counter: z.string(),
        epoch: z.int(),
        seq: z.int(),
        id: z.string().nullable(),
      }),
      fault: z.string().transform((code) => code as EntryFaultCode),
      detail: z.string().exactOptional(),
    }),
  }),
  z.strictObject({ code: z.literal('unreadable'), message: z.string() }),
]);

const ledgerCheck = z.strictObject({
  at: z.int(),
  /** The epoch it looked at: recovery begins another, for which it says nothing. */
  epoch: z.int().min(1),
  entries: z.int().min(0),
  fault: foundFault.nullable(),
});
export type LedgerCheck = z.output<typeof ledgerCheck>;

/** The record that belongs to a `money.db`. */
export function checkFileOf(moneyPath: string): string {
  return `${moneyPath}.check.json`;
}

/** The last record, or null when there is none that can be read: then the check is simply due again. */
export function readLedgerCheck(moneyPath: string): LedgerCheck | null {
  const path = checkFileOf(moneyPath);
  if (!existsSync(path)) return null;
  try {
    return ledgerCheck.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

/** Replaces the record; it is on disk when this returns. */
export function writeLedgerCheck(moneyPath: string, check: LedgerCheck): void {
  replaceFile(checkFileOf(moneyPath), JSON.stringify(check));
}

/**
 * Why the ledger must not be used, from a full check, or null. Entries of a newer program are no damage; a report of a
 * file that could not be opened says nothing about the ledger the counter has open.
 */
export function faultOfReport(report: VerifyReport): LedgerCheck['fault'] {
  if (report.ok || report.entries === 0) return null;
  if (report.firstFault !== null) {
    const fault: LedgerFault = faultOfEntry(report.firstFault);
    return fault.code === 'wrong-entry' ? fault : null;
  }
  const failed = report.checks.filter(({ state }) => state === 'failed');
  return {
    code: 'unreadable',
    message: failed.map(({ name, detail }) => `${name}: ${detail ?? ''}`).join('; '),
  };
}
