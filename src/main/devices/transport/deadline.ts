import type { Clock } from '../../../shared/kernel/clock.ts';

/**
 * Settles with the first `settle` call or with `late` after `deadlineMs`; later calls do nothing. `start` gets
 * `settle` and may return a clean-up that runs exactly once, when settled.
 */
export function withDeadline<T>(
  clock: Clock,
  deadlineMs: number,
  late: () => T,
  start: (settle: (value: T) => void) => (() => void) | undefined,
): Promise<T> {
  return new Promise((resolve) => {
    let settled = false;
    let cleanUp: (() => void) | undefined;
    const settle = (value: T): void => {
      if (settled) return;
      settled = true;
      cancel();
      cleanUp?.();
      resolve(value);
    };
    const cancel = clock.after(deadlineMs, () => settle(late()));
    const made = start(settle);
    if (settled) made?.();
    else cleanUp = made;
  });
}
