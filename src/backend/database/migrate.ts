/** Numbered, forward-only steps, all pending ones in one transaction under one lock: several instances may start at once. */
import { type Kysely, sql } from 'kysely';
import type { Clock } from '../../shared/kernel/clock.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import { start } from './migrations/0001-start.ts';
import { province } from './migrations/0002-province.ts';
import { neighbours } from './migrations/0003-neighbours.ts';
import { upstream } from './migrations/0004-upstream.ts';
import { saidHead } from './migrations/0005-said-head.ts';
import type { BackendTables } from './schema.ts';

/** One step of the schema; a shipped one is never edited (design §8.8). */
export interface Migration {
  /** 1, 2, 3… without gaps. */
  readonly number: number;
  readonly name: string;
  readonly statements: readonly string[];
}

export const migrations: readonly Migration[] = [start, province, neighbours, upstream, saidHead];

/** Any number that nobody else locks. */
const lockKey = 7_204_117;

/** Why the database was left as it was. */
export type MigrateFailure =
  /** A newer program has been here. */
  | { readonly code: 'newer-than-known'; readonly found: number; readonly known: number }
  /** The list of steps taken differs from this program's. */
  | { readonly code: 'other-history'; readonly number: number };

/**
 * Brings the database to the newest known version; gives the numbers of the steps taken now. A step that fails takes
 * all back and throws what the database said.
 */
export async function migrate(
  db: Kysely<BackendTables>,
  clock: Clock,
  steps: readonly Migration[] = migrations,
): Promise<Result<readonly number[], MigrateFailure>> {
  return await db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${lockKey}::bigint)`.execute(transaction);
    await sql`create table if not exists schema_step (
      number integer primary key, name text not null, at bigint not null)`.execute(transaction);
    const taken = await sql<{ number: number; name: string }>`
      select number, name from schema_step order by number`.execute(transaction);
    for (const [index, { number, name }] of taken.rows.entries()) {
      if (index >= steps.length) {
        return refuse({ code: 'newer-than-known', found: taken.rows.length, known: steps.length });
      }
      if (steps[index]?.number !== number || steps[index]?.name !== name) {
        return refuse({ code: 'other-history', number });
      }
    }
    const pending = steps.slice(taken.rows.length);
    for (const step of pending) {
      for (const statement of step.statements) await sql.raw(statement).execute(transaction);
      await sql`insert into schema_step values (${step.number}, ${step.name}, ${clock.now()})`.execute(
        transaction,
      );
    }
    return ok(pending.map(({ number }) => number));
  });
}

/** Whether every known step has been taken and no unknown one. Throws when the database cannot be asked. */
export async function isCurrent(db: Kysely<BackendTables>): Promise<boolean> {
  const found = await sql<{ newest: number | null }>`select max(number) as newest from schema_step`.execute(
    db,
  );
  return found.rows[0]?.newest === migrations.length;
}
