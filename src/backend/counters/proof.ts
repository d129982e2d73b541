/** Who a counter is: proved by its signature, or by a session it opened with one. */
import { ok, type Result } from '../../shared/kernel/result.ts';
import { isSigned, type Signed, type SignedKind } from '../../shared/sync/index.ts';
import { type Db, type Refused, refused } from '../backend.ts';
import { sha256, signatureCheckOf } from '../crypto.ts';
import { counterById } from '../data/counters.ts';
import type { Counter } from '../data/scope.ts';

/** The counter behind a signed statement; refused when unknown, revoked or not signed by its key. */
export async function provedCounter(
  db: Db,
  kind: SignedKind,
  id: string,
  signed: Signed<object>,
): Promise<Result<Counter, Refused>> {
  const counter = await counterById(db, id);
  if (counter === undefined) return refused('counter-unknown');
  // Two ways into one journal could bring the same entries under other seals.
  if (counter.relayed) return refused('facility-elsewhere');
  if (!isSigned(signatureCheckOf(counter.counter_key), kind, signed)) return refused('signature-wrong');
  return counter.state === 'revoked' ? refused('counter-revoked') : ok(counter);
}

/** The counter behind a bearer token. */
export async function counterOfToken(db: Db, token: string, now: number): Promise<Result<Counter, Refused>> {
  const counter = await db
    .selectFrom('counter_session')
    .innerJoin('counter', 'counter.id', 'counter_session.counter')
    .selectAll('counter')
    .where('counter_session.token_hash', '=', sha256(token))
    .where('counter_session.expires_at', '>', now)
    .executeTakeFirst();
  if (counter === undefined) return refused('session-over');
  return counter.state === 'revoked' ? refused('counter-revoked') : ok(counter);
}
