/** The control port: HTTP and JSON on loopback, behind a token: `GET /state`, `POST /scan`. */
import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface ControlParts {
  readonly token: string;
  readonly port: number;
  readonly state: () => object;
  /** Takes a parsed body; false = nothing to scan. */
  readonly change: (body: unknown) => boolean;
}

const maxBodyBytes = 16 * 1024;

/** Opens it and says which port it got. */
export async function openControl(parts: ControlParts): Promise<number> {
  const server = createServer((request, response) => {
    handle(parts, request, response).catch(() => answer(response, 500, {}));
  });
  await new Promise<void>((resolve) => {
    server.listen(parts.port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : parts.port;
}

async function handle(
  parts: ControlParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${parts.token}`);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return answer(response, 401, {});
  const route = `${request.method} ${request.url}`;
  if (route === 'GET /state') return answer(response, 200, parts.state());
  if (route !== 'POST /scan') return answer(response, 404, {});
  if (!parts.change(await readJson(request))) return answer(response, 400, {});
  return answer(response, 200, parts.state());
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
