import type { BirthOrder } from '../birth-order.ts';
import type { Cell } from './table.ts';

/** A birth date as lists hold it: often the year only (facts/files §4.5). */
export interface Birth {
  /** `YYYY-MM-DD`, null when only the year is known. */
  readonly date: string | null;
  readonly year: string;
}

type Order = readonly [year: number, month: number, day: number];

const shortDate = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\s.*)?$/;
const shapes: readonly { readonly pattern: RegExp; readonly order: Order }[] = [
  { pattern: /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?:[T\s].*)?$/, order: [1, 2, 3] },
  { pattern: /^(\d{4})(\d{2})(\d{2})(?:\d{4})?$/, order: [1, 2, 3] },
];

/**
 * Reads day/month/year (month/day/year where the list writes so), ISO, `yyyymmdd[HHMM]` of the insurance XML, a date
 * cell or a year. Null when it is none. Of a `mixed` list a date that could be either gives its year only.
 */
export function readBirth(cell: Cell | undefined, written: BirthOrder = 'day-first'): Birth | null {
  if (cell === null || cell === undefined || typeof cell === 'boolean') return null;
  if (typeof cell === 'object') return { date: cell.date, year: cell.date.slice(0, 4) };
  const text = String(cell);
  if (/^(19|20)\d{2}$/.test(text)) return { date: null, year: text };
  const short = shortDate.exec(text);
  if (short !== null) return readShort(short, written);
  for (const { pattern, order } of shapes) {
    const found = pattern.exec(text);
    if (found !== null) return dayOf(found, order);
  }
  return null;
}

function readShort(found: RegExpExecArray, written: BirthOrder): Birth | null {
  if (written === 'month-first') return dayOf(found, [3, 1, 2]);
  if (written === 'day-first') return dayOf(found, [3, 2, 1]);
  const [first, second] = [Number(found[1]), Number(found[2])];
  if (first === second || first > 12) return dayOf(found, [3, 2, 1]);
  if (second > 12) return dayOf(found, [3, 1, 2]);
  const either = dayOf(found, [3, 2, 1]);
  return either === null ? null : { date: null, year: either.year };
}

function dayOf(found: RegExpExecArray, order: Order): Birth | null {
  const [year = 0, month = 0, day = 0] = order.map((group) => Number(found[group]));
  // The insurance XML writes a year alone as yyyy0000.
  if (month === 0 && day === 0) return readBirth(String(year));
  return calendarDay(year, month, day);
}

function calendarDay(year: number, month: number, day: number): Birth | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  const real = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  if (!real || year < 1900 || year > 2100) return null;
  return { date: at.toISOString().slice(0, 10), year: String(year) };
}
