/** Days as people write them here. */

/** `2026-11-19` as `19/11/2026`. */
export function dayText(day: string): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/** `19/11/2026`, `1/9/2026`, `19-11-2026` as `2026-11-19`; null when there is no such day. */
export function readDay(text: string): string | null {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim()) ?? [];
  if (day === undefined || month === undefined || year === undefined) return null;
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const fits = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= lastDay;
  return fits && Number(year) >= 2000 ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null;
}
