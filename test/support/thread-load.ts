import { threadCpuUsage } from 'node:process';

/**
 * Measures the longest time this thread computed in one turn of its event loop while `run` went on, in ms. It counts
 * this thread's own processor time, so that a busy machine is not mistaken for a held thread.
 */
export async function longestTurnMs(run: () => Promise<void>): Promise<number> {
  const usedMs = (): number => {
    const { user, system } = threadCpuUsage();
    return (user + system) / 1000;
  };
  let going = true;
  let before = usedMs();
  let longest = 0;
  const turn = (): void => {
    const now = usedMs();
    longest = Math.max(longest, now - before);
    before = now;
    if (going) setTimeout(turn, 1);
  };
  setTimeout(turn, 1);
  await run();
  await new Promise((resolve) => setTimeout(resolve, 5));
  going = false;
  return longest;
}
