import { useCallback } from 'react';
import { useText } from '../ui/text.tsx';

const vietnamOffsetMs = 7 * 60 * 60_000;
const monthsBack = 14;

/** `2026-11`, the month of an instant in Vietnam. */
export function monthAt(at: number): string {
  return new Date(at + vietnamOffsetMs).toISOString().slice(0, 7);
}

/** `2026-11-19`, the day of an instant in Vietnam. */
export function dayAt(at: number): string {
  return new Date(at + vietnamOffsetMs).toISOString().slice(0, 10);
}

/** Periods to choose from, this month first: months `2026-11`, years `2026`. */
export function periodsOf(now: number): readonly string[] {
  const first = monthAt(now);
  const number = Number(first.slice(0, 4)) * 12 + Number(first.slice(5)) - 1;
  const months = Array.from({ length: monthsBack }, (_, back) => {
    const month = number - back;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  });
  const year = Number(first.slice(0, 4));
  return [first, String(year), ...months.slice(1), String(year - 1)];
}

/** First and last month of a period. */
export function rangeOf(period: string): { readonly from: string; readonly to: string } {
  if (period.length === 7) return { from: period, to: period };
  return { from: `${period}-01`, to: `${period}-12` };
}

/** `Tháng 11/2026` or `Cả năm 2026`. */
export function usePeriodWords(): (period: string) => string {
  const t = useText();
  return useCallback(
    (period) =>
      period.length === 7
        ? t('province.month', { m: period.slice(5), y: period.slice(0, 4) })
        : t('province.year', { y: period }),
    [t],
  );
}
