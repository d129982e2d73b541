/** Forged, replayed, expired, cut: refused, nothing written, one line in the log, and no secret in it. */
import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signerOf } from '../../../src/main/ports/keys.ts';
import { signStatement, syncProtocol } from '../../../src/shared/sync/index.ts';
import { account, addSources, type Provider, secrets } from '../../support/backend/bank.ts';
import { type Instance, movableClock, startInstance } from '../../support/backend/instances.ts';
import { type Answer, get, PaperCounter, post, sha256 } from '../../support/backend/paper-counter.ts';
import { startPostgres, type TestPostgres } from '../../support/backend/postgres.ts';
import { newCode, newCounter, newFacility } from '../../support/backend/province.ts';
import { makeChance } from '../../support/chance.ts';

let server: TestPostgres;
let url: string;
let one: Instance;
let facility: string;
let counter: PaperCounter;
let sources: Record<Provider, string>;
const clock = movableClock();
const name = 'NGUYEN THI BI MAT';

beforeAll(async () => {
  server = await startPostgres();
  url = await server.makeDatabase();
  one = await startInstance({ url }, clock);
  facility = await newFacility(one);
  counter = await newCounter(one, facility, 1);
  sources = await addSources(one, facility);
  counter.writeMany(20);
  await counter.pushed(one.url, 0, 5);
});
beforeEach(() => {
  clock.moveMs = 0;
});
afterAll(async () => {
  await one?.stop();
  server?.stop();
});

/** Rows of everything that a callback or a batch could write. */
async function written(): Promise<string> {
  const tables = ['entry', 'sealed_part', 'batch', 'feed_item', 'bank_line', 'shown_code', 'counter'];
  const counts = await Promise.all(
    tables.map(async (table) => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(
        one.opened.backend.db,
      );
      return `${table} ${rows[0]?.n}`;
    }),
  );
  const head = await counter.askHead(one.url);
  return `${counts.join(', ')}, head ${head.head?.seq}`;
}

/** Does it, and expects a refusal that leaves no trace but one line. */
async function refused(act: () => Promise<Answer>, code: string): Promise<void> {
  const before = await written();
  const from = one.log.length;
  const answer = await act();
  const lines = one.log.slice(from);
  expect(answer.json.refused).toBe(code);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'refused', code });
  const planted = [name, ...Object.values(secrets).flatMap((one) => Object.values(one)), counter.token];
  for (const secret of planted) if (secret !== '') expect(lines.join('')).not.toContain(secret);
  expect(await written()).toBe(before);
}

const sepayBody = () => ({
  ...{ id: 1, transactionDate: '2026-10-05 14:02:37', accountNumber: account.number, transferType: 'in' },
  ...{ transferAmount: 50_000, content: `${name} nop tien`, referenceCode: 'FT26278000000009' },
});

function sepay(
  body: string,
  at: number = clock.now(),
  key: string = secrets.sepay.signingSecret,
): Promise<Answer> {
  const seconds = Math.floor(at / 1000);
  const signed = createHmac('sha256', key)
    .update(`${seconds}.${JSON.stringify(sepayBody())}`)
    .digest('hex');
  const headers = { 'x-sepay-timestamp': String(seconds), 'x-sepay-signature': `sha256=${signed}` };
  return post(`${one.url}/bank/sepay/${sources.sepay}`, body, '', headers);
}

