/** What a counter makes of feed items that are not the backend's: nothing is written, it stops or shows a case. */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StoredEntry } from '../../../src/main/ledger/stored.ts';
import { makeKeys, signatureCheckOf, signerOf } from '../../../src/main/ports/keys.ts';
import { virtualClock } from '../../../src/main/ports/virtual.ts';
import { Puller } from '../../../src/main/sync/pull.ts';
import type { Sister, Stop } from '../../../src/main/sync/store.ts';
import { makeIds } from '../../../src/shared/kernel/ids.ts';
import { type FeedItem, signFeedItem, syncProtocol } from '../../../src/shared/sync/index.ts';
import { PaperCounter } from '../../support/backend/paper-counter.ts';

const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) };
const clock = virtualClock(1_780_000_000_000);
const ids = makeIds(clock, random);
const backend = signerOf(makeKeys(random)[0]);
const stranger = signerOf(makeKeys(random)[0]);
const [counter, facility, feedEpoch] = [ids.next(), ids.next(), ids.next()];
const sister = new PaperCounter(random);
sister.writeMany(4);

/** What the backend answers to the next question for the feed. */
let page: unknown = null;
let status = 200;
/** What was asked last. */
let asked = '';
/** Where a sister's journal ends here. */
let tail: { epoch: number; seq: number } | null = null;
const server = createServer((request, response) => {
  const answers: Readonly<Record<string, object>> = {
    '/v1/challenge': { challenge: 'c'.repeat(40), expiresInMs: 60_000 },
    '/v1/session': { token: 't'.repeat(43), expiresInMs: 3_600_000 },
  };
  asked = request.url ?? '';
  response.statusCode = asked.startsWith('/v1/feed') ? status : 200;
  const text = JSON.stringify(answers[request.url ?? ''] ?? page);
  response.end(page === 'cut' ? text.slice(0, -1) : text);
});
let url = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** What a counter has written for the feed. */
let written: { targets: unknown[]; entries: StoredEntry[]; notes: object[]; stops: Stop[]; cursor: number };
beforeEach(() => {
  written = { targets: [], entries: [], notes: [], stops: [], cursor: 0 };
});

function puller(sisters: readonly Sister[] = []): Puller {
  return new Puller({
    ...{ clock, counter, signer: signerOf(makeKeys(random)[0]), signatureCheckOf },
    head: () => ({ epoch: 2, seq: 17, hash: '' }),
    ...{ backlog: () => ({ waiting: 0, oldestAt: null }), sealer: { open: async () => null } },
    facilityKey: signerOf(sister.keys.facility).publicKey,
    facility: {
      takeTarget: (target: unknown) => {
        written.targets.push(target);
        return null;
      },
    },
    sisters: {
      head: () => tail,
      take: (rows: readonly StoredEntry[]) => {
        written.entries.push(...rows);
        return { ok: true, value: { stored: rows.length, stalledAt: null } };
      },
    },
    act: (run: () => void) => {
      const before = structuredClone(written);
      try {
        run();
        return true;
      } catch {
        written = before;
        return false;
      }
    },
    store: {
      stops: () => written.stops,
      stop: (stop: Stop) => void written.stops.push(stop),
      hasItem: () => false,
      noteItem: ({ kind, state, reason }: { kind: string; state: string; reason: string | null }) =>
        void written.notes.push({ kind, state, reason }),
      moveCursor: (_: unknown, cursor: number) => {
        written.cursor = cursor;
      },
      sister: (id: string) => sisters.find((one) => one.counter === id) ?? null,
      saveSister: () => undefined,
    },
  } as never);
}

function item(kind: string, body: object, position = 1, by = backend): FeedItem {
  const plain = { facility, feedEpoch, position, id: ids.next(), at: 1, kind, v: 1 };
  const statement = { protocol: syncProtocol, ...plain, body: body as FeedItem['body'], upstream: null };
  return signFeedItem(by, statement as never) as FeedItem;
}

const pageOf = (items: readonly object[], last = items.length) => ({
  ...{ protocol: syncProtocol, feedEpoch, items, last, more: false, at: 1 },
});

async function read(told: unknown, one = puller(), cursor = 0) {
  page = told;
  const link = { url, facility, facilityName: '', backendKey: backend.publicKey, feedEpoch, cursor };
  return await one.step(link, new AbortController().signal);
}

const target = { from: '2026-01-01', low: 50, high: 60 };
const nothing = { targets: [], entries: [], notes: [], cursor: 0 };

describe('an item', () => {
  it('of the backend is applied once, and the cursor moves with it', async () => {
    expect(await read(pageOf([item('target', target)]))).toMatchObject({ is: 'read', items: 1 });
    const notes = [{ kind: 'target', state: 'applied', reason: null }];
    expect(written).toMatchObject({ targets: [target], cursor: 1, notes, stops: [] });
  });

  it.each<[string, () => object]>([
    ['by another key', () => item('target', target, 1, stranger)],
    ['changed', () => ({ ...item('target', target), body: { ...target, high: 99 } })],
    ['of another kind than was signed', () => ({ ...item('target', target), kind: 'proposal' })],
    ['of another facility', () => ({ ...item('target', target), facility: ids.next() })],
    ['of another feed epoch', () => ({ ...item('target', target), feedEpoch: ids.next() })],
    ['played again from before', () => item('target', target, 7)],
  ])('%s stops the feed, and nothing is written', async (_, forged) => {
    expect(await read(pageOf([forged()]))).toEqual({ is: 'stopped' });
    expect(written).toMatchObject(nothing);
    expect(written.stops).toMatchObject([{ what: 'pull', code: 'item-not-signed' }]);
    expect(await read(pageOf([item('target', target)]))).toEqual({ is: 'stopped' });
    expect(written).toMatchObject(nothing);
  });

  it('of an unknown kind is a case and holds up nothing', async () => {
    await read(pageOf([item('comet', {}), item('target', target, 2)]));
    expect(written).toMatchObject({ targets: [target], cursor: 2 });
    expect(written.notes[0]).toEqual({ kind: 'comet', state: 'case', reason: 'kind-unknown' });
  });
});

