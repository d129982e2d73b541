/** Names and words of services, planted wherever they can come in, are nowhere in the database and the log. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, addSources, attempts, providers, relay } from '../../support/backend/bank.ts';
import { type Instance, startInstance } from '../../support/backend/instances.ts';
import { post } from '../../support/backend/paper-counter.ts';
import { dump, startPostgres, type TestPostgres } from '../../support/backend/postgres.ts';
import { newCounter, newFacility } from '../../support/backend/province.ts';
import { BankSimulator } from '../counter/bank-simulator.ts';

const planted = ['TRAN THI KHONG TEN', 'Noi soi da day', 'BN26-777-333', '0000000008', 'Ngan hang mo phong'];

let server: TestPostgres;
let one: Instance;
let bank: BankSimulator;
let url: string;

beforeAll(async () => {
  server = await startPostgres();
  url = await server.makeDatabase();
  one = await startInstance({ url });
  bank = await BankSimulator.start();
});
afterAll(async () => {
  bank?.stop();
  await one?.stop();
  server?.stop();
});

describe('what the backend keeps', () => {
  it('holds no payer’s name, content, number or service', async () => {
    const facility = await newFacility(one, 'hospital');
    const counter = await newCounter(one, facility, 1);
    const sources = await addSources(one, facility);
    for (const provider of providers) await relay(bank, provider, one.url, sources[provider]);
    const [senderName, service, code] = planted;
    await bank.credit({
      amount: 5_000,
      content: `${senderName} ${service} ${code}`,
      senderName: senderName ?? '',
    });
    await bank.call('POST', '/debit', {
      ...{ number: account.number, amount: 10_000, content: `${senderName} ${service}`, senderName },
    });
    await attempts(bank, 8);
    // Refused ones leave no more behind than taken ones.
    for (const path of [
      'v1/push',
      'v1/enrol',
      `bank/sepay/${sources.sepay}`,
      'v1/people/sign-in',
      'v1/head',
    ]) {
      await post(`${one.url}/${path}`, {
        login: senderName,
        password: service,
        content: code,
        name: senderName,
      });
      await post(`${one.url}/${path}?ten=${encodeURIComponent(senderName ?? '')}`, `{"name":"${senderName}`);
    }
    await counter.feed(one.url);
    const all = dump(url);
    const log = one.log.join('');
    for (const word of planted) {
      expect(all).not.toContain(word);
      expect(log).not.toContain(word);
    }
    // The control: what may stand there in clear does.
    expect(all).toContain(account.number);
    expect(all).toContain(counter.id);
    expect(log).toContain('"event":"refused"');
  });

  it('holds none of its own secrets in clear', async () => {
    const all = dump(url);
    for (const word of [
      'mat-khau-chi-de-thu',
      'bi-mat-sepay-chi-de-thu',
      'khoa-kiem-chi-de-thu-0123456789',
    ]) {
      expect(all).not.toContain(word);
    }
  });
});
