import type { Result } from '../../shared/kernel/result.ts';
import type { JobFailure } from './jobs.ts';

/** Tells a thread started for a job from any other thread that imports the worker's entry for its table. */
export const jobMark = 'quay-thu-job';

/** What a thread is started with. */
export interface JobOrder {
  readonly mark: typeof jobMark;
  readonly name: string;
  readonly input: unknown;
  /** Shared memory: a synchronous handler receives no messages but can read a flag. */
  readonly flags: Int32Array;
}

/** Places in `flags`. */
export const flag = { cancelled: 0, progressOnItsWay: 1 } as const;
export const flagCount = 2;

/** What a thread sends back; `done` is the last. */
export type JobMessage =
  | { readonly kind: 'progress'; readonly value: unknown }
  | { readonly kind: 'done'; readonly result: Result<unknown, JobFailure> };
