/**
 * A facility's own backend passes on to the province's, over a line that loses, repeats, reorders and cuts: two real
 * backends on real PostgreSQL (design §7 "UPSTREAM_URL").
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revoke } from '../../../src/backend/counters/enrol.ts';
import { publish } from '../../../src/backend/data/facilities.ts';
import { scopeOfCode } from '../../../src/backend/data/scope.ts';
import { signatureCheckOf, signerOf } from '../../../src/main/ports/keys.ts';
import {
  type FeedItem,
  isFeedItemSigned,
  signStatement,
  syncProtocol,
} from '../../../src/shared/sync/index.ts';
import { type BadLine, badLine } from '../../support/backend/bad-line.ts';
import { hurriedClock } from '../../support/backend/hurried-clock.ts';
import { type Instance, startInstance } from '../../support/backend/instances.ts';
import { get, PaperCounter, post } from '../../support/backend/paper-counter.ts';
import { PaperDays } from '../../support/backend/paper-days.ts';
import { startPostgres, type TestPostgres } from '../../support/backend/postgres.ts';
import { newCode, newCounter, newFacility, newPerson } from '../../support/backend/province.ts';
import { backupsOf } from '../../support/backend/restored-database.ts';
import { makeChance } from '../../support/chance.ts';
import { seed } from '../../support/check.ts';

const chance = makeChance(seed);
/** Waits of seconds between tries pass that much faster. */
const hurry = 20;
const june = Date.UTC(2026, 5, 1, 1);

let server: TestPostgres;
let upperUrl: string;
let ownUrl: string;
let province: Instance;
let own: Instance;
let line: BadLine;
/** The same facility at both. */
let upper: string;
let facility: string;
let operator: string;
let counters: PaperCounter[];

const startOwn = (): Promise<Instance> => {
  const clock = hurriedClock(0);
  clock.hurry(hurry);
  return startInstance({ url: ownUrl }, clock, 1_000, line.url);
};

beforeAll(async () => {
  console.log(`seed ${seed}`);
  server = await startPostgres();
  [upperUrl, ownUrl] = [await server.makeDatabase(), await server.makeDatabase()];
  province = await startInstance({ url: upperUrl });
  line = await badLine(province.url, chance);
  own = await startOwn();
  upper = await newFacility(province, 'hospital');
  facility = await newFacility(own, 'hospital');
  operator = await newPerson(own, 'van-hanh', 'operator');
});
afterAll(async () => {
  await Promise.all([own?.stop(), province?.stop()]);
  await line?.close();
  server?.stop();
});

const at = (path: string) => `${own.url}/v1/facilities/${facility}${path}`;

async function relayCode(instance: Instance, of: string): Promise<string> {
  return await newCode(instance, of, null, true);
}

interface Status {
  readonly counters: readonly { counter: string; waiting: number; refused: string | null }[];
}

async function status(): Promise<Status> {
  return (await get(at('/upstream'), operator)).json as unknown as Status;
}

/** Waits until the province has everything of the own backend. */
async function passedOn(): Promise<void> {
  const waiting = async () => (await status()).counters.map((one) => one.waiting);
  await expect.poll(waiting, { timeout: 30_000, interval: 50 }).toEqual(counters.map(() => 0));
}

/** What a backend has of a journal. */
async function storedAt(instance: Instance, counter: PaperCounter): Promise<readonly string[]> {
  const rows = await instance.opened.backend.db
    .selectFrom('entry')
    .select('hash')
    .where('counter', '=', counter.id)
    .orderBy('epoch')
    .orderBy('seq')
    .execute();
  return rows.map(({ hash }) => hash);
}

const hashesOf = ({ journal }: PaperCounter) => journal.map(({ entry }) => entry.hash);

/** Sums of payments, without the facility, whose id differs. */
async function sumsAt(instance: Instance) {
  return await instance.opened.backend.db
    .selectFrom('pay_month')
    .select(['counter', 'month', 'method', 'kind', 'cut', 'count', 'amount', 'later_amount'])
    .orderBy('counter')
    .orderBy('month')
    .orderBy('method')
    .orderBy('kind')
    .orderBy('cut')
    .execute();
}

