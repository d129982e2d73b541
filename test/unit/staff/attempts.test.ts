import { describe, expect, it } from 'vitest';
import {
  type Attempts,
  attemptsLeft,
  countAttempt,
  isBlocked,
  type Now,
  noAttempts,
  remainingMs,
  resumeAttempts,
} from '../../../src/main/staff/attempts.ts';
import type { EpochMs } from '../../../src/shared/kernel/clock.ts';

const startMs = Date.UTC(2026, 10, 19, 8, 41);
const blockMs = 600_000;

function at(elapsedMs: number, wallJumpMs = 0): Now {
  return { wall: (startMs + elapsedMs + wallJumpMs) as EpochMs, monotonicMs: 5_000 + elapsedMs };
}

function count(attempts: Attempts, now: Now): Attempts {
  const counted = countAttempt(attempts, now);
  if (!counted.ok) throw new Error(`must wait ${counted.reason.waitMs} ms`);
  return counted.value;
}

/** Five wrong attempts as fast as allowed; the time of the last. */
function untilBlocked(): { attempts: Attempts; elapsedMs: number } {
  let attempts = noAttempts(at(0));
  let elapsedMs = 0;
  for (let turn = 0; turn < 5; turn += 1) {
    elapsedMs += remainingMs(attempts, at(elapsedMs));
    attempts = count(attempts, at(elapsedMs));
  }
  return { attempts, elapsedMs };
}

describe('wrong PINs', () => {
  it('cost a wait that grows, then ten minutes', () => {
    let attempts = noAttempts(at(0));
    let elapsedMs = 0;
    const waits: number[] = [];
    const left: number[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      elapsedMs += remainingMs(attempts, at(elapsedMs));
      attempts = count(attempts, at(elapsedMs));
      waits.push(remainingMs(attempts, at(elapsedMs)));
      left.push(attemptsLeft(attempts));
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, blockMs, 1_000]);
    expect(left).toEqual([4, 3, 2, 1, 0, 4]);
  });

  it('are not taken before the wait is over, and a refused one does not count', () => {
    const attempts = count(noAttempts(at(0)), at(0));
    expect(countAttempt(attempts, at(999))).toEqual({ ok: false, reason: { code: 'pin-wait', waitMs: 1 } });
    expect(countAttempt(attempts, at(1_000))).toMatchObject({ ok: true, value: { failed: 2 } });
  });

  it('block after the fifth, to the millisecond', () => {
    const { attempts, elapsedMs } = untilBlocked();
    expect(isBlocked(attempts, at(elapsedMs))).toBe(true);
    expect(countAttempt(attempts, at(elapsedMs + blockMs - 1))).toEqual({
      ok: false,
      reason: { code: 'pin-blocked', waitMs: 1 },
    });
    expect(isBlocked(attempts, at(elapsedMs + blockMs))).toBe(false);
    expect(countAttempt(attempts, at(elapsedMs + blockMs))).toMatchObject({ ok: true, value: { failed: 1 } });
  });

  it('are not fooled by a wall clock set forward or back while the program runs', () => {
    const { attempts, elapsedMs } = untilBlocked();
    for (const jumpMs of [-86_400_000, -1, 0, 86_400_000]) {
      expect(remainingMs(attempts, at(elapsedMs + 60_000, jumpMs))).toBe(blockMs - 60_000);
    }
  });
});

describe('after a restart', () => {
  /** The new process's monotonic clock begins anywhere. */
  function restarted(elapsedMs: number, wallJumpMs = 0): Now {
    return { wall: (startMs + elapsedMs + wallJumpMs) as EpochMs, monotonicMs: 17 };
  }

  it('the block goes on from where it was', () => {
    const { attempts, elapsedMs } = untilBlocked();
    const now = restarted(elapsedMs + 60_000);
    const resumed = resumeAttempts(attempts, now);
    expect(remainingMs(resumed, now)).toBe(blockMs - 60_000);
    expect(resumed.since).toBe(attempts.since);
  });

  it('nothing is left of a block that is over', () => {
    const { attempts, elapsedMs } = untilBlocked();
    const now = restarted(elapsedMs + 2 * blockMs);
    expect(remainingMs(resumeAttempts(attempts, now), now)).toBe(0);
  });

  it('a clock set back begins the block again and no more than that', () => {
    const { attempts, elapsedMs } = untilBlocked();
    for (const backMs of [blockMs, 86_400_000, 365 * 86_400_000]) {
      const now = restarted(elapsedMs, -backMs);
      const resumed = resumeAttempts(attempts, now);
      expect(remainingMs(resumed, now)).toBe(blockMs);
      expect(resumed.since).toBe(now.wall);
      const later: Now = { wall: now.wall, monotonicMs: now.monotonicMs + blockMs };
      expect(remainingMs(resumed, later)).toBe(0);
    }
  });
});
