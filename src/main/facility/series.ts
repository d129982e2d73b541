import type { Row } from '../../shared/payment/index.ts';
import { usualWidth } from '../../shared/text/index.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerReads } from '../ledger/read.ts';

/** Purposes this counter numbers from its first day; others are opened when the act is first used. */
const purposes = ['receipt', 'on-behalf'] as const;
type Purpose = (typeof purposes)[number];

/**
 * Code of a series as printed ("Ký hiệu"): prefix, two digits of the year, counter. Thu hộ has its own, so that it
 * never mixes with revenue (product.md A2).
 */
export function seriesCode(prefix: string, purpose: Purpose, year: number, counterName: string): string {
  const counter = /\d+/.exec(counterName)?.[0] ?? '1';
  const kind = purpose === 'on-behalf' ? 'H' : '';
  return `${prefix}${kind}${String(year % 100).padStart(2, '0')}-Q${counter}`;
}

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
export function seriesFor(reads: LedgerReads, purpose: Purpose, date: string): Row<'series'> | undefined {
  return reads.series(purpose).find((series) => series.year === Number(date.slice(0, 4)));
}
