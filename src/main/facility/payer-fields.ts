import type { LedgerReads } from '../ledger/read.ts';
import { payerFields } from './settings.ts';

/**
 * Whether every payment must name whom it is for: required at a school, optional at a hospital, unless the facility has
 * set otherwise (R5–R6, facts/payments.md §1.1). The payer's own name is always required.
 */
export function beneficiaryNeeded(reads: LedgerReads): boolean {
  return payerFields(reads).beneficiary === 'required';
}

/**
 * The address that a receipt says of its payer: what was said at the counter, else what the list has; null where the
 * facility writes none. `undefined` when it is required and nobody has said it.
 */
export function payerAddress(
  reads: LedgerReads,
  said: string | undefined,
  listed: string | null,
): string | null | undefined {
  const asked = payerFields(reads).address;
  if (asked === 'off') return null;
  const address = (said ?? listed ?? '').trim();
  if (address !== '') return address;
  return asked === 'required' ? undefined : null;
}
