/** The four providers, played by the simulated bank as a program of its own, against two instances on PostgreSQL. */
import { compactDecrypt, importJWK } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { creditPrivate, type FeedItem, feedBodies } from '../../../src/shared/sync/index.ts';
import { makeMatchCode } from '../../../src/shared/vietqr/index.ts';
import {
  account,
  addSources,
  attempts,
  type Provider,
  providers,
  relay,
} from '../../support/backend/bank.ts';
import { type Instance, startInstance } from '../../support/backend/instances.ts';
import type { PaperCounter } from '../../support/backend/paper-counter.ts';
import { startPostgres, type TestPostgres } from '../../support/backend/postgres.ts';
import { newCounter, newFacility } from '../../support/backend/province.ts';
import { makeChance } from '../../support/chance.ts';
import { BankSimulator } from '../counter/bank-simulator.ts';

let server: TestPostgres;
let url: string;
let one: Instance;
let two: Instance;
let facility: string;
let counter: PaperCounter;
let sources: Record<Provider, string>;
let bank: BankSimulator;
let seed = 100;

beforeAll(async () => {
  server = await startPostgres();
  url = await server.makeDatabase();
  [one, two] = await Promise.all([startInstance({ url }), startInstance({ url })]);
});
beforeEach(async () => {
  facility = await newFacility(one);
  seed += 1;
  counter = await newCounter(one, facility, seed);
  sources = await addSources(one, facility);
  bank = await BankSimulator.start();
  return () => bank.stop();
});
afterAll(async () => {
  await Promise.all([one?.stop(), two?.stop()]);
  server?.stop();
});

const code = makeMatchCode(makeChance(7));

function show(amount: number): void {
  counter.write('vietqr.shown', {
    ...{
      tender: counter.ids.next(),
      collection: counter.ids.next(),
      amount,
      account: 'chinh',
      matchKey: 'code',
    },
    ...{ matchCode: code, serviceCode: 'QRIBFTTA', wallet: false, expiresAt: Date.now() + 60_000 },
    ...{ payload: '0'.repeat(30), holder: 'TRUONG MAU', bank: 'MP', accountNumber: account.number },
  });
}

async function credits(): Promise<FeedItem[]> {
  return (await counter.feed(two.url)).items.filter(({ kind }) => kind.startsWith('credit'));
}

async function states(): Promise<readonly string[]> {
  const rows = await one.opened.backend.db
    .selectFrom('bank_line')
    .select('state')
    .where('facility', '=', facility)
    .execute();
  return rows.map(({ state }) => state);
}

