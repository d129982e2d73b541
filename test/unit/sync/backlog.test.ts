/** What waits at a counter, and that the province is told with every question for the feed. */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKeys, signerOf } from '../../../src/main/ports/keys.ts';
import { virtualClock } from '../../../src/main/ports/virtual.ts';
import { backlogOf } from '../../../src/main/sync/backlog.ts';
import { Puller } from '../../../src/main/sync/pull.ts';
import { makeIds } from '../../../src/shared/kernel/ids.ts';

const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) };
const clock = virtualClock(1_780_000_000_000);
const counter = makeIds(clock, random).next();
const hash = '0'.repeat(64);

/** Two epochs: 10 entries, then 4. Entry `seq` of the first was written at 1000 × seq, of the second at 50000 + seq. */
const lengths = new Map([
  [1, 10],
  [2, 4],
]);
const stored = {
  epochsOf: () => [...lengths.keys()],
  lastSeq: (_: string, epoch: number) => lengths.get(epoch),
  epochAfter: (_: string, epoch: number) => [...lengths.keys()].find((one) => one > epoch),
  at: (_: string, epoch: number, seq: number) =>
    seq <= (lengths.get(epoch) ?? 0) ? { at: epoch === 1 ? 1_000 * seq : 50_000 + seq } : undefined,
} as never;
const head = { epoch: 2, seq: 4, hash };
const backlog = (at: { epoch: number; seq: number } | null) =>
  backlogOf(stored, counter, at && { ...at, hash }, head);

describe('what waits', () => {
  it.each([
    [null, { waiting: 14, oldestAt: 1_000 }],
    [
      { epoch: 1, seq: 7 },
      { waiting: 7, oldestAt: 8_000 },
    ],
    [
      { epoch: 1, seq: 10 },
      { waiting: 4, oldestAt: 50_001 },
    ],
    [
      { epoch: 2, seq: 3 },
      { waiting: 1, oldestAt: 50_004 },
    ],
    [
      { epoch: 2, seq: 4 },
      { waiting: 0, oldestAt: null },
    ],
  ])('after %j: %j', (acknowledged, expected) => {
    expect(backlog(acknowledged)).toEqual(expected);
  });
});

describe('a question for the feed', () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const answers: Readonly<Record<string, object>> = {
      '/v1/challenge': { challenge: 'c'.repeat(40), expiresInMs: 60_000 },
      '/v1/session': { token: 't'.repeat(43), expiresInMs: 3_600_000 },
    };
    const page = { protocol: 1, feedEpoch: counter, items: [], last: 0, more: false, at: 1 };
    response.end(JSON.stringify(answers[request.url ?? ''] ?? page));
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void server.close());

  it('says how much waits and for how long; with nothing waiting, that', async () => {
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    let acknowledged: { epoch: number; seq: number } = { epoch: 1, seq: 10 };
    const [key] = makeKeys(random);
    const puller = new Puller({
      ...{ clock, counter, signer: signerOf(key), act: () => true, backlog: () => backlog(acknowledged) },
      head: () => head,
      store: { stops: () => [], moveCursor: () => undefined },
    } as never);
    const link = { url, facility: counter, facilityName: '', backendKey: '', feedEpoch: null, cursor: 0 };
    expect(await puller.step(link, new AbortController().signal)).toMatchObject({ is: 'read' });
    acknowledged = { epoch: 2, seq: 4 };
    await puller.step(link, new AbortController().signal);
    const questions = asked.filter((one) => one.startsWith('/v1/feed'));
    expect(questions.map((one) => [...new URL(one, url).searchParams])).toEqual([
      [
        ['after', '0'],
        ['waiting', '4'],
        ['headEpoch', '2'],
        ['headSeq', '4'],
        ['waitingMs', String(clock.now() - 50_001)],
      ],
      [
        ['after', '0'],
        ['waiting', '0'],
        ['headEpoch', '2'],
        ['headSeq', '4'],
      ],
    ]);
  });
});
