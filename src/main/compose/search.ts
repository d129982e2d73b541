import type { Clock } from '../../shared/kernel/clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type ReceiptSearch, receiptSearch } from '../ledger/receipt-search.ts';
import type { LedgerTables } from '../ledger/schema.ts';
import type { Database } from '../store/database.ts';
import { inBackground } from './background.ts';

const afterEntriesMs = 3_000;
const betweenPagesMs = 40;

/** The search of receipts, kept up with the journal in the background. */
export function openSearch(parts: {
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly money: Pick<Database<LedgerTables>, 'connection'>;
}): { readonly search: ReceiptSearch; readonly stop: () => void } {
  const { clock, ledger, money } = parts;
  const search = receiptSearch(money);
  const { follow, stop } = inBackground({
    clock,
    quietMs: afterEntriesMs,
    betweenPagesMs: () => betweenPagesMs,
    takeIn: search.takeIn,
  });
  ledger.subscribe(follow);
  follow();
  return { search, stop };
}
