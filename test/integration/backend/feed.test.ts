/** The feed of a facility, read from two instances on one real PostgreSQL. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revoke } from '../../../src/backend/counters/enrol.ts';
import { publish } from '../../../src/backend/data/facilities.ts';
import { scopeOfCode } from '../../../src/backend/data/scope.ts';
import { loadIdentity } from '../../../src/backend/identity.ts';
import { signatureCheckOf } from '../../../src/main/ports/keys.ts';
import {
  type FeedItem,
  feedBodies,
  isFeedItemSigned,
  isSigned,
  stretchFault,
} from '../../../src/shared/sync/index.ts';
import { type Instance, startInstance } from '../../support/backend/instances.ts';
import { get, type PaperCounter, post, sha256 } from '../../support/backend/paper-counter.ts';
import { startPostgres, type TestPostgres } from '../../support/backend/postgres.ts';
import { newCounter, newFacility } from '../../support/backend/province.ts';

let server: TestPostgres;
let one: Instance;
let two: Instance;

beforeAll(async () => {
  server = await startPostgres();
  const url = await server.makeDatabase();
  [one, two] = await Promise.all([startInstance({ url }), startInstance({ url })]);
});
afterAll(async () => {
  await Promise.all([one?.stop(), two?.stop()]);
  server?.stop();
});

async function readAll(counter: PaperCounter, url: string, limit = 500): Promise<FeedItem[]> {
  const items: FeedItem[] = [];
  let after = 0;
  let epoch = '';
  for (;;) {
    const page = await counter.feed(
      url,
      `?after=${after}&limit=${limit}${epoch === '' ? '' : `&feedEpoch=${epoch}`}`,
    );
    items.push(...page.items);
    after = page.last;
    epoch = page.feedEpoch;
    if (!page.more) return items;
  }
}

describe('the feed', () => {
  it('carries a sister’s journal so that the sister’s own signature proves it', async () => {
    const facility = await newFacility(one);
    const writer = await newCounter(one, facility, 31);
    const reader = await newCounter(two, facility, 32, writer);
    writer.write('person.saved', { any: 1 }, 'aa.bb.cc.dd.ee');
    writer.writeMany(4);
    await writer.pushed(one.url, 0, 5);
    const items = await readAll(reader, two.url);
    expect(items.map(({ kind }) => kind)).toEqual(['counter', 'journal']);
    const check = signatureCheckOf(reader.backendKey);
    expect(items.every((item) => isFeedItemSigned(check, item))).toBe(true);
    const told = feedBodies.counter.parse(items[0]?.body);
    expect(isSigned(signatureCheckOf(reader.keys.facility.publicKey), 'vouch', told.vouch)).toBe(true);
    const { statement, signature } = feedBodies.journal.parse(items[1]?.body);
    expect(isSigned(signatureCheckOf(told.counterKey), 'batch', { ...statement, signature })).toBe(true);
    expect(stretchFault(statement, items[1]?.entries ?? [], sha256)).toBeNull();
    // Nobody is told its own.
    expect((await readAll(writer, one.url)).map(({ kind }) => kind)).toEqual(['counter']);
  });

  it('shows a changed item, and a changed entry, to who reads it', async () => {
    const facility = await newFacility(one);
    const writer = await newCounter(one, facility, 33);
    const reader = await newCounter(one, facility, 34, writer);
    writer.writeMany(2);
    await writer.pushed(one.url, 0, 2);
    const item = (await readAll(reader, one.url)).at(-1);
    if (item === undefined) throw new Error('no item');
    const check = signatureCheckOf(reader.backendKey);
    expect(isFeedItemSigned(check, { ...item, position: item.position + 1 })).toBe(false);
    expect(isFeedItemSigned(check, { ...item, kind: 'credit' })).toBe(false);
    const { statement } = feedBodies.journal.parse(item.body);
    const [first, ...rest] = item.entries ?? [];
    if (first === undefined) throw new Error('no entries');
    const changed = { ...first, entry: { ...first.entry, at: first.entry.at + 1 } };
    expect(stretchFault(statement, [changed, ...rest], sha256)).toMatchObject({ fault: 'wrong-hash' });
    expect(stretchFault(statement, rest, sha256)).not.toBeNull();
  });

  it('keeps the digest of an erased private part, so that the batch still checks', async () => {
    const facility = await newFacility(one);
    const writer = await newCounter(one, facility, 35);
    const reader = await newCounter(one, facility, 36, writer);
    const erased = writer.write('person.saved', { any: 1 }, 'aa.bb.cc.dd.ee');
    await writer.pushed(one.url, 0, 1);
    writer.write('erasure.made', { entries: [erased.id], ground: 'request' });
    await writer.pushed(one.url, 1, 2);
    const items = (await readAll(reader, two.url)).filter(({ kind }) => kind === 'journal');
    expect(items[0]?.entries?.[0]).toMatchObject({ sealed: null, sealedDigest: sha256('aa.bb.cc.dd.ee') });
    const { statement } = feedBodies.journal.parse(items[0]?.body);
    expect(stretchFault(statement, items[0]?.entries ?? [], sha256)).toBeNull();
  });

  it('gives positions in the order of commits: a reader with a cursor misses none', async () => {
    const facility = await newFacility(one);
    const first = await newCounter(one, facility, 40);
    const writers = [first];
    for (let seed = 41; seed < 46; seed += 1) writers.push(await newCounter(one, facility, seed, first));
    const reader = await newCounter(two, facility, 46, first);
    const batches = 12;
    for (const writer of writers) writer.writeMany(batches * 5);
    let writing = true;
    const seen: number[] = [];
    const reading = (async () => {
      let after = 0;
      for (let quiet = 0; quiet < 2; ) {
        const page = await reader.feed(
          two.url,
          `?after=${after}&limit=7${after > 0 ? `&feedEpoch=${await epochOf(reader)}` : ''}`,
        );
        seen.push(...page.items.filter(({ kind }) => kind === 'journal').map(({ position }) => position));
        after = page.last;
        if (!writing && !page.more) quiet += 1;
      }
    })();
    await Promise.all(
      writers.map(async (writer, index) => {
        for (let batch = 0; batch < batches; batch += 1) {
          const instance = (index + batch) % 2 === 0 ? one : two;
          await writer.pushed(instance.url, batch * 5, batch * 5 + 5);
        }
      }),
    );
    writing = false;
    await reading;
    expect(seen).toHaveLength(writers.length * batches);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  const epochs = new Map<PaperCounter, string>();
  async function epochOf(reader: PaperCounter): Promise<string> {
    const known = epochs.get(reader) ?? (await reader.feed(two.url, '?limit=1')).feedEpoch;
    epochs.set(reader, known);
    return known;
  }

  /** Opens the stream of a counter; each call gives the next position it tells. */
  async function listening(reader: PaperCounter) {
    await reader.openSession(two.url);
    const stop = new AbortController();
    const response = await fetch(`${two.url}/v1/feed/wake`, {
      headers: { authorization: `Bearer ${reader.token}` },
      signal: stop.signal,
    });
    const body = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    if (body === undefined) throw new Error('no stream');
    let text = '';
    const nextLast = async (): Promise<number> => {
      for (;;) {
        const told = /data: (.*)\n\n/.exec(text);
        if (told?.[1] !== undefined) {
          text = text.slice(told.index + told[0].length);
          return JSON.parse(told[1]).last;
        }
        text += (await body.read()).value ?? '';
      }
    };
    return { nextLast, stop: () => stop.abort() };
  }

  it('wakes a listener at the other instance', async () => {
    const facility = await newFacility(one);
    const writer = await newCounter(one, facility, 50);
    const reader = await newCounter(one, facility, 51, writer);
    const { nextLast, stop } = await listening(reader);
    const before = await nextLast();
    writer.writeMany(1);
    await writer.pushed(one.url, 0, 1);
    // That the reader enrolled may still be on its way to this instance.
    let last = before;
    while (last === before) last = await nextLast();
    expect(last).toBe(before + 1);
    stop();
  });

  it('wakes once a second for journals, however many come, and for what is said to the facility', async () => {
    const facility = await newFacility(one);
    const writer = await newCounter(one, facility, 52);
    const reader = await newCounter(one, facility, 53, writer);
    const { nextLast, stop } = await listening(reader);
    const before = await nextLast();
    const from = performance.now();
    const batches = 12;
    writer.writeMany(batches);
    for (let at = 0; at < batches; at += 1) await writer.pushed(one.url, at, at + 1);
    let wakes = 0;
    for (let last = before; last < before + batches; wakes += 1) last = await nextLast();
    // One more that the reader enrolled.
    expect(wakes).toBeLessThanOrEqual(2 + (performance.now() - from) / 1_000);
    const body = { from: '2026-01-01', low: 1, high: 2 };
    await publish(one.opened.backend, scopeOfCode({ facility }), 'target', body);
    expect(await nextLast()).toBe(before + batches + 1);
    stop();
  });
});

