/** What taking lists needs of the counter. */
import type { ReadJobInput, ReadList } from '../catalogue/jobs.ts';
import type { WatchedCatalogue } from '../catalogue/watched.ts';
import type { DeskContext } from './context.ts';
import type { ListExports } from './export-list.ts';
import type { JobAnswer, JobReins } from './list-work.ts';

export interface ImportPorts {
  readonly context: DeskContext;
  readonly catalogue: WatchedCatalogue;
  /** Folder of accepted files: the catalogue is rebuilt from them, and they are in every backup (design §2). */
  readonly folder: string;
  readonly referenceKey: Uint8Array;
  read(input: ReadJobInput, reins: JobReins): Promise<JobAnswer<ReadList>>;
  /** Lists given back with what was paid. */
  readonly exports: ListExports;
  /** Removes what is neither in force nor kept. */
  sweep(
    input: { readonly catalogue: string; readonly keep: readonly number[] },
    reins: JobReins,
  ): Promise<unknown>;
  /** Another file has taken the place of a damaged one: what came by the feed is asked for again. */
  renewed(): void;
  /** The view of the lists has changed. */
  changed(): void;
  /** The counter ends. */
  stopped(): void;
}
