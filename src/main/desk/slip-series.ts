import { businessDateOf } from '../../shared/kernel/clock.ts';
import { facilitySettings } from '../facility/settings.ts';
import type { DeskContext } from './context.ts';

/** What two spellings of one series have in common: letters and digits, with what looks alike on paper taken as one. */
function likeness(text: string): string {
  return text
    .normalize('NFC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('I', '1')
    .replaceAll('O', '0');
}

/**
 * The series of deposit slips that somebody typed, spelled as counters write it: one that a journal here has, else what a
 * counter of the facility would open (`open-series`), of this year or before. Null where no counter can have it.
 */
export function depositSeries(
  { clock, reads }: Pick<DeskContext, 'clock' | 'reads'>,
  typed: string,
): string | null {
  const wanted = likeness(typed);
  const known = reads.seriesOfDeposits().find((series) => likeness(series) === wanted);
  if (known !== undefined) return known;
  const prefix = `${facilitySettings(reads).seriesPrefix}T`;
  if (!wanted.startsWith(likeness(prefix))) return null;
  const [, year, counter] = /^(\d\d)Q(\d{1,6})$/.exec(wanted.slice(likeness(prefix).length)) ?? [];
  if (year === undefined || counter === undefined) return null;
  const thisYear = businessDateOf(clock.now()).slice(2, 4);
  return year > thisYear ? null : `${prefix}${year}-Q${counter}`;
}