describe('what a counter says of its journal', () => {
  const sistersOf = async (reader: PaperCounter) => (await reader.feed(two.url)).sisters;

  it('is told its sisters, with where it ends; a push says nothing of what waits', async () => {
    const facility = await newFacility(one);
    const writer = await newCounter(one, facility, 54);
    const reader = await newCounter(two, facility, 55, writer);
    // Heard of, but it never said how it stands.
    expect(await sistersOf(reader)).toEqual([]);
    writer.writeMany(5);
    await writer.pushed(one.url, 0, 3);
    expect(await sistersOf(reader)).toEqual([]);
    await writer.feed(one.url, '?waiting=2&headEpoch=1&headSeq=5');
    const said = { counter: writer.id, waiting: 2, head: { epoch: 1, seq: 5 } };
    expect(await sistersOf(reader)).toMatchObject([said]);
    // A head that moved is said at once, however short ago the last was.
    await writer.feed(one.url, '?waiting=2&headEpoch=1&headSeq=4');
    expect(await sistersOf(reader)).toMatchObject([{ head: { epoch: 1, seq: 4 } }]);
    // What lies here is further than what was said before it.
    await writer.pushed(one.url, 3, 5);
    expect(await sistersOf(reader)).toMatchObject([{ waiting: 0, head: { epoch: 1, seq: 5 } }]);
    // An older program does not say where it ends.
    await writer.feed(one.url, '?waiting=0');
    expect(await sistersOf(reader)).toMatchObject([{ waiting: 0, head: null }]);
  });

  it('counts only over the feed that goes on: not after a restore', async () => {
    const facility = await newFacility(one);
    const writer = await newCounter(one, facility, 56);
    const reader = await newCounter(one, facility, 57, writer);
    const { feedEpoch } = await writer.feed(one.url);
    const question = `after=0&waiting=0&headEpoch=1&headSeq=9`;
    const other = `${feedEpoch.slice(0, -1)}${feedEpoch.endsWith('0') ? '1' : '0'}`;
    const refused = await get(`${one.url}/v1/feed?feedEpoch=${other}&${question}`, writer.token);
    expect(refused).toMatchObject({ status: 409, json: { refused: 'feed-epoch-other' } });
    expect(await sistersOf(reader)).toEqual([]);
    await writer.feed(one.url, `?feedEpoch=${feedEpoch}&${question}`);
    expect(await sistersOf(reader)).toMatchObject([{ counter: writer.id, heardAgoMs: expect.any(Number) }]);
  });
});

