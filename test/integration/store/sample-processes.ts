import BetterSqlite3 from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { realClock } from '../../../src/main/ports/real.ts';
import type { Jobs } from '../../../src/main/store/jobs.ts';
import { type WorkerJobsOptions, workerJobs } from '../../../src/main/store/jobs-worker.ts';
import { sampleJobs } from './sample-jobs.ts';

export type Sample = Jobs<typeof sampleJobs>;

interface Variation extends Partial<Omit<WorkerJobsOptions, 'processes'>> {
  readonly entryUrl?: URL;
  readonly startLimitMs?: number;
}

/** The sample jobs, each in a process of its own; closed when the test ends. */
export function inProcesses({ entryUrl, startLimitMs, ...options }: Variation = {}): Sample {
  const made: Sample = workerJobs({
    workerUrl: new URL('./sample-jobs.ts', import.meta.url),
    clock: realClock(),
    ...options,
    processes: {
      entryUrl: entryUrl ?? new URL('../../../src/main/job-process.ts', import.meta.url),
      jobs: new Set(Object.keys(sampleJobs)),
      ...(startLimitMs === undefined ? {} : { startLimitMs }),
    },
  });
  onTestFinished(() => made.close());
  return made;
}

/** What a job wrote. */
export function rowsIn(path: string): unknown {
  const connection = new BetterSqlite3(path, { readonly: true });
  const rows = connection.prepare('select count(*) from rows').pluck().get();
  connection.close();
  return rows;
}
