/** One-time codes, and what they let in (design §6 "Keys"). */
import { canonical } from '../../shared/journal/index.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import {
  type EnrolAnswer,
  type EnrolRequest,
  isSigned,
  makeEnrolmentCode,
  parseEnrolmentCode,
  signStatement,
  syncProtocol,
} from '../../shared/sync/index.ts';
import { type Backend, type Db, type Refused, refused, type Tx, transact } from '../backend.ts';
import { sha256, signatureCheckOf } from '../crypto.ts';
import { counterById, lockCounter } from '../data/counters.ts';
import { appendFeed } from '../data/feed.ts';
import { type Counter, type FacilityScope, scopeOfCode } from '../data/scope.ts';

/** A code is good for three days: it is printed, carried and typed. */
const codeMs = 3 * 24 * 60 * 60_000;

/**
 * Makes a code for a new counter, for one that is known and shall enrol again with another key, or (`relay`) for the
 * facility's own backend. Once that has joined, counters enrol there.
 */
export async function makeCode(
  { clock, random, db, signer }: Backend,
  scope: FacilityScope,
  counter: string | null,
  relay = false,
): Promise<Result<{ code: string; expiresAt: number }, Refused>> {
  const { facility } = scope;
  if (!relay && (await hasRelay(db, scope))) return refused('facility-elsewhere');
  if (counter !== null && (await counterById(db, counter))?.facility !== facility)
    return refused('not-found');
  const code = makeEnrolmentCode(random.bytes(10), signer.publicKey, sha256);
  const parsed = parseEnrolmentCode(code);
  if (parsed === null) throw new Error('an enrolment code that cannot be read');
  const now = clock.now();
  const expiresAt = now + codeMs;
  await db
    .insertInto('enrolment_code')
    .values({
      secret_hash: sha256(parsed.secret),
      ...{ facility, counter, made_at: now, expires_at: expiresAt, relay },
    })
    .execute();
  return ok({ code, expiresAt });
}

/** `POST /v1/enrol`. A code is used up only when the counter is in. */
export async function enrol(backend: Backend, request: EnrolRequest): Promise<Result<EnrolAnswer, Refused>> {
  const { vouch } = request;
  if (!isSigned(signatureCheckOf(request.counterKey), 'enrol', request)) return refused('signature-wrong');
  const vouched =
    vouch.counter === request.counter &&
    vouch.counterKey === request.counterKey &&
    vouch.facilityKey === request.facilityKey &&
    isSigned(signatureCheckOf(request.facilityKey), 'vouch', vouch);
  if (!vouched) return refused('vouch-wrong');
  return await transact(backend.db, (tx) => enrolIn(tx, backend, request));
}

async function enrolIn(
  tx: Tx,
  backend: Backend,
  request: EnrolRequest,
): Promise<Result<EnrolAnswer, Refused>> {
  const now = backend.clock.now();
  const code = await tx
    .selectFrom('enrolment_code')
    .selectAll()
    .where('secret_hash', '=', sha256(request.secret))
    .forUpdate()
    .executeTakeFirst();
  if (code === undefined || code.relay) return refused('code-unknown');
  const scope = scopeOfCode(code);
  if (await hasRelay(tx, scope)) return refused('facility-elsewhere');
  const known = await counterById(tx, request.counter);
  if (known !== undefined && isSameAgain(code, known, request)) {
    return await answerOf(tx, backend, scope, request.counter);
  }
  if (code.used_at !== null) return refused('code-used');
  if (code.expires_at < now) return refused('code-expired');
  if (known !== undefined && code.counter !== known.id) return refused('counter-known');
  if (known === undefined && code.counter !== null) return refused('code-unknown');
  const facility = await takeFacilityKeys(tx, scope, request);
  if (!facility.ok) return facility;
  await (known === undefined ? insertCounter(tx, scope, request, now) : replaceKey(tx, scope, request));
  await tx
    .updateTable('enrolment_code')
    .set({ used_at: now })
    .where('secret_hash', '=', code.secret_hash)
    .execute();
  await appendFeed(tx, scope, {
    ...{ id: backend.ids.next(), at: now, kind: 'counter', origin: request.counter },
    body: {
      ...{ counter: request.counter, kind: request.kind, name: request.name, counterKey: request.counterKey },
      ...{ vouch: request.vouch, state: 'active' },
    },
  });
  return await answerOf(tx, backend, scope, request.counter);
}