describe('a restored backend', () => {
  it('is found out by a cursor beyond its end, and begins a new feed epoch', async () => {
    const facility = await newFacility(one);
    const counter = await newCounter(one, facility, 60);
    const { feedEpoch, last } = await counter.feed(one.url);
    const ahead = await get(`${two.url}/v1/feed?feedEpoch=${feedEpoch}&after=${last + 7}`, counter.token);
    expect(ahead).toMatchObject({ status: 409, json: { refused: 'feed-epoch-other' } });
    const again = await counter.feed(one.url);
    expect(again.feedEpoch).not.toBe(feedEpoch);
    const old = await get(`${one.url}/v1/feed?feedEpoch=${feedEpoch}&after=${last}`, counter.token);
    expect(old).toMatchObject({ status: 409, json: { refused: 'feed-epoch-other' } });
  });

  it('is found out at start when the database is another one', async () => {
    const facility = await newFacility(one);
    const counter = await newCounter(one, facility, 61);
    const { feedEpoch } = await counter.feed(one.url);
    const { db, vault, random, ids } = one.opened.backend;
    expect(await loadIdentity(db, { vault, random, ids })).toMatchObject({
      ok: true,
      value: { newEpochs: 0 },
    });
    await db.updateTable('backend_identity').set({ database_mark: 'as if copied from elsewhere' }).execute();
    const loaded = await loadIdentity(db, { vault, random, ids });
    expect(loaded.ok && loaded.value.newEpochs).toBeGreaterThan(0);
    expect((await counter.feed(one.url)).feedEpoch).not.toBe(feedEpoch);
  });
});

describe('a revoked counter', () => {
  it('is refused everywhere, in words to read aloud, and its sisters hear of it', async () => {
    const facility = await newFacility(one);
    const counter = await newCounter(one, facility, 70);
    const sister = await newCounter(one, facility, 71, counter);
    await counter.openSession(one.url);
    counter.writeMany(2);
    await counter.pushed(one.url, 0, 1);
    await revoke(one.opened.backend, scopeOfCode({ facility }), counter.id);
    const refused = await counter.push(two.url, 1, 2);
    expect(refused).toMatchObject({ status: 403, json: { refused: 'counter-revoked' } });
    expect(refused.json.say).toContain('thu hồi');
    expect((await get(`${two.url}/v1/feed`, counter.token)).status).toBe(401);
    expect((await counter.openSession(two.url)).json.refused).toBe('counter-revoked');
    const told = (await readAll(sister, two.url)).at(-1);
    expect(told).toMatchObject({ kind: 'counter', body: { counter: counter.id, state: 'revoked' } });
  });

  it('that nobody knows is told so', async () => {
    const facility = await newFacility(one);
    const counter = await newCounter(one, facility, 72);
    counter.writeMany(1);
    Object.assign(counter.journal[0]?.entry ?? {}, {});
    const stranger = counter.batch(0, 1);
    const statement = { ...stranger.statement, counter: counter.ids.next() };
    const answer = await post(`${one.url}/v1/push`, { ...stranger, statement });
    expect(answer).toMatchObject({ status: 401, json: { refused: 'counter-unknown' } });
    expect(answer.json.say).toContain('đăng ký');
  });
});