describe('a transfer', () => {
  it.each(providers)('told by %s reaches the feed once, its other side only sealed', async (provider) => {
    await relay(bank, provider, one.url, sources[provider], { copies: 3 });
    show(250_000);
    await counter.pushed(one.url, 0, 1);
    const senderName = 'PHAM THI KHONG AI BIET';
    const reference = await bank.credit({
      amount: 250_000,
      content: `${code} hoc phi be Binh Minh`,
      senderName,
    });
    expect((await attempts(bank, 3)).map(({ taken }) => taken)).toEqual([true, true, true]);
    const items = await credits();
    expect(items).toHaveLength(1);
    const body = feedBodies.credit.parse(items[0]?.body);
    expect(body).toMatchObject({ ...account, reference, amount: 250_000, codes: [code] });
    const told = await opened(body.sealed);
    expect(told.header).toMatchObject({ kid: counter.keys.sealing.kid, sub: body.credit });
    expect(told.part.content).toBe(`${code} hoc phi be Binh Minh`);
    if (provider === 'casso' || provider === 'payos') expect(told.part.otherName).toBe(senderName);
    expect(await states()).toEqual(['expected']);
  });

  it('told by all four at two instances, again and again, has one effect', async () => {
    for (const [index, provider] of providers.entries()) {
      await relay(bank, provider, index % 2 === 0 ? one.url : two.url, sources[provider], { copies: 4 });
    }
    const reference = await bank.credit({ amount: 90_000, content: `ct den ${code.toLowerCase()}` });
    await attempts(bank, 16);
    await bank.repeat(reference);
    const made = await attempts(bank, 32);
    expect(made.every(({ taken }) => taken)).toBe(true);
    expect(await credits()).toHaveLength(1);
    expect(await states()).toEqual(['unmatched']);
  });

  it('asked for after it came is no longer nobody’s', async () => {
    await relay(bank, 'sepay', one.url, sources.sepay);
    await bank.credit({ amount: 90_000, content: code });
    await attempts(bank, 1);
    expect(await states()).toEqual(['unmatched']);
    show(90_000);
    await counter.pushed(two.url, 0, 1);
    expect(await states()).toEqual(['expected']);
  });

  it('told again with another amount is a case, told once, and changes nothing', async () => {
    await relay(bank, 'casso', one.url, sources.casso);
    const reference = await bank.credit({ amount: 90_000, content: code });
    await attempts(bank, 1);
    await bank.credit({ amount: 91_000, content: code, reference });
    await bank.credit({ amount: 92_000, content: code, reference });
    await attempts(bank, 3);
    const items = await credits();
    expect(items.map(({ kind }) => kind)).toEqual(['credit', 'credit-case']);
    expect(feedBodies['credit-case'].parse(items[1]?.body)).toMatchObject({ amount: 90_000 });
  });

  it('is marked taken when the counter’s journal says so; one only a statement told is known from then on', async () => {
    await relay(bank, 'sepay', one.url, sources.sepay);
    const reference = await bank.credit({ amount: 90_000, content: code });
    await attempts(bank, 1);
    for (const bankReference of [reference, 'SAOKE-1']) {
      const credit = counter.ids.next();
      const seen = { credit, account: `${account.bin}-${account.number}`, bankReference, amount: 90_000 };
      counter.write('credit.seen', { ...seen, paidAt: Date.now(), origin: 'feed', found: code });
      counter.write('credit.matched', { credit, tender: counter.ids.next(), how: 'exact', by: 'code' });
    }
    await counter.pushed(one.url, 0, 4);
    expect(await states()).toEqual(['taken', 'taken']);
    await bank.credit({ amount: 90_000, content: code, reference: 'SAOKE-1' });
    await attempts(bank, 2);
    expect(await credits()).toHaveLength(1);
  });

  it('is told again as documented when nobody answered, and then once', async () => {
    await one.stop();
    await relay(bank, 'sepay', one.url, sources.sepay, { timeFactor: 1_000 });
    await relay(bank, 'vietqr', one.url, sources.vietqr, { timeFactor: 1_000, camelCase: true });
    await bank.credit({ amount: 90_000, content: code });
    const failed = await attempts(bank, 4);
    expect(failed.some(({ taken }) => taken)).toBe(false);
    // SePay gives up after 33 minutes, here two seconds: what it then never told comes by statement.
    const all = await attempts(bank, 18);
    expect(all.filter(({ provider }) => provider === 'sepay')).toHaveLength(8);
    expect(all.filter(({ provider }) => provider === 'vietqr')).toHaveLength(10);
    expect(await credits()).toHaveLength(0);
    one = await startInstance({ url: url });
  });
});

describe('a debit', () => {
  it('confirms nothing and is kept for reconciling', async () => {
    for (const provider of providers) await relay(bank, provider, one.url, sources[provider]);
    await bank.call('POST', '/debit', { number: account.number, amount: 10_000, content: code });
    await attempts(bank, 4);
    expect(await credits()).toHaveLength(0);
    expect(await states()).toEqual(['debit']);
  });
});

async function opened(sealed: string | null) {
  const { secretKey, publicKey } = counter.keys.sealing;
  const point = Buffer.from(publicKey, 'base64url');
  const jwk = {
    ...{ kty: 'EC', crv: 'P-256', d: Buffer.from(secretKey).toString('base64url') },
    ...{ x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') },
  };
  const { plaintext, protectedHeader } = await compactDecrypt(sealed ?? '', await importJWK(jwk, 'ECDH-ES'));
  const part = creditPrivate.parse(JSON.parse(new TextDecoder().decode(plaintext)));
  return { part, header: protectedHeader };
}
