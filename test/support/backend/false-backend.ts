/** What the backends have in common that do one thing wrong on purpose: the controls of the faults tests. */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { Backend } from '../../../src/backend/backend.ts';
import { readConfig } from '../../../src/backend/config.ts';
import { answerHead, headAnswer } from '../../../src/backend/counters/head.ts';
import { openBackend } from '../../../src/backend/start.ts';
import { realClock } from '../../../src/main/ports/real.ts';
import { headRequest, type PushBatch } from '../../../src/shared/sync/index.ts';

async function read(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}

/** A good answer to a batch, whatever became of it. */
export function said(backend: Backend, { statement, entries }: PushBatch): object {
  const { counter, to } = statement;
  const stored = { counter, answers: to.hash, head: to, stored: entries.length };
  return headAnswer(backend, { ...stored, feedEpoch: backend.ids.next() });
}

/** The backend of the settings of this process (as the program has them), opened and not listening. */
export async function openForFault(): Promise<Backend> {
  const config = readConfig(process.env);
  if (!config.ok) throw new Error(config.reason.join());
  const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) };
  const opened = await openBackend({ clock: realClock(), random, write: () => undefined }, config.value);
  if (!opened.ok) throw new Error(opened.reason);
  return opened.value.backend;
}

/** Listens and says where: a batch is taken by `take`, the head is told by the real code once `settled` is. */
export function serve(
  backend: Backend,
  take: (body: unknown) => Promise<object> | object,
  settled: () => Promise<unknown> = () => Promise.resolve(),
): void {
  const answer = async (request: IncomingMessage): Promise<object> => {
    const body = await read(request);
    // Also `/v1/push?before=…`: a batch that follows others on their way.
    if (request.url?.split('?')[0] === '/v1/push') return await take(body);
    await settled();
    const head = await answerHead(backend, headRequest.parse(body));
    if (!head.ok) throw new Error(head.reason.code);
    return head.value;
  };
  const server = createServer((request, response) => {
    answer(request)
      .then((told) => response.end(JSON.stringify(told)))
      .catch(() => response.writeHead(500).end('{}'));
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    process.stdout.write(`${JSON.stringify({ peer: 'backend', host: '127.0.0.1', port })}\n`);
  });
}
