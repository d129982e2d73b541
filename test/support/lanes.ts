/**
 * Long runs use every core: their cases are dealt out to threads of their own, each with its own world. A lane's program
 * is a `*-child.ts` that calls `answerShare`.
 */
import { availableParallelism } from 'node:os';
import { parentPort, Worker, workerData } from 'node:worker_threads';

/** More would only wait for each other's disk. */
const mostLanes = 8;

/** How many lanes this machine carries. */
export const laneCount = Math.min(mostLanes, availableParallelism());

/** Deals items out like cards, so that each share has some of every kind; no share is empty unless all are. */
export function shareOut<T>(items: readonly T[], shares = laneCount): readonly (readonly T[])[] {
  const count = Math.max(1, Math.min(shares, items.length));
  return Array.from({ length: count }, (_, share) => items.filter((_, at) => at % count === share));
}

/** Works all shares at the same time; results in their order. Rejects with the first failure of any lane. */
export async function inLanes<Share, Result>(
  program: URL,
  shares: readonly Share[],
): Promise<readonly Result[]> {
  const workers = shares.map((share) => new Worker(program, { workerData: share }));
  try {
    return await Promise.all(workers.map((worker) => resultOf<Result>(worker)));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function resultOf<Result>(worker: Worker): Promise<Result> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a lane ended with ${code} before its result`)));
  });
}

/** In the program of a lane: works its share and hands over the result. Share and result are what threads can clone. */
export async function answerShare<Share, Result>(work: (share: Share) => Promise<Result>): Promise<void> {
  parentPort?.postMessage(await work(workerData as Share));
}