async function pushAll(counter: PaperCounter, from = 0, size = 40): Promise<void> {
  for (let next = from; next < counter.journal.length; next += size) {
    await counter.pushed(own.url, next, Math.min(next + size, counter.journal.length));
  }
}

describe('joining', () => {
  it('takes a code made for it, once, and pins the key in the code', async () => {
    const forCounters = await newCode(province, upper);
    expect((await post(at('/upstream'), { code: forCounters }, operator)).json.refused).toBe('code-unknown');
    const code = await relayCode(province, upper);
    const otherPrint = `${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`;
    expect((await post(at('/upstream'), { code: otherPrint }, operator)).json.refused).toBe(
      'signature-wrong',
    );
    expect((await post(at('/upstream'), { code }, operator)).json).toMatchObject({ upperFacility: upper });
    const stranger = signerOf(new PaperCounter(makeChance(1)).key);
    const again = signStatement(stranger, 'relay-join', {
      ...{ protocol: syncProtocol, secret: code.replaceAll('-', '').slice(0, 10) },
      relayKey: stranger.publicKey,
    });
    expect((await post(`${province.url}/v1/relay/join`, again)).json.refused).toBe('code-used');
  });

  it('sends counters there: the province takes none of that facility itself any more', async () => {
    const stray = new PaperCounter(makeChance(2));
    const before = await newCode(own, facility);
    expect((await post(`${province.url}/v1/enrol`, stray.enrolBody(before))).json.refused).toBe(
      'code-unknown',
    );
    const person = await newPerson(province, 'tinh', 'operator');
    const asked = await post(
      `${province.url}/v1/facilities/${upper}/enrolment-codes`,
      { counter: null },
      person,
    );
    expect(asked.json.refused).toBe('facility-elsewhere');
  });

  it('waits until the province’s own counters of that facility are revoked', async () => {
    const other = await newFacility(province);
    await newCounter(province, other, 90);
    const here = await newFacility(own);
    const body = { code: await relayCode(province, other) };
    const answer = await post(`${own.url}/v1/facilities/${here}/upstream`, body, operator);
    expect(answer.json.refused).toBe('facility-elsewhere');
  });
});

