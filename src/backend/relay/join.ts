/** A facility's own backend becomes known here by a one-time code, and proves itself by its key (design §7). */
import { ok, type Result } from '../../shared/kernel/result.ts';
import {
  isSigned,
  type RelayJoinAnswer,
  type RelayJoinRequest,
  type RelaySessionRequest,
  type SessionAnswer,
  signStatement,
  syncLimits,
  syncProtocol,
} from '../../shared/sync/index.ts';
import { type Backend, type Db, type Refused, refused, sqlState, type Tx, transact } from '../backend.ts';
import { isOurChallenge } from '../counters/session.ts';
import { makeToken, sha256, signatureCheckOf } from '../crypto.ts';
import { type FacilityScope, scopeOfCode, scopeOfRelay } from '../data/scope.ts';

const uniqueViolation = '23505';

/**
 * `POST /v1/relay/join`. Refused (`facility-elsewhere`) while counters of the facility speak to this backend themselves:
 * their sisters behind the other would not hear of them. Revoked here, they may enrol there. Another code replaces the
 * facility's backend by one with another key.
 */
export async function joinRelay(
  backend: Backend,
  request: RelayJoinRequest,
): Promise<Result<RelayJoinAnswer, Refused>> {
  if (!isSigned(signatureCheckOf(request.relayKey), 'relay-join', request)) return refused('signature-wrong');
  return await transact(backend.db, (tx) => joinIn(tx, backend, request));
}

async function joinIn(
  tx: Tx,
  backend: Backend,
  { secret, relayKey }: RelayJoinRequest,
): Promise<Result<RelayJoinAnswer, Refused>> {
  const now = backend.clock.now();
  const code = await tx
    .selectFrom('enrolment_code')
    .selectAll()
    .where('secret_hash', '=', sha256(secret))
    .forUpdate()
    .executeTakeFirst();
  if (code === undefined || !code.relay) return refused('code-unknown');
  const { facility } = scopeOfCode(code);
  const known = await tx
    .selectFrom('relay')
    .selectAll()
    .where('facility', '=', facility)
    .forUpdate()
    .executeTakeFirst();
  // The answer was lost on the way: asked again with the same key it is given again.
  if (known?.relay_key === relayKey) return ok(await answerOf(tx, backend, facility, relayKey));
  if (code.used_at !== null) return refused('code-used');
  if (code.expires_at < now) return refused('code-expired');
  if (await hasOwnCounters(tx, facility)) return refused('facility-elsewhere');
  const joined = { relay_key: relayKey, joined_at: now, last_contact_at: now };
  await tx
    .insertInto('relay')
    .values({ facility, ...joined })
    .onConflict((same) => same.column('facility').doUpdateSet(joined))
    .execute();
  await tx.deleteFrom('relay_session').where('facility', '=', facility).execute();
  await tx
    .updateTable('enrolment_code')
    .set({ used_at: now })
    .where('secret_hash', '=', code.secret_hash)
    .execute();
  return ok(await answerOf(tx, backend, facility, relayKey));
}

async function hasOwnCounters(tx: Tx, facility: string): Promise<boolean> {
  const one = await tx
    .selectFrom('counter')
    .select('id')
    .where('facility', '=', facility)
    .where('state', '=', 'active')
    .where('relayed', '=', false)
    .limit(1)
    .executeTakeFirst();
  return one !== undefined;
}

async function answerOf(
  tx: Tx,
  { clock, signer }: Backend,
  facility: string,
  relayKey: string,
): Promise<RelayJoinAnswer> {
  const { name, feed_epoch } = await tx
    .selectFrom('facility')
    .select(['name', 'feed_epoch'])
    .where('id', '=', facility)
    .executeTakeFirstOrThrow();
  return signStatement(signer, 'relay-joined', {
    ...{ protocol: syncProtocol, relayKey, facility, facilityName: name },
    ...{ backendKey: signer.publicKey, feedEpoch: feed_epoch, at: clock.now() },
  } as const);
}

/** `POST /v1/relay/session`; a challenge that was answered before is refused. */
export async function openRelaySession(
  backend: Backend,
  request: RelaySessionRequest,
): Promise<Result<SessionAnswer, Refused>> {
  const { clock, db, random } = backend;
  const { facility, challenge } = request;
  const relay = await db.selectFrom('relay').selectAll().where('facility', '=', facility).executeTakeFirst();
  if (relay === undefined) return refused('counter-unknown');
  if (!isSigned(signatureCheckOf(relay.relay_key), 'relay-session', request))
    return refused('signature-wrong');
  if (!isOurChallenge(backend, challenge)) return refused('challenge-wrong');
  const now = clock.now();
  const token = makeToken(random);
  await db
    .deleteFrom('relay_session')
    .where('expires_at', '<', now - syncLimits.challengeMs)
    .execute();
  try {
    await db
      .insertInto('relay_session')
      .values({
        ...{ token_hash: sha256(token), challenge_hash: sha256(challenge), facility },
        expires_at: now + syncLimits.sessionMs,
      })
      .execute();
  } catch (error) {
    if (sqlState(error) === uniqueViolation) return refused('challenge-wrong');
    throw error;
  }
  await db.updateTable('relay').set({ last_contact_at: now }).where('facility', '=', facility).execute();
  return ok({ token, expiresInMs: syncLimits.sessionMs });
}

/** Leave for the facility whose own backend holds this token. */
export async function relayOfToken(
  db: Db,
  token: string,
  now: number,
): Promise<Result<FacilityScope, Refused>> {
  const session = await db
    .selectFrom('relay_session')
    .select('facility')
    .where('token_hash', '=', sha256(token))
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return session === undefined ? refused('session-over') : ok(scopeOfRelay(session));
}
