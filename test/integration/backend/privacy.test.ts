/** Names and words of services, planted wherever they can come in, are nowhere in the database and the log. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { perform } from '../../../src/backend/commands.ts';
import { sealerOf } from '../../../src/main/ports/sealing.ts';
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
    // The same words in an entry of a counter and in a bill of the hospital's system: sealed, as both are.
    const seal = sealerOf([counter.keys.sealing]).begin();
    const issued = counter.write(
      'print.answered',
      { paperCame: true },
      seal('one', JSON.stringify({ payerName: senderName, lineNames: [service], code })),
    );
    await counter.pushed(one.url, 0, counter.journal.length);
    const made = await perform(one.opened, 'add-key', [facility, 'HIS'], { password: undefined });
    const key = made.ok ? (/qtk_\S+$/.exec(made.value)?.[0] ?? '') : '';
    const bill = {
      ...{ bill: 'HIS-1', payer: 'HIS-P1', version: 1, state: 'owed', group: 'noi-soi', amount: 90_000 },
      ...{ dueDate: null, onBehalf: false },
    };
    const sealed = seal('HIS-1:1', JSON.stringify({ service, visit: code, note: senderName }));
    const told = await post(`${one.url}/v1/neighbour/bills`, { bills: [{ ...bill, sealed }] }, key);
    expect(told.json.results).toMatchObject([{ outcome: 'stored' }]);
    // A system that sends a name in the clear is refused, and nothing of it is kept.
    const open = { ...bill, bill: 'HIS-2', sealed: null, service, name: senderName };
    expect((await post(`${one.url}/v1/neighbour/bills`, { bills: [open] }, key)).status).toBe(400);
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
    expect(all).toContain(issued.id);
    expect(all).toContain('HIS-1');
    expect(all).not.toContain('HIS-2');
    // Of each provider, the credit came in.
    for (const provider of providers) expect([provider, all.includes(provider)]).toEqual([provider, true]);
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
