/** Load on backends that are being killed: counters that push, a provider that tells credits, and what each was told. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Chance } from '../chance.ts';
import { account } from './bank.ts';
import { type PaperCounter, post } from './paper-counter.ts';

const batchEntries = 20;
const pauseMs = 15;

/** Where one is alive now; the load takes any of them. */
export type Addresses = () => readonly string[];

export interface PushRecord {
  readonly counter: PaperCounter;
  /** Highest `seq` that was acknowledged with a signed head. */
  acknowledged: number;
  /** Acknowledged entries that were not there when the backend was asked. */
  lost: number;
  refused: string[];
}

/** Pushes until `stop()`; after every lost answer it asks for the head first, as a counter does. */
export async function pushOn(
  record: PushRecord,
  addresses: Addresses,
  chance: Chance,
  stop: () => boolean,
): Promise<void> {
  const { counter } = record;
  let at = 0;
  let sure = false;
  while (!stop()) {
    const all = addresses();
    if (all.length === 0) {
      await sleep(pauseMs);
      continue;
    }
    const url = chance.pick(all);
    try {
      if (!sure) {
        at = (await counter.askHead(url)).head?.seq ?? 0;
        record.lost += Math.max(0, record.acknowledged - at);
        record.acknowledged = at;
        sure = true;
      }
      while (counter.journal.length < at + batchEntries) counter.writeMany(1);
      const answer = await counter.push(url, at, at + batchEntries);
      if (answer.status === 200) {
        at = counter.checkHead(answer.json).head?.seq ?? at;
        record.acknowledged = Math.max(record.acknowledged, at);
        await sleep(pauseMs);
      } else {
        if (answer.status < 500) record.refused.push(String(answer.json.refused));
        sure = false;
      }
    } catch {
      sure = false;
      await sleep(pauseMs);
    }
  }
}

export interface CallbackRecord {
  /** References the provider was told have arrived. */
  readonly taken: string[];
  attempts: number;
}

/** Tells credits through a SePay source with an API key, each until it is taken. */
export async function callOn(
  record: CallbackRecord,
  source: string,
  apiKey: string,
  addresses: Addresses,
  chance: Chance,
  stop: () => boolean,
): Promise<void> {
  for (let id = 1; !stop(); id += 1) {
    const reference = `SIM${id}`;
    const body = {
      ...{ id, transactionDate: '2026-10-05 14:02:37', accountNumber: account.number, transferType: 'in' },
      ...{ transferAmount: 1_000 + id, content: 'khong ma', referenceCode: reference },
    };
    while (!stop()) {
      const all = addresses();
      record.attempts += 1;
      try {
        const url = `${chance.pick(all)}/bank/sepay/${source}`;
        const answer = await post(url, body, '', { authorization: `Apikey ${apiKey}` });
        if (answer.status === 200) {
          record.taken.push(reference);
          break;
        }
      } catch {
        // The instance is gone: the provider tries again.
      }
      await sleep(pauseMs);
    }
    await sleep(pauseMs);
  }
}
