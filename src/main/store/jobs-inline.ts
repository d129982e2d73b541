import { type Result, refuse } from '../../shared/kernel/result.ts';
import {
  defaultJobLimits,
  type JobFailure,
  type JobLimits,
  type Jobs,
  type JobTable,
  jobContext,
  queueJobs,
  type RunningJob,
  settleJob,
} from './jobs.ts';

/**
 * The same jobs on this thread, in microtasks only: for the seeded simulation and for tests. Input and output are
 * cloned as they are for a thread, so what cannot be cloned fails here too. There is no time limit.
 */
export function inlineJobs<Table extends JobTable>(
  table: Table,
  limits: JobLimits = defaultJobLimits,
): Jobs<Table> {
  return queueJobs<Table>((name, input, onProgress) => startInline(table, name, input, onProgress), limits);
}

function startInline(
  table: JobTable,
  name: string,
  input: unknown,
  onProgress: (value: unknown) => void,
): RunningJob {
  let cancelled = false;
  const context = jobContext(
    (value) => {
      onProgress(structuredClone(value));
    },
    () => cancelled,
  );
  const done = Promise.resolve().then(async (): Promise<Result<unknown, JobFailure>> => {
    try {
      return structuredClone(await settleJob(table, name, structuredClone(input), context));
    } catch (cause) {
      return refuse({ code: 'failed', message: cause instanceof Error ? cause.message : String(cause) });
    }
  });
  return {
    done,
    cancel() {
      cancelled = true;
    },
  };
}
