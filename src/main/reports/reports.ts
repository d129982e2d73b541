/** Every report of this counter; each first takes in what was committed since the last one. */
import type { Share } from '../../shared/money/index.ts';
import type { LedgerReads } from '../ledger/read.ts';
import type { Database } from '../store/database.ts';
import { type CashlessReport, cashlessReport } from './cashless.ts';
import { type CollectedFilter, type CollectedReport, collectedReport, periodFigures } from './collected.ts';
import { type CrossedReport, crossedReport } from './crossed.ts';
import { type FrozenBytes, freezeBytes, frozenBytes, keepBytes, supplementOf } from './frozen.ts';
import { type HandInList, handInList } from './hand-in-list.ts';
import type { Period } from './periods.ts';
import { reportSums } from './take-in.ts';

export interface Reports {
  cashless(period: Period): CashlessReport;
  collected(period: Period, filter?: CollectedFilter): CollectedReport;
  /** The same money crossed with the way it came; of one shift, or of all. */
  crossed(period: Period, shift: string | null): CrossedReport;
  /** Terms of the equations of design §4 over the days of a period. */
  figures(period: Period): ReturnType<typeof periodFigures>;
  handIn(z: string): HandInList | undefined;
  freeze(period: Period, asOf: number): FrozenBytes;
  keep(report: string, bytes: Uint8Array): void;
  frozen(report: string): FrozenBytes | undefined;
  supplement(report: string): Share | undefined;
  /** Takes in one page of new entries in the background; true when there may be more. */
  takeIn(): boolean;
}

export interface ReportParts {
  readonly database: Pick<Database<unknown>, 'connection'>;
  readonly reads: LedgerReads;
}

/** Reports on these books. */
export function makeReports({ database, reads }: ReportParts): Reports {
  const { connection } = database;
  const sums = reportSums(database, reads);
  const upToDate = <A extends unknown[], R>(make: (...args: A) => R) => {
    return (...args: A): R => {
      sums.takeInAll();
      return make(...args);
    };
  };
  return {
    cashless: upToDate((period: Period) => cashlessReport(connection, reads, period)),
    collected: upToDate((period: Period, filter?: CollectedFilter) =>
      collectedReport(connection, reads, period, filter),
    ),
    crossed: upToDate((period: Period, shift: string | null) =>
      crossedReport(connection, reads, period, shift),
    ),
    figures: upToDate((period: Period) => periodFigures(connection, reads, period)),
    handIn: upToDate((z: string) => handInList(connection, reads, z)),
    freeze: upToDate((period: Period, asOf: number) => freezeBytes(connection, reads, period, asOf)),
    keep: (report, bytes) => keepBytes(connection, report, bytes),
    frozen: (report) => frozenBytes(connection, reads, report),
    supplement: upToDate((report: string) => supplementOf(connection, reads, report)),
    takeIn: sums.takeIn,
  };
}
