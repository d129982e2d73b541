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