describe('a callback', () => {
  it('forged', async () => {
    await refused(
      () => sepay(JSON.stringify(sepayBody()), clock.now(), 'mot khoa khac hoan toan'),
      'signature-wrong',
    );
    await refused(
      () => sepay(JSON.stringify({ ...sepayBody(), transferAmount: 5_000_000 })),
      'signature-wrong',
    );
    await refused(
      () => post(`${one.url}/bank/payos/${sources.payos}`, { data: sepayBody(), signature: 'a'.repeat(64) }),
      'signature-wrong',
    );
    await refused(
      () => post(`${one.url}/bank/casso/${sources.casso}`, { error: 0, data: sepayBody() }),
      'signature-wrong',
    );
  });

  it('expired', async () => {
    await refused(() => sepay(JSON.stringify(sepayBody()), clock.now() - 301_000), 'session-over');
  });

  it('cut', async () => {
    await refused(() => sepay(JSON.stringify(sepayBody()).slice(0, -10)), 'signature-wrong');
    await refused(() => post(`${one.url}/bank/payos/${sources.payos}`, '{"data":{"amou'), 'signature-wrong');
  });

  it('to an address nobody has, or of another provider', async () => {
    await refused(() => post(`${one.url}/bank/sepay/${sources.casso}`, sepayBody()), 'not-found');
    await refused(() => post(`${one.url}/bank/sepay/nowhere`, sepayBody()), 'malformed');
  });

  it('too large', async () => {
    await refused(() => post(`${one.url}/bank/sepay/${sources.sepay}`, 'x'.repeat(70_000)), 'too-large');
  });

  it('with a token that was never given, or is over', async () => {
    const url = `${one.url}/bank/vietqr/${sources.vietqr}`;
    const body = {
      ...sepayBody(),
      amount: 1,
      transType: 'C',
      bankaccount: account.number,
      referencenumber: 'R1',
    };
    await refused(() => post(`${url}/bank/api/transaction-sync`, body, 'a'.repeat(43)), 'session-over');
    const wrong = Buffer.from('quaythu:sai').toString('base64');
    await refused(
      () => post(`${url}/api/token_generate`, '', '', { authorization: `Basic ${wrong}` }),
      'signature-wrong',
    );
    const basic = Buffer.from(`${secrets.vietqr.username}:${secrets.vietqr.password}`).toString('base64');
    const { json } = await post(`${url}/api/token_generate`, '', '', { authorization: `Basic ${basic}` });
    clock.moveMs = 120_000;
    await refused(
      () => post(`${url}/bank/api/transaction-sync`, body, String(json.access_token)),
      'session-over',
    );
  });

  it('of an account that is not the source’s', async () => {
    const data = {
      ...{
        accountNumber: '9999999999',
        amount: 1_000,
        reference: 'R2',
        transactionDateTime: '2026-10-05 14:02:37',
      },
      ...{ description: name, counterAccountName: name },
    };
    const body = { error: 0, data: Object.fromEntries(Object.entries(data).sort()) };
    const text = JSON.stringify({ data: body.data, error: 0 });
    const at = clock.now();
    const signed = createHmac('sha512', secrets.casso.checksumKey).update(`${at}.${text}`).digest('hex');
    const headers = { 'x-casso-signature': `t=${at},v1=${signed}` };
    await refused(() => post(`${one.url}/bank/casso/${sources.casso}`, body, '', headers), 'not-found');
  });

  it('replayed within its time has no second effect', async () => {
    expect((await sepay(JSON.stringify(sepayBody()))).status).toBe(200);
    const before = await written();
    expect((await sepay(JSON.stringify(sepayBody()))).status).toBe(200);
    expect(await written()).toBe(before);
  });
});

describe('a batch', () => {
  it('forged: by another key, another statement, another entry, another sealed part', async () => {
    const good = counter.batch(5, 8);
    const stranger = new PaperCounter(makeChance(99), counter.keys);
    const { signature } = signStatement(signerOf(stranger.key), 'batch', good.statement);
    await refused(() => post(`${one.url}/v1/push`, { ...good, signature }), 'signature-wrong');
    const statement = { ...good.statement, count: 4 };
    await refused(() => post(`${one.url}/v1/push`, { ...good, statement }), 'signature-wrong');
    const [first, ...rest] = good.entries;
    if (first === undefined) throw new Error('empty');
    const body = { ...first.entry, body: { paperCame: name.length } };
    await refused(
      () => post(`${one.url}/v1/push`, { ...good, entries: [{ ...first, entry: body }, ...rest] }),
      'chain-broken',
    );
    const sealed = { ...first, sealed: 'aa.bb.cc.dd.ee' };
    await refused(() => post(`${one.url}/v1/push`, { ...good, entries: [sealed, ...rest] }), 'chain-broken');
    await refused(() => post(`${one.url}/v1/push`, { ...good, entries: [...rest, first] }), 'chain-broken');
    await refused(() => post(`${one.url}/v1/push`, { ...good, entries: rest }), 'chain-broken');
  });

  it('cut, of another protocol, with a member too many, or too long', async () => {
    const good = counter.batch(5, 8);
    const text = JSON.stringify(good);
    await refused(() => post(`${one.url}/v1/push`, text.slice(0, -2)), 'malformed');
    await refused(
      () => post(`${one.url}/v1/push`, { ...good, statement: { ...good.statement, protocol: 2 } }),
      'malformed',
    );
    await refused(() => post(`${one.url}/v1/push`, { ...good, more: 1 }), 'malformed');
    const [first] = good.entries;
    await refused(
      () => post(`${one.url}/v1/push`, { ...good, entries: Array(501).fill(first) }),
      'malformed',
    );
  });

  it('signed for something else', async () => {
    const good = counter.batch(5, 8);
    const { signature } = signStatement(signerOf(counter.key), 'session', good.statement);
    await refused(() => post(`${one.url}/v1/push`, { ...good, signature }), 'signature-wrong');
  });

  it('replayed has no second effect', async () => {
    const before = await written();
    expect(await counter.push(one.url, 0, 5)).toMatchObject({ status: 200, json: { stored: 0 } });
    expect(await written()).toBe(before);
  });
});

