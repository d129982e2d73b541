import { randomBytes } from 'node:crypto';
import { invariant } from '../../shared/kernel/assert.ts';
import type { Clock, EpochMs } from '../../shared/kernel/clock.ts';
import type { Random } from '../../shared/kernel/random.ts';

/** Node runs a timer at once when its delay does not fit in 31 bits, so longer waits are made of parts. */
const longestTimerMs = 2 ** 31 - 1;

/** More than any key, salt or id needs; asking for more is a mistake. */
const mostBytesAtOnce = 65_536;

/** Runs `run` once the monotonic clock has passed `dueMs`, never before; the returned function cancels it. */
function runAt(dueMs: number, run: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    // A timer may fire up to a millisecond early; whoever measures a deadline must not see that.
    const leftMs = dueMs - performance.now();
    if (leftMs <= 0) run();
    else timer = setTimeout(wait, Math.min(Math.ceil(leftMs), longestTimerMs));
  };
  timer = setTimeout(wait, Math.min(Math.max(0, Math.ceil(dueMs - performance.now())), longestTimerMs));
  return () => clearTimeout(timer);
}

/** The machine's own clock. Timers keep the process alive until they ran or were cancelled. */
export function realClock(): Clock {
  return {
    now: () => Date.now() as EpochMs,
    monotonicMs: () => performance.now(),
    after(delayMs, run) {
      invariant(Number.isFinite(delayMs) && delayMs >= 0, `timer delay ${delayMs} ms`);
      return runAt(performance.now() + delayMs, run);
    },
  };
}

/** Asked for at once, because a payment needs two dozen ids and salts and each asking costs more than the bytes. */
const pooledBytes = 1_024;

/** Chance from the operating system's generator, fit for keys and salts. Bytes are given out once and then forgotten. */
export function realRandom(): Random {
  let pool = Buffer.alloc(0);
  return {
    bytes(length) {
      invariant(Number.isInteger(length) && length >= 0 && length <= mostBytesAtOnce, `${length} bytes`);
      if (length > pooledBytes) return new Uint8Array(randomBytes(length));
      if (pool.length < length) pool = randomBytes(pooledBytes);
      const taken = new Uint8Array(pool.subarray(0, length));
      pool.fill(0, 0, length);
      pool = pool.subarray(length);
      return taken;
    },
  };
}
