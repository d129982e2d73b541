/** Backends in this process, on one database or on an embedded one, with their log kept. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Config } from '../../../src/backend/config.ts';
import { listen, type OpenedBackend, openBackend } from '../../../src/backend/start.ts';
import { realClock } from '../../../src/main/ports/real.ts';
import type { Clock, EpochMs } from '../../../src/shared/kernel/clock.ts';

export interface Instance {
  readonly url: string;
  readonly opened: OpenedBackend;
  /** Every line of the log. */
  readonly log: string[];
  stop(): Promise<void>;
}

/** The real clock, moved by as much as a test says. */
export function movableClock(): Clock & { moveMs: number } {
  const real = realClock();
  const clock = {
    moveMs: 0,
    now: () => (real.now() + clock.moveMs) as EpochMs,
    monotonicMs: real.monotonicMs,
    after: real.after,
  };
  return clock;
}

/** What a guess costs matters to no test but the one of the cost. */
const passwordCost = { N: 2 ** 10, r: 8, p: 1 };
const secret = 'only-for-tests-only-for-tests-only-for-tests';

/** Starts an instance on PostgreSQL (an address) or on PGlite (a folder). */
export async function startInstance(
  database: { readonly url: string } | { readonly folder: string },
  clock: Clock = realClock(),
  rateFactor = 1_000,
  upstreamUrl: string | null = null,
): Promise<Instance> {
  const log: string[] = [];
  const config: Config = {
    database:
      'url' in database
        ? { is: 'postgresql', url: database.url, secret }
        : { is: 'pglite', folder: database.folder, secret },
    ...{ host: '127.0.0.1', port: 0, trustProxy: [], rateFactor, upstreamUrl },
    ...{ province: 'Tỉnh Sông Mây', pages: fileURLToPath(new URL('../../../out/renderer', import.meta.url)) },
  };
  const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) };
  const opened = await openBackend({ clock, random, write: (line) => log.push(line), passwordCost }, config);
  if (!opened.ok) throw new Error(`backend does not start: ${opened.reason}\n${log.join('')}`);
  const listening = await listen(opened.value, config);
  const url = `http://127.0.0.1:${listening.port}`;
  return { url, opened: opened.value, log, stop: listening.stop };
}
