/** The thread of `far-proxy.ts`: tells the port it listens on. */
import { connect, createServer } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

const { target, roundTripMs } = workerData as { readonly target: string; readonly roundTripMs: number };
const { hostname, port } = new URL(target);

const server = createServer((near) => {
  const far = connect(Number(port), hostname);
  for (const [from, to] of [
    [near, far],
    [far, near],
  ] as const) {
    from.setNoDelay(true);
    from.on('data', (bytes) => setTimeout(() => to.write(bytes), roundTripMs / 2));
    from.on('end', () => setTimeout(() => to.end(), roundTripMs / 2));
    from.on('error', () => to.destroy());
  }
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  parentPort?.postMessage(typeof address === 'object' && address !== null ? address.port : 0);
});
