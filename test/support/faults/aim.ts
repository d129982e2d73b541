/** When to kill: at a random moment, or as soon as the counter is seen writing, and how to tell afterwards. */
import { closeSync, fstatSync, openSync } from 'node:fs';

/** Where in a payment a kill fell, as found out afterwards. */
export const steps = [
  'idle',
  'begin, before write',
  'begin, write to answer',
  'begin, after answer',
  'receive, before write',
  'receive, write to answer',
  'receive, after answer',
] as const;
export type Step = (typeof steps)[number];

/** The window that the whole run is about. */
export function betweenWriteAndAnswer(step: Step): boolean {
  return step.endsWith('write to answer');
}

/**
 * Sees from outside whether the write-ahead log was touched. A change shows in the file's time of change, which moves
 * in ticks of at most 10 ms, so the log must have been at rest for longer when `mark` is called.
 */
export interface LogWatch {
  /** Remembers how the log is now. */
  mark(): void;
  changed(): boolean;
  /** Looks without a pause until it changed; false when `timeoutMs` passed. Blocks this process. */
  waitForChange(timeoutMs: number): boolean;
  close(): void;
}

/** Watches the write-ahead log of a database that is open elsewhere. */
export function watchLog(path: string): LogWatch {
  const file = openSync(`${path}-wal`, 'r');
  const look = () => {
    const { mtimeNs, size } = fstatSync(file, { bigint: true });
    return `${mtimeNs} ${size}`;
  };
  let before = look();
  const changed = () => look() !== before;
  return {
    mark: () => {
      before = look();
    },
    changed,
    waitForChange(timeoutMs) {
      const until = performance.now() + timeoutMs;
      while (performance.now() < until) if (changed()) return true;
      return false;
    },
    close: () => closeSync(file),
  };
}

/** Holds this process still, where a timer would be a millisecond late. */
export function spin(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

/** Answers that took so long lately; kills are aimed within them. */
export class Window {
  readonly #recent: number[] = [];
  readonly #atFirstMs: number;

  constructor(atFirstMs: number) {
    this.#atFirstMs = atFirstMs;
  }

  note(ms: number): void {
    this.#recent.push(ms);
    if (this.#recent.length > 15) this.#recent.shift();
  }

  /** Median of the last measurements, in milliseconds. */
  get ms(): number {
    const sorted = [...this.#recent].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? this.#atFirstMs;
  }
}
