/** The machine's clock, whose timers and durations pass faster by a factor: waits of a minute are had in seconds. */
import { realClock } from '../../../src/main/ports/real.ts';
import type { EpochMs } from '../../../src/shared/kernel/clock.ts';
import type { ShiftedClock } from '../running-counter.ts';

export interface HurriedClock extends ShiftedClock {
  /** From now on; timers that run already keep their time. */
  hurry(factor: number): void;
}

/** A clock whose wall time is `aheadMs` off. */
export function hurriedClock(aheadMs: number): HurriedClock {
  const real = realClock();
  let [offsetMs, factor, baseMs, sinceMs] = [aheadMs, 1, 0, real.monotonicMs()];
  const monotonicMs = () => baseMs + (real.monotonicMs() - sinceMs) * factor;
  return {
    now: () => (real.now() + offsetMs) as EpochMs,
    monotonicMs,
    after: (delayMs, run) => real.after(delayMs / factor, run),
    jump: (byMs) => {
      offsetMs += byMs;
    },
    hurry: (to) => {
      baseMs = monotonicMs();
      sinceMs = real.monotonicMs();
      factor = to;
    },
  };
}
