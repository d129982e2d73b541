/** The control port of a simulated device: HTTP and JSON on loopback, behind a token. */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

// Imported by name it would load all that it gives, the client of `fetch` among it: half of a small program's start.
const { createServer } = process.getBuiltinModule('node:http');

const maxBodyBytes = 16 * 1024;
/** Pages of the panel come from another port of this machine. */
const ownOrigin = /^http:\/\/(?:127\.0\.0\.1|(?:[a-z]+\.)?localhost)(?::\d+)?$/;

/** What an order is answered with: JSON, or a picture. */
export type Reply = { readonly status: number; readonly json: object } | { readonly png: Uint8Array };

/** Carries out one order; `body` is the JSON that came with it, undefined when there was none that could be read. */
export type Order = (body: unknown) => Reply | Promise<Reply>;

export interface ControlParts {
  readonly token: string;
  /** 0 takes any that is free. */
  readonly port: number;
  /** The order of a route such as `POST /script`; undefined where there is none. */
  readonly order: (route: string) => Order | undefined;
}

/** A good answer. */
export function good(json: object): Reply {
  return { status: 200, json };
}

/** An order that could not be understood, and what is wrong with it. */
export function bad(error: string): Reply {
  return { status: 400, json: { error } };
}

/** Opens the control port and says which one it got. Rejects when the port is taken. */
export function openControl(parts: ControlParts): Promise<number> {
  return listen(
    async (request, response) => send(response, await replyTo(parts, request, response)),
    parts.port,
  );
}

/** Listens on loopback and says on which port; 0 takes any that is free. Rejects when the port is taken. */
export async function listen(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void> | void,
  port: number,
): Promise<number> {
  const server = createServer((request, response) => {
    Promise.resolve(handle(request, response)).catch((error: unknown) => {
      send(response, { status: 500, json: { error: String(error) } });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : port;
}

async function replyTo(
  { token, order }: ControlParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Reply> {
  const { origin } = request.headers;
  if (origin !== undefined) {
    if (!ownOrigin.test(origin)) return { status: 403, json: { error: 'origin' } };
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-allow-headers', 'authorization, content-type');
    response.setHeader('access-control-allow-methods', 'GET, POST, DELETE');
    response.setHeader('vary', 'origin');
  }
  if (request.method === 'OPTIONS') return good({});
  if (!hasToken(request, token)) return { status: 401, json: { error: 'token' } };
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const wanted = order(`${request.method} ${pathname}`);
  if (wanted === undefined) return { status: 404, json: { error: 'not found' } };
  return await wanted(request.method === 'POST' ? await readJson(request) : undefined);
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
    if (size > maxBodyBytes) return undefined;
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Sends a reply that nobody may keep. */
export function send(response: ServerResponse, reply: Reply): void {
  const headers = { 'cache-control': 'no-store' };
  if ('png' in reply) {
    response.writeHead(200, { ...headers, 'content-type': 'image/png' });
    response.end(reply.png);
    return;
  }
  response.writeHead(reply.status, { ...headers, 'content-type': 'application/json' });
  response.end(JSON.stringify(reply.json));
}
