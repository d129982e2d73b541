import { InvariantBroken, invariant } from '../../shared/kernel/assert.ts';
import type { Clock, EpochMs } from '../../shared/kernel/clock.ts';

/**
 * A wall clock that gives the listed instants one after another and then stays at the last: what a room sees on a
 * machine whose clock jumps, is set back or stands still. Its monotonic clock grows by every step forward and never
 * goes back. It has no timers; a room that sets one under this script is a mistake in the test.
 */
export function scriptedClock(instants: readonly number[]): Clock {
  const [first] = instants;
  invariant(first !== undefined, 'a scripted clock needs an instant');
  let next = 0;
  let last = first;
  let monotonicMs = 0;
  return {
    now() {
      const instant = instants[next] ?? last;
      next += 1;
      monotonicMs += Math.max(0, instant - last);
      last = instant;
      return instant as EpochMs;
    },
    monotonicMs: () => monotonicMs,
    after() {
      throw new InvariantBroken('a scripted clock has no timers');
    },
  };
}
