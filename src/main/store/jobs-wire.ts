import type { Result } from '../../shared/kernel/result.ts';
import type { JobFailure, JobTimes } from './jobs.ts';

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

/** What a thread of a job needs besides its order, in a process of its own. */
export interface ThreadSettings extends JobTimes {
  /** The worker's entry, as text: an address is no structured clone. */
  readonly workerUrl: string;
  readonly heapMb: number;
}

/** What the process of a job is told. It is given one job, once it has said that it is ready. */
export type ToJobProcess =
  | {
      readonly kind: 'run';
      readonly name: string;
      readonly input: unknown;
      readonly thread: ThreadSettings;
    }
  | { readonly kind: 'cancel' };

/** What the process of a job sends back; `ready` is the first, `done` the last. */
export type FromJobProcess = { readonly kind: 'ready' } | JobMessage;