/** The answer was lost on the way, or the print in the code was mistyped: the same counter asks with the same key. */
function isSameAgain(
  code: { readonly facility: string },
  known: Pick<Counter, 'facility' | 'state' | 'counter_key'>,
  request: EnrolRequest,
): boolean {
  return (
    known.facility === code.facility && known.state === 'active' && known.counter_key === request.counterKey
  );
}

async function answerOf(
  tx: Tx,
  { clock, signer }: Backend,
  { facility: id }: FacilityScope,
  counter: string,
): Promise<Result<EnrolAnswer, Refused>> {
  const { name, feed_epoch } = await tx
    .selectFrom('facility')
    .select(['name', 'feed_epoch'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return ok(
    signStatement(signer, 'enrolled', {
      ...{ protocol: syncProtocol, counter, facility: id, facilityName: name },
      ...{ backendKey: signer.publicKey, feedEpoch: feed_epoch, at: clock.now() },
    } as const),
  );
}

/** The first counter sets the facility's keys, every later one must have the same. */
export async function takeFacilityKeys(
  tx: Tx,
  { facility: id }: FacilityScope,
  { facilityKey, sealingKey, sealingKid }: Pick<EnrolRequest, 'facilityKey' | 'sealingKey' | 'sealingKid'>,
): Promise<Result<{ name: string; feed_epoch: string }, Refused>> {
  const facility = await tx
    .selectFrom('facility')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (facility.facility_key === null) {
    await tx
      .updateTable('facility')
      .set({ facility_key: facilityKey, sealing_key: sealingKey, sealing_kid: sealingKid })
      .where('id', '=', id)
      .execute();
    return ok(facility);
  }
  const same = facility.facility_key === facilityKey && facility.sealing_key === sealingKey;
  return same ? ok(facility) : refused('facility-key-differs');
}

async function insertCounter(
  tx: Tx,
  { facility }: FacilityScope,
  request: EnrolRequest,
  now: number,
): Promise<void> {
  await tx
    .insertInto('counter')
    .values({
      ...{ id: request.counter, facility, kind: request.kind, name: request.name, state: 'active' },
      ...{ counter_key: request.counterKey, vouch: canonical(request.vouch) },
      ...{ enrolled_at: now, last_contact_at: now },
    })
    .execute();
}

/** Sessions opened with the old key end. */
async function replaceKey(tx: Tx, scope: FacilityScope, request: EnrolRequest): Promise<void> {
  await lockCounter(tx, scope, request.counter);
  await tx.deleteFrom('counter_session').where('counter', '=', request.counter).execute();
  await tx
    .updateTable('counter')
    .set({
      ...{ counter_key: request.counterKey, vouch: canonical(request.vouch) },
      ...{ kind: request.kind, name: request.name, state: 'active' },
    })
    .where('facility', '=', scope.facility)
    .where('id', '=', request.counter)
    .execute();
}

/** Whether the facility has a backend of its own, which its counters speak to. */
async function hasRelay(db: Db, { facility }: FacilityScope): Promise<boolean> {
  const relay = await db
    .selectFrom('relay')
    .select('facility')
    .where('facility', '=', facility)
    .executeTakeFirst();
  return relay !== undefined;
}

/** Revokes a counter: what it sends is refused from now on, its sessions end, its sisters hear of it. */
export async function revoke(
  { db, ids, clock }: Backend,
  scope: FacilityScope,
  id: string,
): Promise<Result<null, Refused>> {
  return await transact(db, async (tx) => {
    const counter = await lockCounter(tx, scope, id);
    if (counter === undefined) return refused('not-found');
    if (counter.state === 'revoked') return ok(null);
    const barred = counter.relayed;
    await tx.updateTable('counter').set({ state: 'revoked', barred }).where('id', '=', id).execute();
    await tx.deleteFrom('counter_session').where('counter', '=', id).execute();
    await appendFeed(tx, scope, {
      ...{ id: ids.next(), at: clock.now(), kind: 'counter' },
      body: {
        ...{ counter: id, kind: counter.kind, name: counter.name, counterKey: counter.counter_key },
        ...{ vouch: JSON.parse(counter.vouch), state: 'revoked' },
      },
    });
    return ok(null);
  });
}
