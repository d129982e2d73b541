/** Sessions of counters: a challenge that nobody has to store, answered once by a signature, gives a bearer token. */
import { ok, type Result } from '../../shared/kernel/result.ts';
import {
  type ChallengeAnswer,
  type SessionAnswer,
  type SessionRequest,
  syncLimits,
} from '../../shared/sync/index.ts';
import { type Backend, type Refused, refused, sqlState } from '../backend.ts';
import { hmac, makeToken, sameText, sha256 } from '../crypto.ts';
import { noteContact } from '../data/counters.ts';
import { provedCounter } from './proof.ts';

/** A challenge any instance recognises: time, chance, and an HMAC over both. */
export function makeChallenge({ clock, random, vault }: Backend): ChallengeAnswer {
  const until = clock.now() + syncLimits.challengeMs;
  const plain = `${until}.${Buffer.from(random.bytes(16)).toString('base64url')}`;
  const mac = hmac('sha256', vault.keyFor('challenge'), plain);
  return { challenge: `${plain}.${mac}`, expiresInMs: syncLimits.challengeMs };
}

/** Whether a challenge was made by an instance of this backend and is not over. */
export function isOurChallenge({ clock, vault }: Backend, challenge: string): boolean {
  const at = challenge.lastIndexOf('.');
  const plain = challenge.slice(0, Math.max(0, at));
  const until = Number(plain.split('.')[0]);
  if (!sameText(hmac('sha256', vault.keyFor('challenge'), plain), challenge.slice(at + 1))) return false;
  return Number.isSafeInteger(until) && clock.now() <= until;
}

/** Opens a session; a challenge that was answered before is refused. */
export async function openSession(
  backend: Backend,
  request: SessionRequest,
): Promise<Result<SessionAnswer, Refused>> {
  const { clock, db, random } = backend;
  const counter = await provedCounter(db, 'session', request.counter, request);
  if (!counter.ok) return counter;
  if (!isOurChallenge(backend, request.challenge)) return refused('challenge-wrong');
  const now = clock.now();
  const token = makeToken(random);
  await db
    .deleteFrom('counter_session')
    .where('expires_at', '<', now - syncLimits.challengeMs)
    .execute();
  try {
    await db
      .insertInto('counter_session')
      .values({
        token_hash: sha256(token),
        challenge_hash: sha256(request.challenge),
        counter: counter.value.id,
        expires_at: now + syncLimits.sessionMs,
      })
      .execute();
  } catch (error) {
    if (sqlState(error) === '23505') return refused('challenge-wrong');
    throw error;
  }
  await noteContact(db, counter.value, now);
  return ok({ token, expiresInMs: syncLimits.sessionMs });
}