describe('journals', () => {
  it('come to the province as they are, over a line that loses, repeats, reorders and cuts', async () => {
    const first = await newCounter(own, facility, 31);
    counters = [
      first,
      await newCounter(own, facility, 32, first),
      await newCounter(own, facility, 33, first),
    ];
    for (const [index, counter] of counters.entries()) {
      const days = new PaperDays(counter, seed + index, june, `VP26-Q${index}`);
      for (let act = 0; act < 120; act += 1) days.anything();
    }
    line.state = 'faulty';
    await Promise.all(counters.map((counter) => pushAll(counter)));
    const faults = () => Object.values(line.counts).reduce((sum, one) => sum + one, 0);
    await expect.poll(faults, { timeout: 20_000 }).toBeGreaterThan(8);
    line.state = 'healthy';
    await passedOn();
    for (const counter of counters) expect(await storedAt(province, counter)).toEqual(hashesOf(counter));
    const sums = await sumsAt(own);
    expect(sums.length).toBeGreaterThan(5);
    expect(await sumsAt(province)).toEqual(sums);
  });

  it('are not taken from a counter itself any more', async () => {
    const [counter] = counters as [PaperCounter];
    expect((await counter.push(province.url, 0, 1)).json.refused).toBe('facility-elsewhere');
  });

  it('bear the digest of what was erased before it was passed on', async () => {
    const [counter] = counters as [PaperCounter];
    line.state = 'dead';
    const from = counter.journal.length;
    const erased = counter.write('person.saved', { any: 1 }, 'aa.bb.cc.dd.ee');
    await counter.pushed(own.url, from, from + 1);
    counter.write('erasure.made', { entries: [erased.id], ground: 'request' });
    await counter.pushed(own.url, from + 1, from + 2);
    line.state = 'healthy';
    await passedOn();
    expect(await storedAt(province, counter)).toEqual(hashesOf(counter));
    const part = await province.opened.backend.db
      .selectFrom('sealed_part')
      .selectAll()
      .where('entry', '=', erased.id)
      .executeTakeFirstOrThrow();
    expect([part.sealed, part.digest.length]).toEqual([null, 64]);
  });

  it('stop for a counter that the province refuses, visibly, and go on for the others', async () => {
    const [first, second] = counters as [PaperCounter, PaperCounter];
    // As if somebody had changed a batch in the own backend's database.
    const from = first.journal.length;
    first.writeMany(3);
    second.writeMany(2);
    line.state = 'dead';
    await first.pushed(own.url, from, from + 3);
    const { db } = own.opened.backend;
    const batch = () => db.selectFrom('feed_item').selectAll().where('origin', '=', first.id);
    const item = await batch().orderBy('position', 'desc').limit(1).executeTakeFirstOrThrow();
    const changed = item.body.replace(
      /"signature":"(.)/,
      (_, letter) => `"signature":"${letter === 'A' ? 'B' : 'A'}`,
    );
    const setBody = (body: string) =>
      db
        .updateTable('feed_item')
        .set({ body } as never)
        .where('id', '=', item.id)
        .execute();
    await setBody(changed);
    await pushAll(second, second.journal.length - 2);
    line.state = 'healthy';
    const refused = async () => (await status()).counters.map((one) => [one.counter, one.refused]);
    await expect
      .poll(refused, { timeout: 20_000 })
      .toEqual(expect.arrayContaining([[first.id, 'signature-wrong']]));
    await expect.poll(() => storedAt(province, second), { timeout: 20_000 }).toEqual(hashesOf(second));
    expect((await storedAt(province, first)).length).toBe(from);
    await setBody(item.body);
    expect((await post(at('/upstream/resume'), {}, operator)).status).toBe(200);
    first.writeMany(1);
    await first.pushed(own.url, from + 3, from + 4);
    await passedOn();
    expect(await storedAt(province, first)).toEqual(hashesOf(first));
  });
});

describe('going back to a backup', () => {
  it('of the province: what it lost is passed on again', async () => {
    const [counter] = counters as [PaperCounter];
    const backups = await backupsOf(upperUrl);
    await province.stop();
    await backups.backUp();
    province = await startInstance({ url: upperUrl });
    line.target = province.url;
    const late = await newCounter(own, facility, 34, counter);
    counters.push(late);
    late.writeMany(30);
    counter.writeMany(30);
    await pushAll(late);
    await pushAll(counter, counter.journal.length - 30);
    await passedOn();
    await province.stop();
    await backups.restore();
    await backups.end();
    province = await startInstance({ url: upperUrl });
    line.target = province.url;
    for (const one of counters) {
      await expect.poll(() => storedAt(province, one), { timeout: 20_000 }).toEqual(hashesOf(one));
    }
  });

  it('of the own one: counters send again, in other batches and under other seals', async () => {
    const [counter] = counters as [PaperCounter];
    await passedOn();
    const backups = await backupsOf(ownUrl);
    await own.stop();
    await backups.backUp();
    own = await startOwn();
    const from = counter.journal.length;
    for (let index = 0; index < 20; index += 1) {
      counter.write('person.saved', { any: index }, `aa.bb.cc.dd.e${index}`);
    }
    await pushAll(counter, from, 10);
    await passedOn();
    await own.stop();
    await backups.restore();
    await backups.end();
    own = await startOwn();
    counter.sealAnew(chance);
    counter.writeMany(5);
    await pushAll(counter, from, 15);
    await passedOn();
    expect((await status()).counters.map(({ refused }) => refused)).toEqual(counters.map(() => null));
    expect(await storedAt(province, counter)).toEqual(hashesOf(counter));
  });
});

