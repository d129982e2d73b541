/** The control port: HTTP and JSON on loopback, behind a token. */
import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type SheetInfo, type StateAnswer, scriptPatch } from './contract.ts';
import type { PrinterLine } from './line.ts';
import type { Mechanism } from './mechanism.ts';
import { pngOf } from './png.ts';

const maxBodyBytes = 16 * 1024;
/** Pages of the panel come from another port of this machine. */
const ownOrigin = /^http:\/\/(?:127\.0\.0\.1|(?:[a-z]+\.)?localhost)(?::\d+)?$/;

export interface ControlParts {
  readonly mechanism: Mechanism;
  readonly line: PrinterLine;
  readonly token: string;
}

/** Opens the control port and says which one it got. */
export async function openControl(
  parts: ControlParts,
  port: number,
): Promise<{ server: Server; port: number }> {
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
  return { server, port: address !== null && typeof address === 'object' ? address.port : port };
}

async function handle(
  parts: ControlParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const origin = request.headers.origin;
  if (origin !== undefined) {
    if (!ownOrigin.test(origin)) return answer(response, 403, { error: 'origin' });
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-allow-headers', 'authorization, content-type');
    response.setHeader('access-control-allow-methods', 'GET, POST, DELETE');
    response.setHeader('vary', 'origin');
  }
  if (request.method === 'OPTIONS') return answer(response, 200, {});
  if (!hasToken(request, parts.token)) return answer(response, 401, { error: 'token' });
  const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
  const route = `${request.method} ${path}`;
  if (route === 'GET /state') return answer(response, 200, stateAnswer(parts.mechanism));
  if (route === 'POST /script') return changeScript(parts, request, response);
  if (route === 'GET /sheets') return answer(response, 200, { sheets: parts.mechanism.sheets.map(infoOf) });
  if (route === 'DELETE /sheets') {
    parts.mechanism.forgetSheets();
    return answer(response, 200, {});
  }
  const picture = /^GET \/sheets\/(\d{1,9})\.png$/.exec(route);
  if (picture !== null) return sendPicture(parts.mechanism, Number(picture[1]), response);
  return answer(response, 404, { error: 'not found' });
}

function hasToken(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function stateAnswer(mechanism: Mechanism): StateAnswer {
  return { script: mechanism.script, books: mechanism.books, rowsOnStrip: mechanism.rowsOnStrip };
}

function infoOf({ sheet, widthDots, rows, end, text }: SheetInfo): SheetInfo {
  return { sheet, widthDots, rows, end, text };
}

async function changeScript(
  { mechanism, line }: ControlParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const patch = scriptPatch.safeParse(await readJson(request));
  if (!patch.success) return answer(response, 400, { error: patch.error.message });
  mechanism.change(patch.data);
  if (mechanism.script.power) await line.on();
  else await line.off();
  line.wake();
  answer(response, 200, stateAnswer(mechanism));
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

function sendPicture(mechanism: Mechanism, wanted: number, response: ServerResponse): void {
  const sheet = mechanism.sheets.find((one) => one.sheet === wanted);
  if (sheet === undefined) {
    answer(response, 404, { error: 'no such sheet' });
    return;
  }
  response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'no-store' });
  response.end(pngOf(sheet));
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