describe('a page', () => {
  it.each<[string, unknown, number]>([
    ['cut', 'cut', 0],
    ['that is no page', '<html>', 0],
    ['of before, played again', pageOf([], 3), 5],
  ])('%s is no answer: nothing is written, it is asked again', async (_, told, cursor) => {
    expect(await read(told, puller(), cursor)).toMatchObject({ is: 'failed' });
    expect(written).toMatchObject({ ...nothing, stops: [] });
  });
});

describe("a sister's journal", () => {
  const known: Sister = {
    ...{ counter: sister.id, kind: 'counter', name: 'Quầy 2', state: 'active', stalled: null },
    counterKey: signerOf(sister.key).publicKey,
  };
  const { statement, signature, entries } = sister.batch(0, 4);
  const beside = entries.map((one) => ({ ...one, sealedDigest: null }));
  const told = (body: object, some: readonly object[] = beside) => ({
    ...item('journal', body),
    entries: some,
  });

  it('is taken when its batch is signed by the sister', async () => {
    await read(pageOf([told({ statement, signature })]), puller([known]));
    expect(written.entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  it.each<[string, object, string]>([
    ['without its vouch', told({ statement, signature }), 'sister-unknown'],
    ['with another signature', told({ statement, signature: 'A'.repeat(86) }), 'batch-not-signed'],
    ['with an entry left out', told({ statement, signature }, beside.slice(1)), 'stretch-wrong'],
  ])('%s is a case, though the backend signed the item', async (_, forged, reason) => {
    await read(pageOf([forged]), puller(reason === 'sister-unknown' ? [] : [known]));
    expect(written).toMatchObject({ entries: [], cursor: 1, stops: [] });
    expect(written.notes).toEqual([{ kind: 'journal', state: 'case', reason }]);
  });

  it('invented by the backend is a case: the facility has not vouched for it', async () => {
    const vouch = {
      counter: sister.id,
      counterKey: signerOf(sister.key).publicKey,
      facilityKey: stranger.publicKey,
    };
    const body = {
      ...{
        counter: sister.id,
        kind: 'counter',
        name: 'Quầy 9',
        counterKey: vouch.counterKey,
        state: 'active',
      },
      vouch: { ...vouch, signature: 'A'.repeat(86) },
    };
    await read(pageOf([item('counter', body)]));
    expect(written.notes).toEqual([{ kind: 'counter', state: 'case', reason: 'vouch-wrong' }]);
  });
});

describe('a sister', () => {
  const known: Sister = {
    ...{ counter: ids.next(), kind: 'counter', name: '', counterKey: '', state: 'active', stalled: null },
  };
  const told = (more: object = {}) => ({
    ...pageOf([]),
    sisters: [{ counter: known.counter, heardAgoMs: 0, waiting: 0, head: { epoch: 1, seq: 9 }, ...more }],
  });

  it('is current only while her journal here reaches where she said it ends', async () => {
    const one = puller([known]);
    tail = { epoch: 1, seq: 8 };
    await read(told(), one);
    expect(asked).toContain('headEpoch=2&headSeq=17');
    // Her last stretch was refused: nothing waits anywhere, and something is missing here.
    expect(one.isCurrent(known.counter)).toBe(false);
    tail = { epoch: 1, seq: 9 };
    expect(one.isCurrent(known.counter)).toBe(true);
    tail = { epoch: 2, seq: 1 };
    expect(one.isCurrent(known.counter)).toBe(true);
    tail = null;
    expect(one.isCurrent(known.counter)).toBe(false);
    tail = { epoch: 1, seq: 9 };
    await read(told({ head: { epoch: 2, seq: 1 } }), one);
    expect(one.isCurrent(known.counter)).toBe(false);
    await read(told({ head: null }), one);
    expect(one.isCurrent(known.counter)).toBe(false);
  });

  it('is not current with something waiting, heard of too long ago, or once the backend was restored', async () => {
    const one = puller([known]);
    tail = { epoch: 1, seq: 9 };
    for (const [more, current] of [
      [{ waiting: 1 }, false],
      [{ waiting: null }, false],
      [{ heardAgoMs: 90_001 }, false],
      [{}, true],
    ] as const) {
      await read(told(more), one);
      expect(one.isCurrent(known.counter)).toBe(current);
    }
    status = 409;
    const restored = await read({ refused: 'feed-epoch-other', say: 'x' }, one);
    status = 200;
    expect(restored).toMatchObject({ restart: true });
    expect(one.isCurrent(known.counter)).toBe(false);
  });
});
