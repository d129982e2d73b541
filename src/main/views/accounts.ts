import type { MethodResponse } from '../../shared/rpc/contract.ts';
import { receivingAccounts } from '../facility/accounts.ts';
import { facilitySettings } from '../facility/settings.ts';
import type { LedgerReads } from '../ledger/read.ts';

/** Receiving accounts in force and the limit of acceptances, for the settings page. */
export function accountsView(reads: LedgerReads): MethodResponse<'accounts.list'> {
  return {
    accounts: [...receivingAccounts(reads)],
    acceptanceLimit: facilitySettings(reads).acceptanceLimit,
  };
}
