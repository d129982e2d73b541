/** What the push makes of answers that are none, and of a backend that has less than it had. */
import { randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StoredEntry } from '../../../src/main/ledger/stored.ts';
import { makeKeys, signatureCheckOf, signerOf } from '../../../src/main/ports/keys.ts';
import { virtualClock } from '../../../src/main/ports/virtual.ts';
import { Pusher } from '../../../src/main/sync/push.ts';
import type { Acknowledged } from '../../../src/main/sync/store.ts';
import { makeIds } from '../../../src/shared/kernel/ids.ts';
import {
  type HeadAnswer,
  type PushBatch,
  signStatement,
  syncProtocol,
} from '../../../src/shared/sync/index.ts';

const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) };
const [counterKey] = makeKeys(random);
const [backendKey] = makeKeys(random);
const backend = signerOf(backendKey);
const clock = virtualClock(1_780_000_000_000);
const ids = makeIds(clock, random);
const counter = ids.next();
const hashOf = (seq: number) => seq.toString(16).padStart(64, '0');

const rows = Array.from({ length: 2_900 }, (_, at): StoredEntry => {
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
/** Which of the batches that come are taken without an answer, the first being 1. */
let unanswered: readonly number[] = [];
let batches = 0;
/** Batches being worked on together, at most. */
let mostTogether = 0;
let together = 0;
let acknowledged: Acknowledged | null = null;

/** As a backend takes it: all new and next, or all known. */
function take({ statement: { after, to } }: PushBatch): object | null {
  const from = after?.seq ?? 0;
  if (to.seq > stored && from !== stored) {
    return { refused: 'not-contiguous', say: '', head: headHere(), at: { epoch: 1, seq: from + 1 } };
  }
  stored = Math.max(stored, to.seq);
  return null;
}

function headHere() {
  return stored === 0 ? null : { epoch: 1, seq: stored, hash: hashOf(stored) };
}

function signedHead(answers: string): string {
  const said = { counter, answers, head: headHere(), stored: 1, feedEpoch: counter };
  return JSON.stringify(
    signStatement(backend, 'head-answer', { protocol: syncProtocol, ...said, at: clock.now() }),
  );
}

async function answer(text: string, response: ServerResponse): Promise<void> {
  const question = JSON.parse(text);
  if (question.entries === undefined) {
    asked.push('head');
    response.end(signedHead(question.request));
    return;
  }
  const batch = question as PushBatch;
  asked.push(batch.entries.length);
  batches += 1;
  const number = batches;
  together += 1;
  mostTogether = Math.max(mostTogether, together);
  // Long enough for the next to be made meanwhile, on a busy machine too.
  await sleep(150);
  together -= 1;
  if (batch.entries.length > tooLarge) {
    response.writeHead(413, { 'content-type': 'text/html', 'retry-after': '7' }).end('<p>too large</p>');
    return;
  }
  const refusal = take(batch);
  if (unanswered.includes(number)) response.destroy();
  else if (refusal !== null) response.writeHead(409).end(JSON.stringify(refusal));
  else response.end(signedHead(batch.statement.to.hash));
}

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => void answer(Buffer.concat(parts).toString('utf8'), response));
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
/** What is still on its way at the end of a test must not come into the next one. */
let ended = new AbortController();
afterEach(async () => {
  ended.abort();
  ended = new AbortController();
  await sleep(5);
  server.closeAllConnections();
});
beforeEach(() => {
  [stored, asked, tooLarge, acknowledged] = [0, [], Number.POSITIVE_INFINITY, null];
  [unanswered, batches, mostTogether, together] = [[], 0, 0, 0];
});

/** A counter whose journal ends with entry `length`. */
function pusher(length = 900): { step: () => ReturnType<Pusher['step']>; pusher: Pusher } {
  const made = new Pusher({
    ...{ clock, ids, counter, signer: signerOf(counterKey), signatureCheckOf },
    sealer: { begin: () => () => '' } as never,
    head: () => ({ epoch: 1, seq: length, hash: hashOf(length) }),
    transact: (run) => run(),
    stored: {
      page: (_: string, __: number, after: number) => rows.slice(after, Math.min(length, after + 500)),
      at: (_: string, __: number, seq: number) => (seq <= length ? rows[seq - 1] : undefined),
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
  return { pusher: made, step: () => made.step(whole, ended.signal) };
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
    while ((await step()).is === 'sent');
    expect(asked).toEqual(['head', 500, 'head', 250, 'head', 125, 250, 250, 275]);
    expect(stored).toBe(900);
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

describe('batches on their way together', () => {
  it('are sent without waiting for each answer, but the first, and never more than three', async () => {
    const { step } = pusher(2_900);
    expect(await step()).toMatchObject({ is: 'sent' });
    expect(asked).toEqual(['head', 500]);
    while ((await step()).is === 'sent');
    expect(asked).toEqual(['head', 500, 500, 500, 500, 500, 400]);
    expect(stored).toBe(2_900);
    expect(mostTogether).toBeGreaterThan(1);
    expect(mostTogether).toBeLessThanOrEqual(3);
    expect(acknowledged).toMatchObject({ seq: 2_900 });
  });

  it.each([1, 2, 3])('batch %j taken without an answer: the head is asked, then it goes on', async (lost) => {
    const { step } = pusher(2_900);
    unanswered = [lost];
    for (let steps = 0; steps < 10; steps += 1) if ((await step()).is === 'nothing-to-send') break;
    expect(stored).toBe(2_900);
    expect(acknowledged).toMatchObject({ seq: 2_900 });
    expect(asked.filter((one) => one === 'head').length).toBeGreaterThan(1);
  });

  it('begin at the backend’s head when it has part of what is sent', async () => {
    const { step } = pusher();
    await step();
    // The backend has more than it said: an answer was lost, and a request of before came late.
    acknowledged = { epoch: 1, seq: 300, hash: hashOf(300), at: 1 };
    expect(await step()).toMatchObject({ is: 'failed', failure: { refusal: { refused: 'not-contiguous' } } });
    expect(await step()).toMatchObject({ is: 'sent' });
    // The hundred at the end was on its way too, and called back.
    expect(asked.filter((one) => one !== 100)).toEqual(['head', 500, 500, 'head', 400]);
    expect(stored).toBe(900);
  });
});
