/**
 * A backend that stores whatever a counter has signed, whether it has it already or not: the control of
 * `faults network`. The constraints of its database are dropped by who starts it. Settings as for the program.
 */
import { sha256 } from '../../../src/backend/crypto.ts';
import { counterById } from '../../../src/backend/data/counters.ts';
import { insertEntries } from '../../../src/backend/data/journal.ts';
import { scopeOfCounter } from '../../../src/backend/data/scope.ts';
import { type PushBatch, pushBatch, sealedDigest } from '../../../src/shared/sync/index.ts';
import { openForFault, said, serve } from './false-backend.ts';

const backend = await openForFault();

async function takeAgain(batch: PushBatch): Promise<object> {
  const { counter: id, to } = batch.statement;
  const counter = await counterById(backend.db, id);
  if (counter === undefined) throw new Error('counter unknown');
  await backend.db.transaction().execute(async (tx) => {
    const entries = batch.entries.map((one) => ({ ...one, sealedDigest: sealedDigest(one.sealed, sha256) }));
    await insertEntries(tx, scopeOfCounter(counter), entries);
    const head = { head_epoch: to.epoch, head_seq: to.seq, head_hash: to.hash };
    await tx.updateTable('counter').set(head).where('id', '=', id).execute();
  });
  return said(backend, batch);
}

serve(backend, (body) => takeAgain(pushBatch.parse(body)));
