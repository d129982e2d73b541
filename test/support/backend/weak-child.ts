/**
 * A backend that acknowledges before it has written: the control of `faults backend-kill`. It takes batches and head
 * requests with the real code, in the wrong order. Settings as for the program.
 */
import { push } from '../../../src/backend/counters/push.ts';
import type { PushBatch } from '../../../src/shared/sync/index.ts';
import { openForFault, said, serve } from './false-backend.ts';

const laterMs = 40;
const backend = await openForFault();
let writing: Promise<unknown> = Promise.resolve();

function takeLater(batch: PushBatch): object {
  writing = writing
    .then(() => new Promise((resolve) => setTimeout(resolve, laterMs)))
    .then(() => push(backend, batch))
    .catch(() => undefined);
  return said(backend, batch);
}

serve(
  backend,
  (body) => takeLater(body as PushBatch),
  () => writing,
);
