import type { Row } from '../../shared/payment/index.ts';
import { seriesCode, usualWidth } from '../../shared/text/index.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerReads } from '../ledger/read.ts';

/** Purposes this counter numbers from its first day; others are opened when the act is first used. */
const purposes = ['receipt', 'on-behalf'] as const;
/** Opens the series of a year. Inside the caller's act. `actor` is who said which year it is. */
export function openYear(
  ledger: Ledger,
  prefix: string,
  counterName: string,
  year: number,
  actor?: string,
): void {
  for (const purpose of purposes) {
    ledger.append({
      type: 'series.opened',
      body: {
        series: seriesCode(prefix, purpose, year, counterName),
        purpose,
        year,
        firstNumber: 1,
        width: usualWidth,
        confirmedBy: 'person',
      },
      ...(actor === undefined ? {} : { actor }),
    });
  }
}

/** The open series of a purpose for the year of `date` (`YYYY-MM-DD`), or undefined: then no number can be given. */
export function seriesFor(
  reads: LedgerReads,
  purpose: (typeof purposes)[number],
  date: string,
): Row<'series'> | undefined {
  return reads.series(purpose).find((series) => series.year === Number(date.slice(0, 4)));
}
