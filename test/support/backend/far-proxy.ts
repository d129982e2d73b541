/**
 * A line to the backend with a round trip: every byte waits half of it each way. On a thread of its own, so that whoever
 * is measured does not carry the bytes of the line as well.
 */
import { Worker } from 'node:worker_threads';

export interface FarProxy {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens and passes on to a backend on this machine. */
export async function farProxy(target: string, roundTripMs: number): Promise<FarProxy> {
  const worker = new Worker(new URL('./far-proxy-thread.ts', import.meta.url), {
    workerData: { target, roundTripMs },
  });
  const port = await new Promise<number>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      await worker.terminate();
    },
  };
}
