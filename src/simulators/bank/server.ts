/** The two ports of the simulated bank: its feed, and the control port behind a token. */
import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { z } from 'zod';
import type { Books } from './books.ts';
import {
  type BankScript,
  bankScript,
  creditOrder,
  debitOrder,
  type FeedAnswer,
  payOrder,
  relayOrder,
  repeatOrder,
} from './contract.ts';
import type { Relays } from './relays.ts';

const maxBodyBytes = 16 * 1024;
const longestWaitMs = 25_000;
/** Pages of the panel come from another port of this machine. */
const ownOrigin = /^http:\/\/(?:127\.0\.0\.1|(?:[a-z]+\.)?localhost)(?::\d+)?$/;

export interface BankParts {
  readonly books: Books;
  readonly relays: Relays;
  readonly token: string;
  readonly now: () => number;
  script: BankScript;
}

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** Listens on loopback and says on which port. */
export async function listen(handle: Handle, port: number): Promise<number> {
  const server = createServer((request, response) => {
    Promise.resolve(handle(request, response)).catch((error: unknown) => {
      answer(response, 500, { error: String(error) });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : port;
}

/** The feed: only reading, and never for a page. */
export function feedOf(parts: BankParts): Handle {
  return (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (request.headers.origin !== undefined) return answer(response, 403, { error: 'origin' });
    if (request.method !== 'GET' || url.pathname !== '/feed')
      return answer(response, 404, { error: 'not found' });
    if (parts.script.feed === 'down') return answer(response, 503, { error: 'down' });
    if (parts.script.feed === 'silent') return;
    const after = numberIn(url, 'after', Number.MAX_SAFE_INTEGER);
    const waitMs = numberIn(url, 'waitMs', longestWaitMs);
    const tell = (): void => {
      const items = parts.books.after(after);
      const told: FeedAnswer = { items, last: items.at(-1)?.position ?? after };
      answer(response, 200, told);
    };
    if (parts.books.after(after).length > 0) tell();
    else parts.books.next(waitMs, tell);
  };
}

function numberIn(url: URL, name: string, most: number): number {
  const value = Number(url.searchParams.get(name) ?? 0);
  return Number.isSafeInteger(value) ? Math.min(Math.max(0, value), most) : 0;
}

/** The control port. */
export function controlOf(parts: BankParts): Handle {
  return async (request, response) => {
    const { origin } = request.headers;
    if (origin !== undefined) {
      if (!ownOrigin.test(origin)) return answer(response, 403, { error: 'origin' });
      response.setHeader('access-control-allow-origin', origin);
      response.setHeader('access-control-allow-headers', 'authorization, content-type');
      response.setHeader('vary', 'origin');
    }
    if (request.method === 'OPTIONS') return answer(response, 200, {});
    if (!hasToken(request, parts.token)) return answer(response, 401, { error: 'token' });
    const { books, relays } = parts;
    const orders: Readonly<Record<string, (body: unknown) => object>> = {
      'GET /credits': () => ({ credits: books.credits, script: parts.script }),
      'POST /pay': (body) => books.pay(read(payOrder, body)),
      'POST /credit': (body) => ({ references: [books.credit(read(creditOrder, body))] }),
      'POST /repeat': (body) => {
        const { reference } = read(repeatOrder, body);
        return books.repeat(reference) ? {} : { error: 'no such credit' };
      },
      'POST /debit': (body) => {
        const order = read(debitOrder, body);
        const reference = order.reference ?? books.newReference();
        const paidAt = order.paidAt ?? parts.now();
        relays.tell({ ...order, reference, paidAt, direction: 'out', virtualAccount: null });
        return { references: [reference] };
      },
      'POST /relay': (body) => {
        relays.add(read(relayOrder, body));
        return {};
      },
      'GET /attempts': () => ({ attempts: relays.attempts }),
      'POST /script': (body) => {
        parts.script = read(bankScript, body);
        return parts.script;
      },
    };
    const order = orders[`${request.method} ${new URL(request.url ?? '/', 'http://127.0.0.1').pathname}`];
    if (order === undefined) return answer(response, 404, { error: 'not found' });
    try {
      const done = order(request.method === 'POST' ? await readJson(request) : undefined);
      return answer(response, 'error' in done ? 409 : 200, done);
    } catch (error) {
      if (error instanceof BadOrder) return answer(response, 400, { error: error.message });
      throw error;
    }
  };
}

class BadOrder extends Error {
  override readonly name = 'BadOrder';
}

function read<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new BadOrder(parsed.error.message);
  return parsed.data;
}

function hasToken(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > maxBodyBytes) throw new BadOrder('too large');
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    throw new BadOrder('no JSON');
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
