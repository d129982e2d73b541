/**
 * How often a PIN may be tried: pure, in durations. Each attempt is counted *before* its PIN is checked and forgiven
 * when it was right, so neither a crash in the middle nor twenty attempts at once get a guess for nothing.
 */
import type { EpochMs } from '../../shared/kernel/clock.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';

/** What is kept of a person's wrong attempts, also through a restart. */
export interface StoredAttempts {
  /** Attempts since the last right PIN; the fifth blocks. */
  readonly failed: number;
  /** Wall clock when the last one was counted. */
  readonly since: EpochMs;
}

/** The same within one process, tied to the clock that nobody can set. */
export interface Attempts extends StoredAttempts {
  readonly sinceMonotonicMs: number;
}

export interface Now {
  readonly wall: EpochMs;
  readonly monotonicMs: number;
}

export interface MustWait {
  readonly code: 'pin-wait' | 'pin-blocked';
  /** Milliseconds, more than 0, until the next attempt is taken. */
  readonly waitMs: number;
}

/** "Sai 5 lần thì khóa 10 phút" (look/16a). */
export const attemptsBeforeBlock = 5;
const blockMs = 10 * 60 * 1000;
/** The wait after the first, second, … wrong attempt; typing six digits takes longer than the first ones. */
const waitsMs = [1_000, 2_000, 4_000, 8_000] as const;

function waitAfterMs(failed: number): number {
  if (failed <= 0) return 0;
  return waitsMs[failed - 1] ?? blockMs;
}

/** Nobody has tried since the last right PIN. */
export function noAttempts(now: Now): Attempts {
  return { failed: 0, since: now.wall, sinceMonotonicMs: now.monotonicMs };
}

/**
 * Takes stored attempts up in a new process, which knows only the wall clock. If that was set back to before the
 * attempt, the whole wait begins again now: a wrong clock can neither end a block nor stretch it for days.
 */
export function resumeAttempts(stored: StoredAttempts, now: Now): Attempts {
  const elapsedMs = now.wall - stored.since;
  const since = elapsedMs < 0 ? now.wall : stored.since;
  return { failed: stored.failed, since, sinceMonotonicMs: now.monotonicMs - Math.max(0, elapsedMs) };
}

/** Milliseconds until the next attempt is taken; 0 = now. Never more than ten minutes. */
export function remainingMs(attempts: Attempts, now: Now): number {
  const leftMs = attempts.sinceMonotonicMs + waitAfterMs(attempts.failed) - now.monotonicMs;
  return Math.max(0, Math.ceil(leftMs));
}

/** Whether the person is in the ten minutes after the fifth wrong attempt. */
export function isBlocked(attempts: Attempts, now: Now): boolean {
  return attempts.failed >= attemptsBeforeBlock && remainingMs(attempts, now) > 0;
}

/** How many wrong attempts are left before the block. */
export function attemptsLeft(attempts: Attempts): number {
  return Math.max(0, attemptsBeforeBlock - attempts.failed);
}

/** Counts one more attempt, or says how long to wait first. After a block the count begins anew. */
export function countAttempt(attempts: Attempts, now: Now): Result<Attempts, MustWait> {
  const waitMs = remainingMs(attempts, now);
  const blocked = attempts.failed >= attemptsBeforeBlock;
  if (waitMs > 0) return refuse({ code: blocked ? 'pin-blocked' : 'pin-wait', waitMs });
  return ok({
    failed: blocked ? 1 : attempts.failed + 1,
    since: now.wall,
    sinceMonotonicMs: now.monotonicMs,
  });
}
