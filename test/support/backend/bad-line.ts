/** A line to the backend on which requests and answers are spoiled by seeded chance, each kind of fault counted. */
import {
  Agent,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Chance } from '../chance.ts';

export const lineFaults = [
  'lost answer',
  'duplicated',
  'reordered',
  'delayed',
  'half-open',
  'partial',
  'portal',
  '500',
  '429',
  '413',
] as const;
export type LineFault = (typeof lineFaults)[number];

/** How the line is: without faults, with the mix, or dead (connections cut, or taken and never answered). */
export type LineState = 'healthy' | 'faulty' | 'dead';

export interface BadLine {
  readonly url: string;
  /** Where the backend listens now. */
  target: string;
  state: LineState;
  readonly counts: Readonly<Record<LineFault, number>>;
  /** Batches that reached the backend twice at once and were taken both times. */
  readonly takenTwice: number;
  close(): Promise<void>;
}

const faultShare = 0.5;
const halfOpenWhenDead = 0.3;
const longestDelayMs = 400;
/** A held request arrives after the counter has asked again. */
const longestHeldMs = 2_500;
const wakePath = '/v1/feed/wake';
const pushPath = /^\/v1\/push(\?|$)/;
const portalPage = '<!doctype html><title>Wifi</title><p>Đăng nhập để dùng mạng</p>';
const backendPage = '<!doctype html><title>Bad gateway</title>';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Listens and passes on to `target`, spoiling about half of the requests while `faulty`. */
export async function badLine(target: string, chance: Chance): Promise<BadLine> {
  const counts = Object.fromEntries(lineFaults.map((kind) => [kind, 0])) as Record<LineFault, number>;
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const server = createServer((incoming, response) => {
    take(incoming, response).catch(() => response.destroy());
  });
  const line = { url: '', target, state: 'healthy' as LineState, counts, takenTwice: 0, close };

  async function take(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = incoming;
    if (path === wakePath) return wakeStream(headers, response);
    const asked = { method, path, headers, body: await whole(incoming) };
    if (line.state === 'healthy') return give(response, await pass(asked));
    if (line.state === 'dead') {
      if (!chance.maybe(halfOpenWhenDead)) response.destroy();
      return;
    }
    if (!chance.maybe(faultShare)) return give(response, await pass(asked));
    const kind = nextFault(counts, chance);
    counts[kind] += 1;
    await spoil(kind, asked, response);
  }

  async function spoil(kind: LineFault, asked: Asked, response: ServerResponse): Promise<void> {
    switch (kind) {
      case 'lost answer':
        await pass(asked);
        return void response.destroy();
      case 'duplicated': {
        const twice = [pass(asked), pass(asked)] as const;
        const [first, second] = await Promise.all(twice);
        if (pushPath.test(asked.path) && first.status === 200 && second.status === 200) line.takenTwice += 1;
        return give(response, chance.maybe(0.5) ? first : second);
      }
      case 'reordered':
        response.destroy();
        await sleep(chance.below(longestHeldMs));
        return void (await pass(asked));
      case 'delayed':
        await sleep(chance.below(longestDelayMs));
        return give(response, await pass(asked));
      case 'half-open':
        if (chance.maybe(0.5)) await pass(asked);
        return;
      case 'partial':
        return cut(response, await pass(asked), chance.maybe(0.5));
      case 'portal':
        return page(response, 200, portalPage);
      case '500':
        return page(response, chance.pick([500, 502, 503]), backendPage);
      case '429':
        response.setHeader('retry-after', '1');
        return page(response, 429, backendPage);
      case '413':
        return page(response, 413, backendPage);
    }
  }

  function pass({ method, path, headers, body }: Asked): Promise<Answered> {
    const { host: _, connection: __, ...kept } = headers;
    return new Promise((resolve, reject) => {
      const far = request(new URL(path, line.target), { method, headers: kept, agent }, (answer) => {
        whole(answer).then(
          (read) => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: read }),
          reject,
        );
      });
      far.on('error', reject);
      far.end(body);
    });
  }

  function wakeStream(headers: IncomingHttpHeaders, response: ServerResponse): void {
    if (line.state === 'dead') return void response.destroy();
    const far = request(new URL(wakePath, line.target), { headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    });
    far.on('error', () => response.destroy());
    response.on('close', () => far.destroy());
    far.end();
  }

  async function close(): Promise<void> {
    agent.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  line.url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return line;
}

/** The rarer of two taken by chance, so that each kind comes about as often as the others. */
function nextFault(counts: Readonly<Record<LineFault, number>>, chance: Chance): LineFault {
  const [one, other] = [chance.pick(lineFaults), chance.pick(lineFaults)];
  return counts[one] <= counts[other] ? one : other;
}

async function whole(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part);
  return Buffer.concat(parts);
}

function give(response: ServerResponse, { status, headers, body }: Answered): void {
  const { connection: _, 'transfer-encoding': __, ...kept } = headers;
  response.writeHead(status, { ...kept, 'content-length': body.length });
  response.end(body);
}

/** Half of an answer: the connection breaks, or all seems well and half of the JSON is missing. */
function cut(response: ServerResponse, { status, headers, body }: Answered, breaks: boolean): void {
  const half = body.subarray(0, Math.floor(body.length / 2));
  if (!breaks) {
    give(response, { status, headers, body: half });
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length });
  response.write(half, () => response.destroy());
}

function page(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(html);
}
