import type { Clock } from '../../shared/kernel/clock.ts';
import type { FacilityReads } from '../ledger/facility-reads.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerReads } from '../ledger/read.ts';
import { makeReports, type Reports } from '../reports/reports.ts';
import type { Database } from '../store/database.ts';
import type { MoneyTables } from './migrations.ts';

/** After an act the sums wait for quiet, and between pages they leave the thread to others. */
const quietMs = 2_000;
const betweenPagesMs = 50;

/** Reports, whose sums are kept up with the journal in the background. */
export function openReports(parts: {
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly reads: LedgerReads;
  readonly money: Database<MoneyTables>;
  readonly facility: FacilityReads;
}): { readonly reports: Reports; readonly stop: () => void } {
  const { clock, ledger, reads, money, facility } = parts;
  const reports = makeReports({ database: money, reads, facility });
  let cancel: (() => void) | null = null;
  const soon = (afterMs: number): void => {
    cancel ??= clock.after(afterMs, () => {
      cancel = null;
      if (reports.takeIn()) soon(betweenPagesMs);
    });
  };
  const unsubscribe = ledger.subscribe(() => soon(quietMs));
  soon(quietMs);
  return {
    reports,
    stop: () => {
      cancel?.();
      unsubscribe();
    },
  };
}
