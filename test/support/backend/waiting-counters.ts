/**
 * Counters that wait for the bank as a real one does: a code shown, the wake stream open, the feed read at every wake. On a
 * thread of their own: other counters are other machines.
 */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { feedPage } from '../../../src/shared/sync/index.ts';
import { makeMatchCode } from '../../../src/shared/vietqr/index.ts';
import { makeChance } from '../chance.ts';
import { account } from './bank.ts';
import { type FacilityKeys, get, PaperCounter } from './paper-counter.ts';

/** What the thread is started with. */
interface Order {
  readonly url: string;
  readonly keys: FacilityKeys;
  readonly codes: readonly string[];
}

export interface WaitingCounters {
  /** Items of the feed they were given, all together. */
  given(): Promise<number>;
  close(): Promise<void>;
}

/** Enrols a counter at the backend by each code, shows a code to pay at each, and waits. */
export async function waitingCounters(
  url: string,
  keys: FacilityKeys,
  codes: readonly string[],
): Promise<WaitingCounters> {
  const order: Order = { url, keys, codes };
  const thread = new Worker(new URL(import.meta.url), { workerData: order });
  const told = () =>
    new Promise<number>((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', reject);
    });
  await told();
  return {
    given: async () => {
      const given = told();
      thread.postMessage('given?');
      return await given;
    },
    close: async () => {
      await thread.terminate();
    },
  };
}

/** The thread: says when all wait, and how much they were given whenever it is asked. */
async function wait({ url, keys, codes }: Order): Promise<void> {
  let given = 0;
  for (const [index, code] of codes.entries()) {
    const counter = new PaperCounter(makeChance(7_000 + index), keys);
    await counter.enrol(url, code, `Quầy ${index + 2}`);
    show(counter, index);
    await counter.pushed(url, 0, 1);
    await counter.openSession(url);
    // One that fails ends the thread, and with it the measurement.
    void readOn(url, counter, (items) => {
      given += items;
    });
  }
  parentPort?.on('message', () => parentPort?.postMessage(given));
  parentPort?.postMessage(given);
}

function show(counter: PaperCounter, index: number): void {
  const matchCode = makeMatchCode(makeChance(8_000 + index));
  counter.write('vietqr.shown', {
    ...{ tender: counter.ids.next(), collection: counter.ids.next(), amount: 50_000, account: 'chinh' },
    ...{ matchKey: 'code', matchCode, serviceCode: 'QRIBFTTA', wallet: false },
    ...{ expiresAt: Date.now() + 3_600_000, payload: '0'.repeat(30), holder: 'BV THU NGHIEM', bank: 'MP' },
    accountNumber: account.number,
  });
}

async function readOn(url: string, counter: PaperCounter, told: (items: number) => void): Promise<void> {
  let query = '';
  const read = async () => {
    for (let more = true; more; ) {
      const { status, json } = await get(`${url}/v1/feed${query}`, counter.token);
      if (status !== 200) throw new Error(`no feed: ${status}`);
      const page = feedPage.parse(json);
      told(page.items.length);
      query = `?after=${page.last}&feedEpoch=${page.feedEpoch}`;
      more = page.more;
    }
  };
  const response = await fetch(`${url}/v1/feed/wake`, {
    headers: { authorization: `Bearer ${counter.token}` },
  });
  if (response.status !== 200 || response.body === null) throw new Error(`no wake: ${response.status}`);
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    if (text.includes('event: wake')) await read();
  }
}

if (!isMainThread && parentPort !== null && workerData?.codes !== undefined) await wait(workerData as Order);
