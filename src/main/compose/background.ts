import type { Clock } from '../../shared/kernel/clock.ts';

/** What follows the journal in the background. */
export interface Background {
  /** Entries may have come: takes them in a while later. */
  follow(): void;
  stop(): void;
}

/** Takes entries in page by page: `quietMs` after they came, so that the payment that wrote them is long answered. */
export function inBackground(parts: {
  readonly clock: Clock;
  readonly quietMs: number;
  /** Between two pages of a long way to go, so that nothing waits for it. */
  readonly betweenPagesMs: () => number;
  /** Takes in one page; true when there may be more. */
  readonly takeIn: () => boolean;
}): Background {
  const { clock, quietMs, betweenPagesMs, takeIn } = parts;
  let cancel: (() => void) | null = null;
  let stopped = false;
  const soon = (afterMs: number): void => {
    if (stopped) return;
    cancel ??= clock.after(afterMs, () => {
      cancel = null;
      if (takeIn()) soon(betweenPagesMs());
    });
  };
  return {
    follow: () => soon(quietMs),
    stop: () => {
      stopped = true;
      cancel?.();
    },
  };
}
