/** How often something that died is started again before a person is asked (design §2). */
export const maxRestarts = 3;
export const restartWindowMs = 60_000;

/**
 * Decides about one more restart at `nowMs` (monotonic), given the times of the earlier ones: the new list of times,
 * or null when there were already three within the last minute.
 */
export function nextRestart(earlierMs: readonly number[], nowMs: number): readonly number[] | null {
  const recent = earlierMs.filter((atMs) => nowMs - atMs < restartWindowMs);
  return recent.length >= maxRestarts ? null : [...recent, nowMs];
}
