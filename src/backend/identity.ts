/** The backend's own signing key, and whether the database is still the one it was. */
import { sql } from 'kysely';
import type { Ids } from '../shared/kernel/ids.ts';
import type { Random } from '../shared/kernel/random.ts';
import { ok, type Result, refuse } from '../shared/kernel/result.ts';
import type { Signer } from '../shared/kernel/signer.ts';
import type { Db, Tx } from './backend.ts';
import { signerOf, type Vault } from './crypto.ts';
import { databaseMark } from './database/open.ts';

const identityLock = 7_204_118;
const seedBytes = 32;

export interface Identity {
  readonly signer: Signer;
  /** Facilities whose feed begins anew because the database was restored. */
  readonly newEpochs: number;
}

/**
 * The signing key, made at the first start of the first instance, and a new feed epoch for every facility when the
 * database is another one than at the last start (design §6 "The feed has an epoch"). `wrong-secret`: the deployment's
 * secret is not the one the key was sealed with.
 */
export async function loadIdentity(
  db: Db,
  { vault, random, ids }: { vault: Vault; random: Random; ids: Ids },
): Promise<Result<Identity, 'wrong-secret'>> {
  return await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${identityLock}::bigint)`.execute(tx);
    const mark = await databaseMark(tx);
    const found = await tx.selectFrom('backend_identity').selectAll().executeTakeFirst();
    if (found === undefined) {
      const seed = random.bytes(seedBytes);
      const signer = signerOf(seed);
      const sealed = vault.seal(Buffer.from(seed).toString('base64url'));
      await tx
        .insertInto('backend_identity')
        .values({ sealed_seed: sealed, public_key: signer.publicKey, database_mark: mark })
        .execute();
      return ok({ signer, newEpochs: 0 });
    }
    const seed = opened(vault, found.sealed_seed);
    if (seed === null) return refuse('wrong-secret');
    const newEpochs = found.database_mark === mark ? 0 : await beginFeedsAnew(tx, ids);
    await tx.updateTable('backend_identity').set({ database_mark: mark }).execute();
    return ok({ signer: signerOf(seed), newEpochs });
  });
}

function opened(vault: Vault, sealed: string): Uint8Array | null {
  try {
    return new Uint8Array(Buffer.from(vault.open(sealed), 'base64url'));
  } catch {
    return null;
  }
}

/** Gives every facility a new feed epoch; also by command, after a restore nothing else can see. */
export async function beginFeedsAnew(tx: Tx, ids: Ids): Promise<number> {
  const facilities = await tx.selectFrom('facility').select('id').forUpdate().execute();
  for (const { id } of facilities) {
    await tx.updateTable('facility').set({ feed_epoch: ids.next() }).where('id', '=', id).execute();
  }
  return facilities.length;
}
