import { invariant } from '../../shared/kernel/assert.ts';
import type { Clock, EpochMs } from '../../shared/kernel/clock.ts';
import type { Random } from '../../shared/kernel/random.ts';

/** A run of timers that never ends would hang a simulation without a word. */
const mostTimersPerAdvance = 1_000_000;

/** A clock that stands still until it is told to move. Same calls, same order of timers, on every machine. */
export interface VirtualClock extends Clock {
  /**
   * Moves both clocks on by `ms` and runs the timers that fall due, in order of their time and, at the same time, in
   * the order in which they were set; timers they set run too if they fall due. An error in a timer comes out here.
   */
  advance(ms: number): void;
  /** As {@link advance}, but lets promises and I/O callbacks run after each timer and at the end. */
  advanceAndSettle(ms: number): Promise<void>;
  /**
   * As {@link advanceAndSettle}, but stands still at the first timer after which `done` holds.
   * @returns false when it does not hold within `mostMs`, by then passed
   */
  settleUntil(done: () => boolean, mostMs: number): Promise<boolean>;
  /** Somebody sets the wall clock by `byMs`, forward or back. The monotonic clock and timers do not notice. */
  jump(byMs: number): void;
  /** Timers waiting. A finished room leaves none. */
  pendingTimers(): number;
}

interface Timer {
  readonly dueMs: number;
  readonly order: number;
  readonly run: () => void;
}

function earliest(timers: ReadonlySet<Timer>): Timer | undefined {
  let first: Timer | undefined;
  for (const timer of timers) {
    const sooner = first === undefined || timer.dueMs < first.dueMs;
    if (sooner || (timer.dueMs === first?.dueMs && timer.order < first.order)) first = timer;
  }
  return first;
}

function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** A virtual clock whose wall clock starts at `startMs` (ms since 1970) and whose monotonic clock starts at 0. */
export function virtualClock(startMs: number): VirtualClock {
  invariant(Number.isSafeInteger(startMs) && startMs >= 0, `virtual clock starts at ${startMs}`);
  const timers = new Set<Timer>();
  let wallOffsetMs = startMs;
  let monotonicMs = 0;
  let order = 0;
  let advancing = false;

  /** Moves to each due time in turn; yields after each timer that ran. */
  function* steps(ms: number): Generator<void, void, void> {
    invariant(Number.isFinite(ms) && ms >= 0, `virtual clock advanced by ${ms} ms`);
    invariant(!advancing, 'virtual clock advanced while it advances');
    advancing = true;
    try {
      const endMs = monotonicMs + ms;
      for (let ran = 0; ; ran += 1) {
        const timer = earliest(timers);
        if (timer === undefined || timer.dueMs > endMs) break;
        invariant(ran < mostTimersPerAdvance, `over ${mostTimersPerAdvance} timers in one advance`);
        timers.delete(timer);
        monotonicMs = Math.max(monotonicMs, timer.dueMs);
        timer.run();
        yield;
      }
      monotonicMs = endMs;
    } finally {
      advancing = false;
    }
  }

  return {
    now: () => Math.floor(wallOffsetMs + monotonicMs) as EpochMs,
    monotonicMs: () => monotonicMs,
    after(delayMs, run) {
      invariant(Number.isFinite(delayMs) && delayMs >= 0, `timer delay ${delayMs} ms`);
      const timer: Timer = { dueMs: monotonicMs + delayMs, order, run };
      order += 1;
      timers.add(timer);
      return () => {
        timers.delete(timer);
      };
    },
    advance(ms) {
      for (const _ of steps(ms));
    },
    async advanceAndSettle(ms) {
      await settle();
      for (const _ of steps(ms)) await settle();
      await settle();
    },
    async settleUntil(done, mostMs) {
      await settle();
      if (done()) return true;
      for (const _ of steps(mostMs)) {
        await settle();
        if (done()) return true;
      }
      return done();
    },
    jump(byMs) {
      invariant(Number.isSafeInteger(byMs), `wall clock set by ${byMs} ms`);
      wallOffsetMs += byMs;
    },
    pendingTimers: () => timers.size,
  };
}

/**
 * Repeatable chance for simulation and tests: the same 32-bit seed gives the same bytes. Never for keys. The
 * generator is SplitMix32: a Weyl sequence through a 32-bit mixer, period 2^32.
 */
export function seededRandom(seed: number): Random {
  invariant(Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff, `seed ${seed} is not 32 bits`);
  let state = seed;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
  return {
    bytes(length) {
      invariant(Number.isInteger(length) && length >= 0, `${length} bytes`);
      return Uint8Array.from({ length }, () => next() & 0xff);
    },
  };
}
