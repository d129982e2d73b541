import type { LedgerReads } from '../ledger/read.ts';
import { facilitySettings } from './settings.ts';

/**
 * Whether every payment must name whom it is for: required at a school, optional at a hospital, unless the facility has
 * set otherwise (R5–R6, facts/payments.md §1.1). The payer's own name is always required.
 */
export function beneficiaryNeeded(reads: LedgerReads): boolean {
  const set = reads.setting('payer-fields')?.beneficiary;
  if (set !== undefined) return set === 'required';
  return facilitySettings(reads).facility.institution === 'school';
}
