/**
 * A backend that acknowledges before it has written: the control of `faults backend-kill`. It takes batches and head
 * requests with the real code, in the wrong order. Settings as for the program.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { readConfig } from '../../../src/backend/config.ts';
import { answerHead, headAnswer } from '../../../src/backend/counters/head.ts';
import { push } from '../../../src/backend/counters/push.ts';
import { openBackend } from '../../../src/backend/start.ts';
import { realClock } from '../../../src/main/ports/real.ts';
import { headRequest, type PushBatch } from '../../../src/shared/sync/index.ts';

const laterMs = 40;
const config = readConfig(process.env);
if (!config.ok) throw new Error(config.reason.join());
const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) };
const opened = await openBackend({ clock: realClock(), random, write: () => undefined }, config.value);
if (!opened.ok) throw new Error(opened.reason);
const { backend } = opened.value;
let writing: Promise<unknown> = Promise.resolve();

async function read(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}

function takeLater(batch: PushBatch): object {
  writing = writing
    .then(() => new Promise((resolve) => setTimeout(resolve, laterMs)))
    .then(() => push(backend, batch))
    .catch(() => undefined);
  const { counter, to } = batch.statement;
  const said = { counter, answers: to.hash, head: to, stored: batch.entries.length };
  return headAnswer(backend, { ...said, feedEpoch: backend.ids.next() });
}

const server = createServer((request, response) => {
  read(request)
    .then(async (body) => {
      if (request.url === '/v1/push') return takeLater(body as PushBatch);
      await writing;
      const answer = await answerHead(backend, headRequest.parse(body));
      if (!answer.ok) throw new Error(answer.reason.code);
      return answer.value;
    })
    .then((answer) => response.end(JSON.stringify(answer)))
    .catch(() => response.writeHead(500).end('{}'));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  process.stdout.write(`${JSON.stringify({ peer: 'backend', host: '127.0.0.1', port })}\n`);
});
