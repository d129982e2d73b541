import type { Clock } from '../../shared/kernel/clock.ts';
import type { FacilityReads } from '../ledger/facility-reads.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerReads } from '../ledger/read.ts';
import { makeReports, type Reports } from '../reports/reports.ts';
import type { Database } from '../store/database.ts';
import { inBackground } from './background.ts';
import type { MoneyTables } from './migrations.ts';

/** After an act the sums wait for quiet, and between pages they leave the thread to others. */
const quietMs = 2_000;
const betweenPagesMs = 50;

export interface OpenReports {
  readonly reports: Reports;
  /** Entries of another counter may have come. */
  readonly follow: () => void;
  readonly stop: () => void;
}

/** Reports, whose sums are kept up with the journals in the background; without a pause once somebody waits for them. */
export function openReports(parts: {
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly reads: LedgerReads;
  readonly money: Database<MoneyTables>;
  readonly facility: FacilityReads;
}): OpenReports {
  const { clock, ledger, reads, money, facility } = parts;
  const reports = makeReports({ clock, database: money, reads, facility });
  let awaited = false;
  let stopped = false;
  const background = inBackground({
    clock,
    quietMs,
    betweenPagesMs: () => (awaited ? 0 : betweenPagesMs),
    takeIn() {
      const more = reports.takeIn();
      awaited &&= more;
      return more;
    },
  });
  const caughtUp = async () => {
    const done = await reports.caughtUp(() => stopped);
    awaited = !done;
    background.follow();
    return done;
  };
  const unsubscribe = ledger.subscribe(background.follow);
  background.follow();
  return {
    reports: { ...reports, caughtUp },
    follow: background.follow,
    stop: () => {
      stopped = true;
      background.stop();
      unsubscribe();
    },
  };
}
