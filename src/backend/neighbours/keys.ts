/** Keys of neighbour systems: made and revoked by command, shown once, kept as a hash. */
import { ok, type Result } from '../../shared/kernel/result.ts';
import { type Backend, type Db, type Refused, refused } from '../backend.ts';
import { makeToken, sha256 } from '../crypto.ts';
import { type FacilityScope, scopeOfKey } from '../data/scope.ts';

/** So that a key is known for one wherever it turns up. */
const prefix = 'qtk_';
const mostKeys = 200;

/** Makes a key for a system of the facility. What it gives as `secret` is nowhere kept. */
export async function makeKey(
  { db, ids, clock, random }: Pick<Backend, 'db' | 'ids' | 'clock' | 'random'>,
  { facility }: FacilityScope,
  name: string,
): Promise<Result<{ key: string; secret: string }, Refused>> {
  const known = await db.selectFrom('facility').select('id').where('id', '=', facility).executeTakeFirst();
  if (known === undefined) return refused('not-found');
  const key = ids.next();
  const secret = `${prefix}${makeToken(random)}`;
  await db
    .insertInto('api_key')
    .values({ id: key, facility, name, key_hash: sha256(secret), made_at: clock.now(), revoked_at: null })
    .execute();
  return ok({ key, secret });
}

/** Ends a key at once. `not-found` for one that is not there or ended before. */
export async function revokeKey(
  { db, clock }: Pick<Backend, 'db' | 'clock'>,
  key: string,
): Promise<Result<null, Refused>> {
  const { numUpdatedRows } = await db
    .updateTable('api_key')
    .set({ revoked_at: clock.now() })
    .where('id', '=', key)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n ? ok(null) : refused('not-found');
}

/** Keys of a facility, newest first; without what opens anything. */
export async function listKeys(db: Db, { facility }: FacilityScope) {
  return await db
    .selectFrom('api_key')
    .select(['id', 'name', 'made_at', 'revoked_at'])
    .where('facility', '=', facility)
    .orderBy('made_at', 'desc')
    .limit(mostKeys)
    .execute();
}

/** Leave for the facility of a key that holds. */
export async function scopeOfSecret(db: Db, secret: string): Promise<Result<FacilityScope, Refused>> {
  const key = await db
    .selectFrom('api_key')
    .select(['facility', 'revoked_at'])
    .where('key_hash', '=', sha256(secret))
    .executeTakeFirst();
  return key === undefined || key.revoked_at !== null ? refused('key-unknown') : ok(scopeOfKey(key));
}
