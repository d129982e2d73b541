/** What the push makes of answers that are none, and of a backend that has less than it had. */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StoredEntry } from '../../../src/main/ledger/stored.ts';
import { makeKeys, signatureCheckOf, signerOf } from '../../../src/main/ports/keys.ts';
import { virtualClock } from '../../../src/main/ports/virtual.ts';
import { Pusher } from '../../../src/main/sync/push.ts';
import type { Acknowledged } from '../../../src/main/sync/store.ts';
import { makeIds } from '../../../src/shared/kernel/ids.ts';
import { type HeadAnswer, signStatement, syncProtocol } from '../../../src/shared/sync/index.ts';

const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) };
const [counterKey] = makeKeys(random);
const [backendKey] = makeKeys(random);
const backend = signerOf(backendKey);
const clock = virtualClock(1_780_000_000_000);
const ids = makeIds(clock, random);
const counter = ids.next();
const hashOf = (seq: number) => seq.toString(16).padStart(64, '0');

const rows = Array.from({ length: 900 }, (_, at): StoredEntry => {
  const chain = { seq: at + 1, prev_hash: hashOf(at), hash: hashOf(at + 1) };
  return {
    ...{ counter, epoch: 1, ...chain, id: ids.next(), at: 1, business_date: '2026-11-22', shift: null },
    ...{ actor: counter, type: 'shift.opened', v: 1, body: '{}', private_digest: null },
    ...{ salt: null, content: null },
  };
});

/** What the backend has, and how many entries or a head question each request brought. */
let stored = 0;
let asked: (number | 'head')[] = [];
let tooLarge = Number.POSITIVE_INFINITY;
let acknowledged: Acknowledged | null = null;

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const { request: question, entries, statement } = JSON.parse(Buffer.concat(parts).toString('utf8'));
    asked.push(entries === undefined ? 'head' : entries.length);
    if (entries !== undefined && entries.length > tooLarge) {
      response.writeHead(413, { 'content-type': 'text/html', 'retry-after': '7' }).end('<p>too large</p>');
      return;
    }
    if (statement !== undefined) stored = statement.to.seq;
    const head = stored === 0 ? null : { epoch: 1, seq: stored, hash: hashOf(stored) };
    const said = { counter, answers: question ?? statement.to.hash, head, stored: 1, feedEpoch: counter };
    response.end(
      JSON.stringify(
        signStatement(backend, 'head-answer', { protocol: syncProtocol, ...said, at: clock.now() }),
      ),
    );
  });
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
beforeEach(() => {
  [stored, asked, tooLarge, acknowledged] = [0, [], Number.POSITIVE_INFINITY, null];
});

function pusher(): { step: () => ReturnType<Pusher['step']>; pusher: Pusher } {
  const made = new Pusher({
    ...{ clock, ids, counter, signer: signerOf(counterKey), signatureCheckOf },
    sealer: { seal: async () => '' } as never,
    head: () => ({ epoch: 1, seq: rows.length, hash: hashOf(rows.length) }),
    transact: (run) => run(),
    stored: {
      page: (_: string, __: number, after: number) => rows.slice(after, after + 500),
      at: (_: string, __: number, seq: number) => rows[seq - 1],
      epochAfter: (_: string, epoch: number) => (epoch < 1 ? 1 : undefined),
    } as never,
    store: {
      stops: () => [],
      acknowledged: () => acknowledged,
      saveHead: ({ head, at }: HeadAnswer) => {
        acknowledged = head && { ...head, at };
      },
    } as never,
  });
  const link = { url, facility: counter, facilityName: '', backendKey: backend.publicKey };
  const whole = { ...link, feedEpoch: null, cursor: 0 };
  return { pusher: made, step: () => made.step(whole, new AbortController().signal) };
}

describe('a batch that something in between finds too large', () => {
  it('is halved, though nobody said so in our words, and grows again once it passes', async () => {
    const { step } = pusher();
    tooLarge = 200;
    expect(await step()).toEqual({
      is: 'failed',
      failure: { code: 'not-a-backend', status: 413, retryAfterMs: 7_000 },
    });
    await step();
    expect(await step()).toMatchObject({ is: 'sent' });
    tooLarge = Number.POSITIVE_INFINITY;
    await step();
    await step();
    expect(asked).toEqual(['head', 500, 'head', 250, 'head', 125, 250, 500]);
  });
});

describe('a backend that has less than it acknowledged', () => {
  it('is found by a counter that has nothing to send, and gets what it lost', async () => {
    const { step } = pusher();
    while ((await step()).is === 'sent');
    asked = [];
    stored = 600;
    expect(await step()).toEqual({ is: 'nothing-to-send' });
    expect(asked).toEqual([]);
    await clock.advance(10 * 60_000);
    expect(await step()).toMatchObject({ is: 'sent' });
    expect(asked).toEqual(['head', 300]);
    expect(stored).toBe(900);
  });

  it('is asked at once when the feed says that it was restored', async () => {
    const one = pusher();
    while ((await one.step()).is === 'sent');
    stored = 100;
    one.pusher.askAgain();
    expect(await one.step()).toMatchObject({ is: 'sent' });
    expect(one.pusher.backendWentBack).toBe(true);
  });
});
