/** The cashier's window on a counter that is killed now and then and started again on its folder. */
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { realClock, realRandom } from '../../../src/main/ports/real.ts';
import { makeIds } from '../../../src/shared/kernel/ids.ts';
import { type CounterClient, createClient, singleChannel } from '../../../src/shared/rpc/client.ts';
import type { BaseFolder } from '../faults/base-folder.ts';
import { type CounterProcess, startCounterProcess } from '../faults/counter-line.ts';
import { succeeded } from '../running-counter.ts';
import type { HourPeers } from './peers.ts';

export const clock = realClock();
export const ids = makeIds(clock, realRandom());
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const patienceMs = 30_000;

/** Asks again and again until the answer is not null. @throws Error naming `what` after half a minute */
export async function until<T>(what: string, ask: () => Promise<T | null>): Promise<T> {
  for (let end = clock.monotonicMs() + patienceMs; clock.monotonicMs() < end; await pause(15)) {
    const answer = await ask();
    if (answer !== null) return answer;
  }
  throw new Error(`never came: ${what}`);
}

export class HourLine {
  readonly #base: BaseFolder;
  readonly #peers: HourPeers;
  #life: { readonly client: CounterClient; readonly process: CounterProcess } | null = null;
  kills = 0;

  constructor(base: BaseFolder, peers: HourPeers) {
    this.#base = base;
    this.#peers = peers;
  }

  get client(): CounterClient {
    if (this.#life === null) throw new Error('the counter does not run');
    return this.#life.client;
  }

  /** Starts the counter and signs the cashier in. */
  async start(): Promise<void> {
    const { folder, resourcesFolder, person, pin } = this.#base;
    const { simulators } = this.#peers;
    const process = await startCounterProcess({ folder, resourcesFolder, simulators, answerFirst: false });
    const client = createClient(singleChannel(process.channel), { clock });
    this.#life = { client, process };
    await until('the line', async () => (client.state.get() === 'open' ? true : null));
    succeeded(await client.call('staff.signIn', { person, pin }));
  }

  /** State of a tender as it stands in the file, which others may read while the counter writes. */
  tenderState(tender: string): string | undefined {
    const file = new BetterSqlite3(join(this.#base.folder, 'money.db'), { readonly: true });
    try {
      return file.prepare<[string], { state: string }>('SELECT state FROM tender WHERE id = ?').get(tender)
        ?.state;
    } finally {
      file.close();
    }
  }

  /** SIGKILL, and the counter again. */
  async killAndStart(): Promise<void> {
    this.kills += 1;
    await this.stop();
    await this.start();
  }

  async stop(): Promise<void> {
    await this.#life?.process.kill();
    this.#life?.client.close();
    this.#life = null;
  }
}
