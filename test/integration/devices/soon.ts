import { expect } from 'vitest';

/** Polls until the expectation holds, with time enough for a machine that does other work too. */
export function soon<T>(read: () => T) {
  return expect.poll(read, { timeout: 10_000, interval: 20 });
}
