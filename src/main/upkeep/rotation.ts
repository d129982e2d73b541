/** Which backups stay (design §1 "retention"): days, months and years, as they lie further back. */
import { businessDateOf, type EpochMs } from '../../shared/kernel/clock.ts';

/** How many days, months and years that have a backup keep their newest one. */
export const kept = { days: 14, months: 12, years: 10 } as const;

export interface Dated {
  readonly name: string;
  /** ms since 1970. */
  readonly madeAt: number;
}

/**
 * The backups that may go. Days, months and years are counted where there is a backup, not by the calendar, so a counter
 * that stood still for a year loses none. The newest always stays.
 */
export function mayGo<T extends Dated>(backups: readonly T[]): readonly T[] {
  const newestFirst = [...backups].sort((a, b) => b.madeAt - a.madeAt);
  const stays = new Set<T>();
  for (const [length, most] of [
    ['2026-11-22'.length, kept.days],
    ['2026-11'.length, kept.months],
    ['2026'.length, kept.years],
  ] as const) {
    const periods = new Set<string>();
    for (const backup of newestFirst) {
      const period = businessDateOf(backup.madeAt as EpochMs).slice(0, length);
      if (periods.has(period)) continue;
      if (periods.size === most) break;
      periods.add(period);
      stays.add(backup);
    }
  }
  return newestFirst.filter((backup) => !stays.has(backup));
}
