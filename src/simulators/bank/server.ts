/** What the two ports of the simulated bank answer: its feed, and the orders of its control port. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import { bad, good, type Order, send } from '../control.ts';
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

const longestWaitMs = 25_000;

export interface BankParts {
  readonly books: Books;
  readonly relays: Relays;
  readonly now: () => number;
  script: BankScript;
}

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

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

/** The orders of the control port by route. */
export function ordersOf(parts: BankParts): (route: string) => Order | undefined {
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
  return (route) => {
    const order = orders[route];
    if (order === undefined) return undefined;
    return (body) => {
      try {
        const done = order(body);
        return 'error' in done ? { status: 409, json: done } : good(done);
      } catch (error) {
        if (error instanceof BadOrder) return bad(error.message);
        throw error;
      }
    };
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

function answer(response: ServerResponse, status: number, json: object): void {
  send(response, { status, json });
}
