import type { Row } from '../../shared/payment/index.ts';
import { findMatchCodes } from '../../shared/vietqr/index.ts';
import type { LedgerReads } from '../ledger/read.ts';

/** Whose money a tender is: of its collection, else of the code that stands in its credit; null when nobody can say. */
export function payerOfTender(reads: LedgerReads, tender: Row<'tender'>): string | null {
  if (tender.collection !== null) return reads.collection(tender.collection)?.payer ?? null;
  const { credit } = JSON.parse(tender.evidence) as { credit?: string };
  const content = credit === undefined ? null : (reads.credit(credit)?.content ?? null);
  for (const code of content === null ? [] : findMatchCodes(content)) {
    for (const { collection } of reads.tendersByReference(code)) {
      const payer = collection === null ? undefined : reads.collection(collection)?.payer;
      if (payer !== undefined) return payer;
    }
  }
  return null;
}
