/** The control port: HTTP and JSON on loopback, behind a token. */
import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Line } from './lines.ts';

const maxBodyBytes = 16 * 1024;
/** Pages of the panel come from another port of this machine. */
const ownOrigin = /^http:\/\/(?:127\.0\.0\.1|(?:[a-z]+\.)?localhost)(?::\d+)?$/;

/** A terminal as its control port knows it. */
export interface Controlled {
  /** Script, books, whether it is busy; goes out as it is. */
  state(): object;
  /** Null when the patch was taken, otherwise what is wrong with it. */
  change(patch: unknown): string | null;
  restart(): void;
  /** Whether it is switched on. */
  on(): boolean;
}

export interface ControlParts {
  readonly terminal: Controlled;
  readonly line: Line;
  readonly token: string;
}

/** Opens the control port and says which one it got. */
export async function openControl(parts: ControlParts, port: number): Promise<number> {
  const server = createServer((request, response) => {
    handle(parts, request, response).catch((error: unknown) => {
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

async function handle(
  parts: ControlParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { origin } = request.headers;
  if (origin !== undefined) {
    if (!ownOrigin.test(origin)) return answer(response, 403, { error: 'origin' });
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-allow-headers', 'authorization, content-type');
    response.setHeader('access-control-allow-methods', 'GET, POST');
    response.setHeader('vary', 'origin');
  }
  if (request.method === 'OPTIONS') return answer(response, 200, {});
  if (!hasToken(request, parts.token)) return answer(response, 401, { error: 'token' });
  const { terminal } = parts;
  switch (`${request.method} ${request.url}`) {
    case 'GET /state':
      return answer(response, 200, terminal.state());
    case 'POST /script':
      return changeScript(parts, request, response);
    case 'POST /restart':
      terminal.restart();
      return answer(response, 200, terminal.state());
    default:
      return answer(response, 404, { error: 'not found' });
  }
}

function hasToken(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function changeScript(
  { terminal, line }: ControlParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const wrong = terminal.change(await readJson(request));
  if (wrong !== null) return answer(response, 400, { error: wrong });
  if (terminal.on()) await line.on();
  else await line.off();
  answer(response, 200, terminal.state());
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

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
