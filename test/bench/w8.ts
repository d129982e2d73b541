/**
 * `bench w8`: from a provider's callback at the backend to "đã nhận" on the customer display. The backend is a program of
 * its own on PostgreSQL, the counter a running one with a display; first alone, then with 49 more counters of the facility
 * waiting for the bank too (they are played: stream open, feed read at every wake).
 */
import { addSource } from '../../src/backend/bank/sources.ts';
import { scopeOfCode } from '../../src/backend/data/scope.ts';
import { type Instance, startInstance } from '../support/backend/instances.ts';
import { startPostgres } from '../support/backend/postgres.ts';
import { runningProcess } from '../support/backend/process.ts';
import { newCode, newFacility } from '../support/backend/province.ts';
import {
  asAdministrator,
  type CounterOfFacility,
  counterOfFacility,
  facilityKeysOf,
} from '../support/backend/real-counter.ts';
import { waitingCounters } from '../support/backend/waiting-counters.ts';
import { quantile } from '../support/quantile.ts';
import type { Bound, Measured, Run, RunOptions } from '../support/runner.ts';
import { patiently, succeeded, untilTopic } from '../support/running-counter.ts';

const limitMs = 1_000;
const counters = 50;
/** First ones are not measured: the compilers of both programs are still at work. */
const warmUp = 5;
const amount = 1_000;
const apiKey = 'khoa-chi-de-do-toc-do';
const secret = 'only-for-tests-only-for-tests-only-for-tests';

async function measure({ runs }: RunOptions): Promise<Measured> {
  const server = await startPostgres();
  try {
    const url = await server.makeDatabase();
    const prepared = await startInstance({ url });
    const till = await counterOfFacility();
    const backend = await runningProcess({ DATABASE_URL: url, BACKEND_SECRET: secret });
    try {
      return await measureWith(prepared, till, backend.url, runs);
    } finally {
      await till.counter.remove();
      await backend.kill();
      await prepared.stop();
    }
  } finally {
    server.stop();
  }
}

async function measureWith(
  prepared: Instance,
  till: CounterOfFacility,
  url: string,
  runs: number,
): Promise<Measured> {
  const { client } = till.counter;
  const facility = await newFacility(prepared, 'hospital');
  const code = await newCode(prepared, facility);
  await asAdministrator(till.counter, async () => {
    succeeded(await client.call('sync.ask', { url, code }));
    succeeded(await client.call('sync.keep', {}));
  });
  const { accounts } = succeeded(await client.call('accounts.list', {}));
  const source = await addSource(prepared.opened.backend, scopeOfCode({ facility }), {
    ...{ provider: 'sepay', secret: { apiKey } },
    accounts: accounts.map(({ bin, number }) => ({ bin, number })),
  } as never);
  if (!source.ok) throw new Error(source.reason.code);
  const callback = `${url}/bank/sepay/${source.value.source}`;
  const payments = new Payments(till, callback);
  const alone = await payments.many(runs);
  const keys = facilityKeysOf(till.counter.folder);
  const codes: string[] = [];
  while (codes.length < counters - 1) codes.push(await newCode(prepared, facility));
  const others = await waitingCounters(url, keys, codes);
  const among = await payments.many(runs);
  const given = await others.given();
  await others.close();
  const bound = (name: string, ms: readonly number[]): Bound => ({
    name,
    value: Math.round(quantile(ms, 0.95)),
    op: '<=',
    limit: limitMs,
    unit: 'ms',
  });
  return {
    table: [row('one counter', alone), row(`${counters} counters waiting`, among)],
    bounds: [
      bound('callback to "đã nhận", p95', alone),
      bound(`callback to "đã nhận" with ${counters} counters waiting, p95`, among),
      {
        name: 'credits told to each of the others',
        value: Math.floor(given / (counters - 1)),
        op: '>=',
        limit: runs,
        unit: 'credits',
      },
    ],
  };
}

function row(what: string, ms: readonly number[]) {
  const at = (share: number) => Math.round(quantile(ms, share));
  return { what, payments: ms.length, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) };
}

/** Payments by code, one after the other, each told by the provider. */
class Payments {
  readonly #till: CounterOfFacility;
  readonly #callback: string;
  #told = 0;
  #debt: { payer: string; bill: string; left: number } | null = null;

  constructor(till: CounterOfFacility, callback: string) {
    this.#till = till;
    this.#callback = callback;
  }

  /** Milliseconds from each callback until the display said so. */
  async many(runs: number): Promise<readonly number[]> {
    const display = this.#till.counter.line('display');
    try {
      const ms: number[] = [];
      for (let index = -warmUp; index < runs; index += 1) {
        const took = await this.#one(display);
        if (index >= 0) ms.push(took);
      }
      return ms;
    } finally {
      display.close();
    }
  }

  async #one(display: CounterOfFacility['counter']['client']): Promise<number> {
    const { client, ids } = this.#till.counter;
    const { payer, bill } = await this.#owed();
    const collection = ids.next();
    const qr = await patiently(client, 'collect.qrBegin', {
      ...{ collection, tender: ids.next(), payer, payerName: 'Đặng Thị Đào' },
      ...{ lines: [{ bill, amount }], amount: null, wallet: false },
    });
    await untilTopic(display, 'display', ({ view }) => view.state === 'qr');
    const shown = untilTopic(display, 'display', ({ view }) => view.state === 'received');
    const from = performance.now();
    const told = fetch(this.#callback, {
      method: 'POST',
      headers: { authorization: `Apikey ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(this.#transfer(qr.accountNumber ?? '', qr.matchCode)),
    });
    await shown;
    const took = performance.now() - from;
    const { status } = await told;
    if (status !== 200) throw new Error(`callback refused: ${status}`);
    await patiently(client, 'collect.issue', { collection });
    return took;
  }

  async #owed(): Promise<{ payer: string; bill: string }> {
    if (this.#debt === null || this.#debt.left < 2 * amount) {
      const { payer, line } = await this.#till.owing();
      this.#debt = { payer, bill: line.bill, left: line.owed };
    }
    this.#debt.left -= amount;
    return this.#debt;
  }

  #transfer(accountNumber: string, matchCode: string): object {
    this.#told += 1;
    const vietnamMs = Date.now() + 7 * 60 * 60_000;
    return {
      ...{ id: this.#told, accountNumber, transferType: 'in', transferAmount: amount },
      transactionDate: new Date(vietnamMs).toISOString().slice(0, 19).replace('T', ' '),
      ...{ content: `ck ${matchCode.toLowerCase()} tien kham`, referenceCode: `FTDO${this.#told}` },
    };
  }
}

export const w8: Run = {
  name: 'w8',
  about:
    "from a bank's callback to the customer display; --runs counts payments, once alone and once among 50",
  runs: 200,
  shortRuns: 20,
  measure,
};
