import type { Clock } from '../../shared/kernel/clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type ReceiptSearch, receiptSearch } from '../ledger/receipt-search.ts';
import type { LedgerTables } from '../ledger/schema.ts';
import type { Database } from '../store/database.ts';

/** Waits until the payment that wrote the entries is long answered. */
const afterEntriesMs = 3_000;
/** Between two pages of a long way to go, so that nothing waits for it. */
const betweenPagesMs = 40;

/** The search of receipts, kept up with the journal in the background. */
export function openSearch(parts: {
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly money: Pick<Database<LedgerTables>, 'connection'>;
}): { readonly search: ReceiptSearch; readonly stop: () => void } {
  const { clock, ledger, money } = parts;
  const search = receiptSearch(money);
  let cancel: (() => void) | null = null;
  let stopped = false;
  const soon = (afterMs: number): void => {
    if (stopped) return;
    cancel ??= clock.after(afterMs, () => {
      cancel = null;
      if (search.takeIn()) soon(betweenPagesMs);
    });
  };
  ledger.subscribe(() => soon(afterEntriesMs));
  soon(afterEntriesMs);
  return {
    search,
    stop: () => {
      stopped = true;
      cancel?.();
    },
  };
}
