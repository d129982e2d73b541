/**
 * What a facility's own backend passes on: counters by the facility's vouch, batches by the counters' signatures. It is
 * believed in nothing of its own: it can hold back, never make up (docs/decisions/0011-upstream.md).
 */

import { canonical } from '../../shared/journal/index.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import {
  type HeadAnswer,
  isSigned,
  type RelayedBatch,
  type RelayedCounter,
  sealedDigest,
} from '../../shared/sync/index.ts';
import { type Backend, type Refused, refused, type Tx, transact } from '../backend.ts';
import { takeFacilityKeys } from '../counters/enrol.ts';
import { headAnswer, headOf } from '../counters/head.ts';
import { takeBatch } from '../counters/push.ts';
import { sha256, signatureCheckOf } from '../crypto.ts';
import { counterById } from '../data/counters.ts';
import { feedEnd } from '../data/feed.ts';
import type { Counter, FacilityScope } from '../data/scope.ts';

/** `POST /v1/relay/counter`: a counter that enrolled there, or a change of one. Again it changes nothing. */
export async function takeCounter(
  backend: Backend,
  scope: FacilityScope,
  relayed: RelayedCounter,
): Promise<Result<null, Refused>> {
  const { counter, counterKey, vouch } = relayed.counter;
  const vouched =
    vouch.counter === counter &&
    vouch.counterKey === counterKey &&
    isSigned(signatureCheckOf(vouch.facilityKey), 'vouch', vouch);
  if (!vouched) return refused('vouch-wrong');
  return await transact(backend.db, (tx) => takeCounterIn(tx, backend, scope, relayed));
}

async function takeCounterIn(
  tx: Tx,
  { clock }: Backend,
  scope: FacilityScope,
  { counter: told, sealingKey, sealingKid }: RelayedCounter,
): Promise<Result<null, Refused>> {
  const { counter: id, kind, name, counterKey, state, vouch } = told;
  const known = await counterById(tx, id);
  if (known !== undefined && known.facility !== scope.facility) return refused('counter-known');
  const keys = await takeFacilityKeys(tx, scope, { facilityKey: vouch.facilityKey, sealingKey, sealingKid });
  if (!keys.ok) return keys;
  if (known?.barred) return ok(null);
  const columns = { counter_key: counterKey, vouch: canonical(vouch), kind, name, state, relayed: true };
  const now = clock.now();
  await tx
    .insertInto('counter')
    .values({ id, facility: scope.facility, ...columns, enrolled_at: now, last_contact_at: now })
    .onConflict((same) => same.column('id').doUpdateSet(columns))
    .execute();
  return ok(null);
}

/** `POST /v1/relay/push`: a batch as its counter signed it. What is here already is left. */
export async function takeRelayed(
  backend: Backend,
  scope: FacilityScope,
  batch: RelayedBatch,
): Promise<Result<HeadAnswer, Refused>> {
  const { statement, signature, entries } = batch;
  const counter = await relayedCounter(backend, scope, statement.counter);
  if (!counter.ok) return counter;
  if (counter.value.state === 'revoked') return refused('counter-revoked');
  const check = signatureCheckOf(counter.value.counter_key);
  if (!isSigned(check, 'batch', { ...statement, signature })) return refused('signature-wrong');
  const digestsHold = entries.every(
    (one) => one.sealed === null || one.sealedDigest === sealedDigest(one.sealed, sha256),
  );
  if (!digestsHold) return refused('malformed');
  return await takeBatch(backend, counter.value, batch, { waits: false, partly: true });
}

/** `POST /v1/relay/head`: where the journal of a counter stands here, signed. */
export async function relayedHead(
  backend: Backend,
  scope: FacilityScope,
  { counter: id, request }: { readonly counter: string; readonly request: string },
): Promise<Result<HeadAnswer, Refused>> {
  const counter = await relayedCounter(backend, scope, id);
  if (!counter.ok) return counter;
  const { feed_epoch: feedEpoch } = await feedEnd(backend.db, scope);
  const head = headOf(counter.value);
  return ok(headAnswer(backend, { counter: id, answers: request, head, stored: 0, feedEpoch }));
}

async function relayedCounter(
  { db }: Backend,
  { facility }: FacilityScope,
  id: string,
): Promise<Result<Counter, Refused>> {
  const counter = await counterById(db, id);
  const known = counter !== undefined && counter.facility === facility && counter.relayed;
  return known ? ok(counter) : refused('counter-unknown');
}