describe('a session', () => {
  it('by a challenge of another, an old one, one that was answered', async () => {
    const open = (challenge: string) =>
      post(
        `${one.url}/v1/session`,
        signStatement(signerOf(counter.key), 'session', {
          protocol: syncProtocol,
          counter: counter.id,
          challenge,
        }),
      );
    await refused(
      () => open(`${clock.now() + 1000}.AAAAAAAAAAAAAAAAAAAAAA.${'a'.repeat(64)}`),
      'challenge-wrong',
    );
    const { challenge } = (await get(`${one.url}/v1/challenge`)).json;
    clock.moveMs = 61_000;
    await refused(() => open(String(challenge)), 'challenge-wrong');
    clock.moveMs = 0;
    expect((await open(String(challenge))).status).toBe(200);
    await refused(() => open(String(challenge)), 'challenge-wrong');
  });

  it('ends', async () => {
    await counter.openSession(one.url);
    clock.moveMs = 3_600_001;
    await refused(() => get(`${one.url}/v1/feed`, counter.token), 'session-over');
  });
});

describe('an enrolment', () => {
  it('replayed, or changed on the way', async () => {
    const fresh = new PaperCounter(makeChance(55), counter.keys);
    const body = fresh.enrolBody(await newCode(one, facility)) as Record<string, unknown>;
    await refused(() => post(`${one.url}/v1/enrol`, { ...body, name: 'Quầy khác' }), 'signature-wrong');
    expect((await post(`${one.url}/v1/enrol`, body)).status).toBe(200);
    // The same counter again: its answer was lost. Another counter does not get in by the same code.
    const before = await written();
    expect((await post(`${one.url}/v1/enrol`, body)).status).toBe(200);
    expect(await written()).toBe(before);
    const { secret } = body as { secret: string };
    const other = new PaperCounter(makeChance(57), counter.keys);
    await refused(() => post(`${one.url}/v1/enrol`, other.enrolBody(secret)), 'code-used');
  });

  it('after three days', async () => {
    const fresh = new PaperCounter(makeChance(56), counter.keys);
    const body = fresh.enrolBody(await newCode(one, facility));
    clock.moveMs = 3 * 24 * 3_600_000 + 1;
    await refused(() => post(`${one.url}/v1/enrol`, body), 'code-expired');
  });
});

describe('an export file', () => {
  /** The last so many lines before the end cut off; from the head there, or from another place. */
  const lines = (cut = 0, from = 5): string => {
    const header = {
      ...{
        what: 'quay-thu-journal',
        protocol: syncProtocol,
        counter: counter.id,
        counterKey: counter.key.publicKey,
      },
      at: clock.now(),
    };
    const before = [header, counter.batch(from, 10), counter.batch(10, 20)].map(
      (one) => `${JSON.stringify(one)}\n`,
    );
    const kept = before.slice(0, before.length - cut);
    const end = signStatement(signerOf(counter.key), 'export-end', {
      ...{ what: 'quay-thu-journal-end', counter: counter.id, batches: 2, to: counter.head },
      digest: sha256(...before),
    });
    return [...kept, `${JSON.stringify(end)}\n`].join('');
  };
  const send = async (text: string) => {
    const { importFile } = await import('../../../src/backend/counters/import-file.ts');
    const { scopeOfCode } = await import('../../../src/backend/data/scope.ts');
    return await importFile(one.opened.backend, scopeOfCode({ facility }), new TextEncoder().encode(text));
  };

  it('cut or changed is refused whole; whole, it is as if it had been pushed', async () => {
    const before = await written();
    expect(await send(lines(1))).toMatchObject({ ok: false, reason: { code: 'malformed' } });
    expect(await send(lines().slice(0, -1))).toMatchObject({ ok: false, reason: { code: 'malformed' } });
    expect(await send(lines().replace('true', 'null'))).toMatchObject({
      ok: false,
      reason: { code: 'malformed' },
    });
    // Five are stored: under the file's signature sisters would be given other seals for them.
    expect(await send(lines(0, 0))).toMatchObject({
      ok: false,
      reason: { code: 'not-contiguous', head: { seq: 5 } },
    });
    expect(await written()).toBe(before);
    expect(await send(lines())).toMatchObject({ ok: true, value: { batches: 2, stored: 15 } });
    expect(await send(lines())).toMatchObject({ ok: true, value: { stored: 0 } });
    expect((await counter.askHead(one.url)).head).toEqual(counter.head);
  });
});

describe('too many calls', () => {
  it('are refused in the same form', async () => {
    const tight = await startInstance({ url }, clock, 0.1);
    const wrong = () => post(`${tight.url}/v1/people/sign-in`, { login: 'x', password: 'y' });
    const answers = [await wrong(), await wrong(), await wrong()];
    expect(answers.at(-1)).toMatchObject({ status: 429, json: { refused: 'too-many-requests' } });
    await tight.stop();
  });
});
