/**
 * A backend that stores whatever a counter has signed, whether it has it already or not: the control of
 * `faults network`. The constraints of its database are dropped by who starts it. Settings as for the program.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { readConfig } from '../../../src/backend/config.ts';
import { answerHead, headAnswer } from '../../../src/backend/counters/head.ts';
import { counterById } from '../../../src/backend/data/counters.ts';
import { insertEntries } from '../../../src/backend/data/journal.ts';
import { scopeOfCounter } from '../../../src/backend/data/scope.ts';
import { openBackend } from '../../../src/backend/start.ts';
import { realClock } from '../../../src/main/ports/real.ts';
import { headRequest, type PushBatch, pushBatch } from '../../../src/shared/sync/index.ts';

const config = readConfig(process.env);
if (!config.ok) throw new Error(config.reason.join());
const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) };
const opened = await openBackend({ clock: realClock(), random, write: () => undefined }, config.value);
if (!opened.ok) throw new Error(opened.reason);
const { backend } = opened.value;

async function read(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}

async function takeAgain({ statement, entries }: PushBatch): Promise<object> {
  const { counter: id, to } = statement;
  const counter = await counterById(backend.db, id);
  if (counter === undefined) throw new Error('counter unknown');
  await backend.db.transaction().execute(async (tx) => {
    await insertEntries(tx, scopeOfCounter(counter), entries);
    const head = { head_epoch: to.epoch, head_seq: to.seq, head_hash: to.hash };
    await tx.updateTable('counter').set(head).where('id', '=', id).execute();
  });
  const said = { counter: id, answers: to.hash, head: to, stored: entries.length };
  return headAnswer(backend, { ...said, feedEpoch: backend.ids.next() });
}

async function answer(request: IncomingMessage): Promise<object> {
  const body = await read(request);
  if (request.url === '/v1/push') return await takeAgain(pushBatch.parse(body));
  const head = await answerHead(backend, headRequest.parse(body));
  if (!head.ok) throw new Error(head.reason.code);
  return head.value;
}

const server = createServer((request, response) => {
  answer(request)
    .then((said) => response.end(JSON.stringify(said)))
    .catch(() => response.writeHead(500).end('{}'));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  process.stdout.write(`${JSON.stringify({ peer: 'backend', host: '127.0.0.1', port })}\n`);
});
