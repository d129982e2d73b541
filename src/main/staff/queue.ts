import { fail, type Outcome } from './failure.ts';

/** Runs tasks one after another, so that no two of them look at the same state and then both act on it. */
export interface Queue {
  /** `busy` when too many wait already; the task is then not run. An error of a task reaches only its caller. */
  run<T>(task: () => Promise<Outcome<T>>): Promise<Outcome<T>>;
}

/** A queue of at most `limit` tasks, the running one included. */
export function createQueue(limit: number): Queue {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    async run<T>(task: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
      if (waiting >= limit) return fail('busy');
      waiting += 1;
      const mine = last.then(task).finally(() => {
        waiting -= 1;
      });
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
