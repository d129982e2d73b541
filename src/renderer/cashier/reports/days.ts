/** Calendar days as the counter names them: `2026-11-19`. */

const dayMs = 86_400_000;

/** The day so many days later, or earlier when negative. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

/** `19/11/2026`. */
export function longDayText(day: string): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/** `19/11`, or `T11` of a month. */
export function shortKey(key: string): string {
  return key.length === 7 ? `T${Number(key.slice(5))}` : String(Number(key.slice(8, 10)));
}
