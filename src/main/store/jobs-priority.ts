import { setPriority } from 'node:os';

/** A tenth of what the money thread gets when both want the same core. */
const niceness = 10;

/**
 * Lets the money thread go first where the two cores of a till are busy. Where the system refuses, the work runs as
 * everything else does.
 * @param pid 0: whoever asks. That is one thread on Linux (setpriority(2), "C library/kernel differences"), and elsewhere
 *   the whole process. Threads made later have the priority of the thread that makes them.
 */
export function yieldToMoney(pid: number): void {
  try {
    setPriority(pid, niceness);
  } catch {
    // It is slower for others, and no less right.
  }
}