describe('what the province says', () => {
  const told = async (counter: PaperCounter, kind: string): Promise<readonly FeedItem[]> =>
    (await counter.feedFromStart(own.url)).filter((item) => item.kind === kind);

  it('is said again in the own feed, once, with the province’s signature enclosed', async () => {
    const [counter] = counters as [PaperCounter];
    line.state = 'faulty';
    const body = { from: '2026-01-01', low: 50, high: 60 };
    const said = await publish(province.opened.backend, scopeOfCode({ facility: upper }), 'target', body);
    await expect.poll(async () => (await told(counter, 'target')).length, { timeout: 20_000 }).toBe(1);
    line.state = 'healthy';
    const [item] = await told(counter, 'target');
    if (item?.upstream == null) throw new Error('nothing enclosed');
    expect(said).toEqual({ ok: true, value: { item: item.id } });
    const { key, facility: whose, ...place } = item.upstream;
    expect(whose).toBe(upper);
    expect(key).toBe(province.opened.backend.signer.publicKey);
    const original = { ...item, ...place, facility: whose, upstream: null };
    expect(isFeedItemSigned(signatureCheckOf(key), original)).toBe(true);
    const ownKey = signatureCheckOf(own.opened.backend.signer.publicKey);
    expect(isFeedItemSigned(ownKey, item)).toBe(true);
  });

  it('that a counter is revoked holds at both', async () => {
    const [counter, second] = counters as [PaperCounter, PaperCounter];
    const done = await revoke(province.opened.backend, scopeOfCode({ facility: upper }), second.id);
    expect(done.ok).toBe(true);
    second.writeMany(1);
    const refused = async () =>
      (await second.push(own.url, second.journal.length - 1, second.journal.length)).json.refused;
    await expect.poll(refused, { timeout: 20_000 }).toBe('counter-revoked');
    expect((await told(counter, 'counter')).filter(({ body }) => body.state === 'revoked')).toHaveLength(1);
  });
});

describe('the own backend is believed in nothing of its own', () => {
  async function sessionOf(instance: Instance): Promise<string> {
    const { json } = await get(`${province.url}/v1/challenge`);
    const statement = { protocol: syncProtocol, facility: upper, challenge: String(json.challenge) };
    const body = signStatement(instance.opened.backend.signer, 'relay-session', statement);
    return String((await post(`${province.url}/v1/relay/session`, body)).json.token);
  }

  it('neither in a counter that the facility did not vouch for nor in an entry that the counter did not sign', async () => {
    const token = await sessionOf(own);
    const [counter] = counters as [PaperCounter];
    const invented = new PaperCounter(makeChance(77));
    const { vouch, counterKey, sealingKey, sealingKid } = invented.enrolBody('0000000000') as {
      [key: string]: unknown;
    };
    const body = {
      counter: {
        ...{ counter: invented.id, kind: 'counter', name: 'X', counterKey, vouch },
        state: 'active',
      },
      ...{ sealingKey, sealingKid },
    };
    const made = await post(`${province.url}/v1/relay/counter`, body, token);
    expect(made.json.refused).toBe('facility-key-differs');
    const from = counter.journal.length;
    counter.writeMany(2);
    const batch = counter.batch(from, from + 2);
    const entries = batch.entries.map((one) => ({ ...one, sealedDigest: null }));
    const changed = entries.map(({ entry, ...rest }, index) =>
      index === 1 ? { entry: { ...entry, body: { paperCame: 7 } }, ...rest } : { entry, ...rest },
    );
    const pushed = (some: unknown) =>
      post(`${province.url}/v1/relay/push`, { ...batch, entries: some }, token);
    expect((await pushed(changed)).json.refused).toBe('chain-broken');
    expect((await pushed(entries.slice(0, 1))).json.refused).toBe('malformed');
    expect((await post(`${province.url}/v1/relay/push`, { ...batch, entries }, '')).status).toBe(401);
    expect((await storedAt(province, counter)).length).toBe(from);
  });
});
