import type { EpochMs } from '../../shared/kernel/clock.ts';
import { type Ids, makeIds } from '../../shared/kernel/ids.ts';

/**
 * Ids made in the window before the act they name, so that a repeated request is recognised by the counter. Chance
 * comes from the browser's cryptographic source.
 */
export const windowIds: Ids = makeIds(
  {
    now: () => Date.now() as EpochMs,
    monotonicMs: () => performance.now(),
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
  },
  { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) },
);
