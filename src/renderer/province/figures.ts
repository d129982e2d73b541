/** Shares, bands and ages as the page compares them. Per cent with one decimal, as shown. */

export interface Band {
  readonly low: number;
  readonly high: number;
}

export type Standing = 'below' | 'within' | 'above';

export const silentMs = 24 * 60 * 60_000;
/** Of the four methods, as the plans ask (R1–R3). */
export const leastMethods = 3;

/** Per cent; 0 of 0 is 0. */
export function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : (part * 100) / whole;
}

/** Where a share stands against its band; without rounding, so that 49,96 % is still below 50. */
export function standingOf(share: number, { low, high }: Band): Standing {
  if (share < low) return 'below';
  return share > high ? 'above' : 'within';
}

/** `48,4`: one decimal, cut and not rounded up, so that no share is shown as reaching what it has not. */
export function shown(share: number): string {
  return (Math.floor(share * 10 + 1e-9) / 10).toFixed(1).replace('.', ',');
}

/** Points to the band's lower edge, rounded up to a tenth. */
export function missing(share: number, low: number): string {
  return (Math.ceil((low - share) * 10 - 1e-9) / 10).toFixed(1).replace('.', ',');
}

/** Whether nothing was heard for a day. Never heard of is silent. */
export function isSilent(lastContactAt: number | null, now: number): boolean {
  return lastContactAt === null || now - lastContactAt > silentMs;
}

/** `19/11/2026` of `2026-11-19`. */
export function dayWords(day: string): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/** `11/2026` of `2026-11`. */
export function monthWords(month: string): string {
  return `${month.slice(5)}/${month.slice(0, 4)}`;
}
