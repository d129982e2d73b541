/** The built page of the province and what it loads, as files. Nothing else of the disk can be asked for. */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Nothing comes from elsewhere, nothing stands in the page, nobody frames it; styles and scripts are files of ours. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
};

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};
/** Names as the build gives them; no path can be made of one. */
const assetName = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.(?:js|css|woff2?)$/;
const year = 'public, max-age=31536000, immutable';
const notBuilt = 'Trang tỉnh chưa được dựng. Chạy "npm run build" rồi tải lại.';

/** Serves the page at `/` and its files below `/assets/` out of the folder; `limit` goes with each route. */
export function addPages(app: FastifyInstance, folder: string, limit: object): void {
  app.get('/', { config: limit }, async (_request, reply) => {
    const page = await fileOf(join(folder, 'province/index.html'));
    reply.headers(headers);
    if (page === null) return reply.code(503).type('text/plain; charset=utf-8').send(notBuilt);
    return reply.type('text/html; charset=utf-8').send(page);
  });
  app.get<{ Params: { name: string } }>('/assets/:name', { config: limit }, async (request, reply) => {
    const { name } = request.params;
    const file = assetName.test(name) ? await fileOf(join(folder, 'assets', name)) : null;
    return file === null ? missing(reply) : sendAsset(reply, name, file);
  });
}

function sendAsset(reply: FastifyReply, name: string, file: Buffer): FastifyReply {
  const type = types[extname(name)] ?? 'application/octet-stream';
  return reply
    .headers({ ...headers, 'cache-control': year })
    .type(type)
    .send(file);
}

function missing(reply: FastifyReply): FastifyReply {
  reply.callNotFound();
  return reply;
}

async function fileOf(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch {
    return null;
  }
}
