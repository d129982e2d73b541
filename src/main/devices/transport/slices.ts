import type { Clock } from '../../../shared/kernel/clock.ts';
import type { LinkFailure, WriteResult } from '../ports.ts';

export interface Slicing {
  readonly clock: Clock;
  readonly sliceBytes: number;
  /** Why the line is gone; null while it is good. */
  broken(): LinkFailure | null;
  /** Hands one slice to the system; null when it was taken within the time. */
  write(slice: Uint8Array, deadlineMs: number): Promise<LinkFailure | null>;
}

/**
 * Writes slice after slice, so that `taken` stays close to what went out. The slice under way when the line broke may
 * have gone, so it counts as taken.
 */
export async function writeInSlices(
  bytes: Uint8Array,
  deadlineMs: number,
  line: Slicing,
): Promise<WriteResult> {
  const end = line.clock.monotonicMs() + deadlineMs;
  let taken = 0;
  while (taken < bytes.length) {
    const broken = line.broken();
    if (broken !== null) return { taken, failure: broken };
    const slice = bytes.subarray(taken, taken + line.sliceBytes);
    const failure = await line.write(slice, Math.max(0, end - line.clock.monotonicMs()));
    taken += slice.length;
    if (failure !== null) return { taken, failure };
  }
  return { taken, failure: null };
}
