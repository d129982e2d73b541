/** The line heals: who has waited longest need not wait for its time. */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeKeys, signatureCheckOf, signerOf } from '../../../src/main/ports/keys.ts';
import { virtualClock } from '../../../src/main/ports/virtual.ts';
import { SyncLink } from '../../../src/main/sync/link.ts';
import { makeIds } from '../../../src/shared/kernel/ids.ts';
import { signStatement, syncProtocol } from '../../../src/shared/sync/index.ts';

const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) };
const backend = signerOf(makeKeys(random)[0]);
const clock = virtualClock(1_780_000_000_000);
const ids = makeIds(clock, random);
const [counter, feedEpoch] = [ids.next(), ids.next()];

/** `dead`: connections break. `hanging`: questions to the head are taken and never answered. */
let line: 'dead' | 'hanging' | 'healthy' = 'dead';
let asked: string[] = [];

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const path = new URL(request.url ?? '', 'http://x').pathname;
  asked.push(path);
  if (line === 'dead') return void response.destroy();
  if (path === '/v1/head') {
    if (line === 'hanging') return;
    const { request: answers } = JSON.parse(Buffer.concat(parts).toString('utf8'));
    const said = { protocol: syncProtocol, counter, answers, head: null, stored: 0, feedEpoch, at: 1 };
    return void response.end(JSON.stringify(signStatement(backend, 'head-answer', said)));
  }
  if (path === '/v1/challenge') {
    return void response.end(JSON.stringify({ challenge: 'c'.repeat(40), expiresInMs: 60_000 }));
  }
  if (path === '/v1/session') {
    return void response.end(JSON.stringify({ token: 't'.repeat(43), expiresInMs: 3_600_000 }));
  }
  if (path === '/v1/feed') {
    const page = { protocol: syncProtocol, feedEpoch, items: [], last: 0, more: false, at: 1 };
    return void response.end(JSON.stringify(page));
  }
  response.writeHead(404).end();
}

const server = createServer((request, response) => void answer(request, response).catch(() => undefined));
let url = '';
let link: SyncLink;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
afterEach(async () => {
  const stopped = link.stop();
  server.closeAllConnections();
  await stopped;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function start(): void {
  asked = [];
  const stored = { url, facility: counter, facilityName: '', backendKey: backend.publicKey };
  link = new SyncLink({
    ...{ clock, ids, random: { bytes: (n: number) => new Uint8Array(n) }, counter, signatureCheckOf },
    ...{ signer: signerOf(makeKeys(random)[0]), head: () => ({ epoch: 1, seq: 0, hash: '' }) },
    ...{ transact: (run: () => void) => run(), act: () => true, changed: () => undefined },
    stored: { page: () => [], at: () => undefined, epochAfter: () => undefined, epochsOf: () => [] },
    store: {
      link: () => ({ ...stored, feedEpoch, cursor: 0 }),
      ...{ stops: () => [], acknowledged: () => null, saveHead: () => undefined, caseItems: () => [] },
      moveCursor: () => undefined,
    },
  } as never);
  link.start();
}

const times = (path: string) => asked.filter((one) => one === path).length;

/** Passes virtual time in small steps, with time for real sockets between them. */
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 250) {
    await clock.advance(250);
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
}

describe('a line that heals', () => {
  it('is noticed within seconds after a long silence, and everything asks then', async () => {
    line = 'dead';
    start();
    await pass(60_000);
    expect(link.state().state).toBe('offline');
    line = 'healthy';
    const before = times('/v1/head');
    await pass(6_000);
    expect(link.state().state).toBe('sent');
    expect(times('/v1/head')).toBeGreaterThan(before);
  });

  it('calls back a question that hangs, when another was answered', async () => {
    line = 'dead';
    start();
    await pass(20_000);
    line = 'hanging';
    // The head hangs now, and the feed is answered: the head is asked again though its 6 s are not over.
    const hung = times('/v1/head');
    await pass(6_000);
    const again = times('/v1/head');
    expect(again).toBeGreaterThan(hung);
    line = 'healthy';
    await pass(12_000);
    expect(link.state().state).toBe('sent');
  });

  it('is asked less and less often while it is dead', async () => {
    line = 'dead';
    start();
    await pass(30_000);
    const early = times('/v1/head');
    await pass(30_000);
    expect(times('/v1/head') - early).toBeLessThanOrEqual(9);
  });
});
