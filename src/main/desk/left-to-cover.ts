import type { ReceivingAccount } from '../../shared/journal/index.ts';
import { invariant } from '../../shared/kernel/assert.ts';
import { isPending, type Row, settles } from '../../shared/payment/index.ts';
import { accountFor, receivingAccounts } from '../facility/accounts.ts';
import type { LedgerReads } from '../ledger/read.ts';

type Reads = { readonly reads: LedgerReads };

/** What a tender covers, or may still cover. */
function covers(tender: Row<'tender'>): number {
  return isPending(tender.machine, tender.state) ? tender.amount : settles(tender);
}

/** What chosen deposits and credit balances are to pay of the collection. */
function fundedOf({ reads }: Reads, collection: string): number {
  return reads.fundingOf(collection).reduce((sum, fund) => sum + fund.amount, 0);
}

/** What no tender of the collection covers or may still cover; 0 when more came than was owed. */
export function leftToCover({ reads }: Reads, collection: string): number {
  const row = reads.collection(collection);
  invariant(row !== undefined, `no collection ${collection}`);
  return Math.max(
    0,
    reads
      .tenders(collection)
      .reduce((left, tender) => left - covers(tender), row.total - fundedOf({ reads }, collection)),
  );
}

/** What one account has still to get of a collection. */
export interface AccountShare {
  readonly account: ReceivingAccount;
  readonly left: number;
  /** The first line it is for. */
  readonly line: Row<'line'>;
}

/**
 * The first account, in the order of the lines, that has still to get something of the collection: its lines less what
 * codes of it bring, and never more than the collection lacks. Undefined when no account is left, or a line has none.
 */
export function nextAccount({ reads }: Reads, collection: string): AccountShare | undefined {
  const accounts = receivingAccounts(reads);
  const all = leftToCover({ reads }, collection);
  const shares = new Map<string, { account: ReceivingAccount; left: number; line: Row<'line'> }>();
  for (const line of reads.lines(collection)) {
    const account =
      accounts.find((one) => one.account === line.account) ??
      accountFor(accounts, { group: line.group, onBehalf: line.onBehalf === 1 });
    if (account === undefined) continue;
    const share = shares.get(account.account) ?? { account, left: 0, line };
    share.left += line.amount;
    shares.set(account.account, share);
  }
  for (const tender of reads.tenders(collection)) {
    const share = tender.machine === 'vietqr' ? shares.get(tender.through ?? '') : undefined;
    if (share !== undefined) share.left -= covers(tender);
  }
  const next = [...shares.values()].find(({ left }) => left > 0);
  return next === undefined || all === 0 ? undefined : { ...next, left: Math.min(next.left, all) };
}
