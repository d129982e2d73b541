import { realClock } from '../../../src/main/ports/real.ts';
import type { Jobs } from '../../../src/main/store/jobs.ts';
import { workerJobs } from '../../../src/main/store/jobs-worker.ts';
import type { sampleJobs } from './sample-jobs.ts';

// A counter of jobs-process.test.ts: says who runs its jobs, and has one that takes hours.
const jobs: Jobs<typeof sampleJobs> = workerJobs({
  workerUrl: new URL('./sample-jobs.ts', import.meta.url),
  clock: realClock(),
  processes: {
    entryUrl: new URL('../../../src/main/job-process.ts', import.meta.url),
    jobs: new Set(['look', 'count']),
  },
});
console.log(JSON.stringify(await jobs.runJob('look', { bytes: new Uint8Array() })));
await jobs.runJob('count', undefined, { onProgress: (said) => console.log(JSON.stringify(said)) });
