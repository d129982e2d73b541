import type { Brand } from './brand.ts';

/** Milliseconds since 1970-01-01T00:00:00Z. Times are stored in this form and shown at +07:00. */
export type EpochMs = Brand<number, 'EpochMs'>;

/** Calendar day at +07:00, `YYYY-MM-DD`. Day totals follow it, whatever shift the entry belongs to. */
export type BusinessDate = Brand<string, 'BusinessDate'>;

/** The only way any room learns the time; handed in by the composition root. */
export interface Clock {
  /** Wall clock. May jump in either direction; order never comes from it. */
  now(): EpochMs;
  /** Milliseconds that only grow, for durations and deadlines. */
  monotonicMs(): number;
  /** Calls `run` once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, run: () => void): () => void;
}

const vietnamOffsetMs = 7 * 60 * 60 * 1000;

const dayMs = 24 * 60 * 60 * 1000;
/** The day last asked for: an act asks for the same one again and again. */
let lastDay = { number: Number.NaN, date: '' as BusinessDate };

/** The calendar day of an instant in Vietnam, which has had no daylight saving since 1975. */
export function businessDateOf(at: EpochMs): BusinessDate {
  const number = Math.floor((at + vietnamOffsetMs) / dayMs);
  if (number !== lastDay.number) {
    lastDay = { number, date: new Date(number * dayMs).toISOString().slice(0, 10) as BusinessDate };
  }
  return lastDay.date;
}

/** `YYYY-MM-DDTHH:mm:ss.sss+07:00`, for documents, file names and logs. */
export function vietnamIso(at: EpochMs): string {
  return new Date(at + vietnamOffsetMs).toISOString().replace('Z', '+07:00');
}

/** Promise that settles after `delayMs` on the given clock. */
export function sleep(clock: Clock, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(delayMs, resolve);
  });
}
