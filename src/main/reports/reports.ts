/** Every report of this counter, at an accountant's desk of the facility; each first takes in what was committed since the last one. */
import { type Clock, sleep } from '../../shared/kernel/clock.ts';
import type { Share } from '../../shared/money/index.ts';
import type { FacilityReads } from '../ledger/facility-reads.ts';
import type { LedgerReads } from '../ledger/read.ts';
import type { Database } from '../store/database.ts';
import { type CashlessReport, cashlessReport } from './cashless.ts';
import { type CollectedFilter, type CollectedReport, collectedReport, periodFigures } from './collected.ts';
import { type CrossedReport, crossedReport } from './crossed.ts';
import { type FacilityFigures, facilityFigures } from './facility.ts';
import {
  type FrozenBytes,
  type FrozenWords,
  freezeBytes,
  frozenBytes,
  keepBytes,
  supplementOf,
} from './frozen.ts';
import { type HandInList, handInList } from './hand-in-list.ts';
import type { Period } from './periods.ts';
import { type ReportScope, reportScope } from './scope.ts';
import { reportSums } from './take-in.ts';

export interface Reports {
  /** Whose figures they are. */
  scope(): ReportScope;
  cashless(period: Period): CashlessReport;
  collected(period: Period, filter?: CollectedFilter): CollectedReport;
  /** The same money crossed with the way it came; of one shift, or of all. */
  crossed(period: Period, shift: string | null): CrossedReport;
  /** Terms of the equations of design §4 over the days of a period. */
  figures(period: Period): ReturnType<typeof periodFigures>;
  handIn(z: string): HandInList | undefined;
  /** Of every counter whose journal is here. */
  facility(all: FacilityReads, period: Period): FacilityFigures;
  freeze(period: Period, asOf: number, words: FrozenWords): FrozenBytes;
  keep(report: string, bytes: Uint8Array): void;
  frozen(report: string): FrozenBytes | undefined;
  supplement(report: string): Share | undefined;
  /** Takes in one page of new entries of the journals these reports are of; true when there may be more. */
  takeIn(): boolean;
  /**
   * Takes in what is left of every journal that is here, page by page with turns for others between. Wait for it before
   * asking for a figure, which takes in the rest in one go. False when that is longer than somebody waits, or `gone` says
   * that nobody does any more.
   */
  caughtUp(gone?: () => boolean): Promise<boolean>;
}

export interface ReportParts {
  readonly clock: Clock;
  readonly database: Pick<Database<unknown>, 'connection'>;
  readonly reads: LedgerReads;
  /** All journals that are here, for an accountant's desk; without it reports are of the own counter. */
  readonly facility?: FacilityReads;
}

/** How long somebody waits for figures that are still being added up; a window gives up after 15 s. */
const patienceMs = 6_000;

/** Reports on these books. */
export function makeReports({ clock, database, reads, facility }: ReportParts): Reports {
  const { connection } = database;
  const sums = reportSums(database, reads);
  const scope = () => reportScope(reads, facility);
  const counters = () => scope().counters;
  const takeInOf = (sisters: readonly string[]): boolean =>
    sums.takeIn() ||
    sisters.some((counter) => facility !== undefined && reportSums(database, facility.of(counter)).takeIn());
  const sistersAmong = (journals: readonly string[]) =>
    journals.filter((counter) => counter !== reads.counterId);
  const upToDate = <A extends unknown[], R>(make: (...args: A) => R) => {
    return (...args: A): R => {
      sums.takeInAll();
      for (const counter of sistersAmong(counters())) {
        if (facility !== undefined) reportSums(database, facility.of(counter)).takeInAll();
      }
      return make(...args);
    };
  };
  return {
    scope,
    cashless: upToDate((period: Period) => cashlessReport(connection, reads, period, counters())),
    collected: upToDate((period: Period, filter?: CollectedFilter) =>
      collectedReport(connection, reads, period, filter, counters()),
    ),
    crossed: upToDate((period: Period, shift: string | null) =>
      crossedReport(connection, reads, period, shift, counters()),
    ),
    figures: upToDate((period: Period) => periodFigures(connection, reads, period)),
    facility: (all, period) => facilityFigures(database, reads, all, period),
    handIn: upToDate((z: string) => handInList(connection, reads, z)),
    freeze: upToDate((period: Period, asOf: number, words: FrozenWords) =>
      freezeBytes(connection, reads, period, asOf, scope(), words),
    ),
    keep: (report, bytes) => keepBytes(connection, report, bytes),
    frozen: (report) => frozenBytes(connection, reads, report),
    supplement: upToDate((report: string) => supplementOf(connection, reads, report, counters())),
    takeIn: () => takeInOf(sistersAmong(counters())),
    async caughtUp(gone = () => false) {
      const until = clock.monotonicMs() + patienceMs;
      const sisters = sistersAmong(facility?.counters() ?? []);
      while (takeInOf(sisters)) {
        if (clock.monotonicMs() > until) return false;
        await sleep(clock, 0);
        if (gone()) return false;
      }
      return true;
    },
  };
}
