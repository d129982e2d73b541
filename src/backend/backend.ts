/** What every part of the backend is handed: ports, database, keys, log. */
import type { Kysely, Transaction } from 'kysely';
import type { Clock } from '../shared/kernel/clock.ts';
import type { Ids } from '../shared/kernel/ids.ts';
import type { Random } from '../shared/kernel/random.ts';
import { type Result, refuse } from '../shared/kernel/result.ts';
import type { Signer } from '../shared/kernel/signer.ts';
import type { RefusalAnswer, SyncRefusalCode } from '../shared/sync/index.ts';
import type { PasswordCost, Vault } from './crypto.ts';
import type { BackendTables } from './database/schema.ts';
import type { Wake } from './database/wake.ts';
import type { Log } from './log.ts';

export type Db = Kysely<BackendTables>;
export type Tx = Transaction<BackendTables>;

export interface Backend {
  readonly clock: Clock;
  readonly random: Random;
  readonly ids: Ids;
  readonly db: Db;
  readonly wake: Wake;
  readonly signer: Signer;
  readonly vault: Vault;
  /** Of passwords set from now on. */
  readonly passwordCost: PasswordCost;
  readonly log: Log;
  /** As the page and its reports call the province. */
  readonly province: string;
  /** Address of the backend above this one; null without one. */
  readonly upstreamUrl: string | null;
}

/** Why a request is refused, as it goes on the wire. */
export interface Refused extends Pick<RefusalAnswer, 'head' | 'at'> {
  readonly code: SyncRefusalCode;
}

/** A refusal as a value. */
export function refused(
  code: SyncRefusalCode,
  more: Omit<Refused, 'code'> = {},
): { ok: false; reason: Refused } {
  return { ok: false, reason: { code, ...more } };
}

class RolledBack extends Error {
  override readonly name = 'RolledBack';
  readonly reason: Refused;
  constructor(reason: Refused) {
    super('refused');
    this.reason = reason;
  }
}

/** Runs an act in one transaction; a refusal takes back what it had written. */
export async function transact<T>(
  db: Db,
  act: (tx: Tx) => Promise<Result<T, Refused>>,
): Promise<Result<T, Refused>> {
  try {
    return await db.transaction().execute(async (tx) => {
      const done = await act(tx);
      if (!done.ok) throw new RolledBack(done.reason);
      return done;
    });
  } catch (error) {
    if (error instanceof RolledBack) return refuse(error.reason);
    throw error;
  }
}

/** SQLSTATE of an error of the database, if it is one. */
export function sqlState(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined;
}
