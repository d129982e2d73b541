/**
 * The browser shell: the built pages and the lines to the counter on loopback, for Chromium, Chrome or Edge.
 * Cashier and display are two origins; what a line may do is fixed by its origin and the kind of token (design §2).
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { CounterHandle } from '../../shared/handover/counter.ts';
import { type WindowKind, windowKinds } from '../../shared/handover/types.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Random } from '../../shared/kernel/random.ts';
import { linePath, linkNeededPath } from '../../shared/rpc/greeting.ts';
import { maxMessageChars } from '../../shared/rpc/wire.ts';
import { type GreetingRefusal, greet } from './greeting.ts';
import { createServer } from './http.ts';
import { cacheHeader, linkNeededPage, readPage, securityHeaders } from './pages.ts';
import { makeSessions, type StoredSession } from './sessions.ts';

export interface BrowserShellOptions {
  /** Folder of the built pages. */
  readonly rendererFolder: string;
  readonly counter: Pick<CounterHandle, 'accept'>;
  readonly clock: Clock;
  readonly random: Random;
  /** 0 takes a free port. */
  readonly port: number;
  readonly earlierSessions?: readonly StoredSession[];
  /** Runs with all sessions whenever one was added. */
  readonly onSessions?: (sessions: readonly StoredSession[]) => void;
  /** Told of every refusal: a code, and the window if it is known. */
  readonly onRefused?: (why: Refusal, window: WindowKind | null) => void;
}

type RequestRefusal = 'host' | 'origin' | 'method' | 'path' | 'not-found' | 'too-many-lines';
export type Refusal = RequestRefusal | GreetingRefusal;

export interface BrowserShell {
  readonly port: number;
  /** An address that opens one window of this kind, once, within 30 s. */
  link(window: WindowKind): string;
  close(): Promise<void>;
}

/** Sockets at the same time per window kind, greeted or not. */
const maxSocketsPerWindow = 16;
const requestTimeoutMs = 10_000;
/** Worst case of UTF-8 for a text of so many UTF-16 units. */
const maxMessageBytes = maxMessageChars * 3;

function originOf(window: WindowKind, port: number): string {
  return `http://${window}.localhost:${port}`;
}

function windowOfHost(host: string | undefined, port: number): WindowKind | null {
  return windowKinds.find((window) => host === `${window}.localhost:${port}`) ?? null;
}

/** The path of a request target, undecoded; null for anything but a plain absolute path. */
function pathOf(request: IncomingMessage): string | null {
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  return path.startsWith('/') && !path.startsWith('//') ? path : null;
}

type Judged =
  | { readonly ok: true; readonly window: WindowKind; readonly path: string }
  | { readonly ok: false; readonly window: WindowKind | null; readonly why: RequestRefusal };

const statusOf: Readonly<Record<RequestRefusal, string>> = {
  host: '421 Misdirected Request',
  origin: '403 Forbidden',
  method: '405 Method Not Allowed',
  path: '400 Bad Request',
  'not-found': '404 Not Found',
  'too-many-lines': '503 Service Unavailable',
};

/** What must hold of every request. A socket's origin must be named; a page's own GET has none. */
function judge(request: IncomingMessage, port: number, originNeeded: boolean): Judged {
  const window = windowOfHost(request.headers.host, port);
  if (window === null) return { ok: false, window, why: 'host' };
  const { origin } = request.headers;
  const foreign = origin === undefined ? originNeeded : origin !== originOf(window, port);
  if (foreign) return { ok: false, window, why: 'origin' };
  if (request.method !== 'GET' && request.method !== 'HEAD') return { ok: false, window, why: 'method' };
  const path = pathOf(request);
  return path === null ? { ok: false, window, why: 'path' } : { ok: true, window, path };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** Starts serving. Rejects when the port is taken. */
export async function startBrowserShell(options: BrowserShellOptions): Promise<BrowserShell> {
  const { counter, clock, random, rendererFolder } = options;
  const refused = options.onRefused ?? (() => undefined);
  const sessions = makeSessions(clock, random, options.earlierSessions);
  const sockets: Record<WindowKind, WebSocketServer> = {
    cashier: new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes, perMessageDeflate: false }),
    display: new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes, perMessageDeflate: false }),
  };
  let port = options.port;

  const answer = (response: ServerResponse, status: number, type: string, body: Buffer | string): void => {
    response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
    response.end(response.req.method === 'HEAD' ? undefined : body);
  };
  const deny = (response: ServerResponse, why: RequestRefusal, window: WindowKind | null): void => {
    refused(why, window);
    if (why === 'method') response.setHeader('Allow', 'GET, HEAD');
    answer(response, Number.parseInt(statusOf[why], 10), 'text/plain; charset=utf-8', `${why}\n`);
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const judged = judge(request, port, false);
    const connectTo = judged.window === null ? [] : [`ws://${judged.window}.localhost:${port}`];
    for (const [name, value] of Object.entries(securityHeaders(connectTo))) response.setHeader(name, value);
    response.setHeader('Cache-Control', cacheHeader(false));
    if (!judged.ok) {
      deny(response, judged.why, judged.window);
      return;
    }
    if (judged.path === linkNeededPath) {
      answer(response, 200, 'text/html; charset=utf-8', linkNeededPage(judged.window));
      return;
    }
    const page = await readPage(rendererFolder, judged.window, judged.path);
    if (page === null) {
      deny(response, 'not-found', judged.window);
      return;
    }
    response.setHeader('Cache-Control', cacheHeader(page.immutable));
    answer(response, 200, page.contentType, page.body);
  };

  const refuseUpgrade = (socket: Duplex, why: RequestRefusal, window: WindowKind | null): void => {
    refused(why, window);
    socket.end(`HTTP/1.1 ${statusOf[why]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  };

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    const judged = judge(request, port, true);
    if (!judged.ok) {
      refuseUpgrade(socket, judged.why, judged.window);
      return;
    }
    const { window } = judged;
    if (judged.path !== linePath) {
      refuseUpgrade(socket, 'not-found', window);
      return;
    }
    if (sockets[window].clients.size >= maxSocketsPerWindow) {
      refuseUpgrade(socket, 'too-many-lines', window);
      return;
    }
    sockets[window].handleUpgrade(request, socket, head, (webSocket) => {
      greet(webSocket, {
        window,
        sessions,
        clock,
        onRefused: (why) => refused(why, window),
        onSession: () => options.onSessions?.(sessions.stored()),
        onLine: (channel) => counter.accept(channel, window),
      });
    });
  };

  const server = createServer({ requestTimeout: requestTimeoutMs, headersTimeout: requestTimeoutMs });
  server.on('request', (request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.on('upgrade', upgrade);
  port = await listen(server, options.port);

  return {
    port,
    link: (window) => `${originOf(window, port)}/#launch=${sessions.issueToken(window)}`,
    close() {
      for (const window of windowKinds) for (const client of sockets[window].clients) client.terminate();
      server.closeAllConnections();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
