import type { Row } from '../../shared/payment/index.ts';
import { usualWidth } from '../../shared/text/index.ts';
import { facilitySettings } from '../facility/settings.ts';
import type { DeskContext } from './context.ts';

/** Letters of a series beside the prefix: T tạm ứng, C phiếu chi. */
const letters = { deposit: 'T', refund: 'C' } as const;

/**
 * The series of deposit slips or refund vouchers for the year of `date`; opened at its first use, inside the caller's
 * act. The year was said by a person when the year's receipts were opened (design §4), so none is opened before them.
 */
export function seriesAtHand(
  { ledger, reads }: DeskContext,
  actor: string,
  purpose: 'deposit' | 'refund',
  date: string,
): Row<'series'> | undefined {
  const year = Number(date.slice(0, 4));
  const known = () => reads.series(purpose).find((series) => series.year === year);
  const there = known();
  if (there !== undefined) return there;
  if (!reads.series('receipt').some((series) => series.year === year)) return undefined;
  const { seriesPrefix, counterName } = facilitySettings(reads);
  const counter = /\d+/.exec(counterName)?.[0] ?? '1';
  ledger.append({
    type: 'series.opened',
    actor,
    body: {
      series: `${seriesPrefix}${letters[purpose]}${String(year % 100).padStart(2, '0')}-Q${counter}`,
      purpose,
      year,
      firstNumber: 1,
      width: usualWidth,
      confirmedBy: 'person',
    },
  });
  return known();
}
