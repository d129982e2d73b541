/** Wrong passwords in a row: after a few, that name waits, whether anybody has it or not. */
import { sql } from 'kysely';
import type { Db } from '../backend.ts';
import { sha256 } from '../crypto.ts';

const mostFailures = 5;
const waitMs = 10 * 60_000;

/** Whether a sign-in under this name must wait now. */
export async function mustWait(db: Db, login: string, now: number): Promise<boolean> {
  const row = await db
    .selectFrom('sign_in_failure')
    .select(['failures', 'last_at'])
    .where('login_hash', '=', sha256(login))
    .executeTakeFirst();
  return row !== undefined && row.failures >= mostFailures && now - row.last_at < waitMs;
}

/** Counts a wrong password; one that is long ago begins the count anew. */
export async function noteFailure(db: Db, login: string, now: number): Promise<void> {
  await db
    .deleteFrom('sign_in_failure')
    .where('last_at', '<', now - waitMs)
    .execute();
  await db
    .insertInto('sign_in_failure')
    .values({ login_hash: sha256(login), failures: 1, last_at: now })
    .onConflict((same) =>
      same.column('login_hash').doUpdateSet({ failures: sql`sign_in_failure.failures + 1`, last_at: now }),
    )
    .execute();
}

/** Forgets them after a right one. */
export async function forgetFailures(db: Db, login: string): Promise<void> {
  await db.deleteFrom('sign_in_failure').where('login_hash', '=', sha256(login)).execute();
}
