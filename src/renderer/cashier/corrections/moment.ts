const vietnamOffsetMs = 7 * 60 * 60 * 1000;

/** The instant of `19/11/2026` and `14:05` on a Vietnamese clock, ms since 1970; null when there is no such moment. */
export function momentOf(date: string, time: string): number | null {
  const [, day, month, year] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(date) ?? [];
  const [, hour, minute] = /^\s*(\d{1,2})[:.gh](\d{2})\s*$/.exec(time) ?? [];
  if (day === undefined || hour === undefined) return null;
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const [h, min] = [Number(hour), Number(minute)];
  const midnight = Date.UTC(y, m - 1, d);
  const back = new Date(midnight);
  const real = back.getUTCFullYear() === y && back.getUTCMonth() === m - 1 && back.getUTCDate() === d;
  if (!real || h > 23 || min > 59) return null;
  return midnight + (h * 60 + min) * 60_000 - vietnamOffsetMs;
}

const dayMs = 24 * 60 * 60 * 1000;

/** The instant of a time on that day or, where that would be before `earliest`, on the next: 22:00 to 02:00. */
export function onOrAfter(date: string, time: string, earliest: number): number | null {
  const at = momentOf(date, time);
  return at === null || at >= earliest ? at : at + dayMs;
}

/** `2026-11` of an instant on a Vietnamese clock. */
export function monthOf(at: number): string {
  return new Date(at + vietnamOffsetMs).toISOString().slice(0, 7);
}

/** The month so many months later, or earlier when negative. */
export function monthAfter(month: string, by: number): string {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, (number ?? 1) - 1 + by, 1)).toISOString().slice(0, 7);
}

/** First and last day of `2026-11`. */
export function wholeMonth(month: string): { readonly from: string; readonly to: string } {
  const next = Date.parse(`${monthAfter(month, 1)}-01T00:00:00Z`);
  return { from: `${month}-01`, to: new Date(next - dayMs).toISOString().slice(0, 10) };
}
