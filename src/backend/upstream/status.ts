/** What an operator sees of the line to the upper backend, and how a stop ends. */
import { sql } from 'kysely';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { type Backend, type Db, type Refused, refused } from '../backend.ts';
import type { FacilityScope } from '../data/scope.ts';
import { linkOf } from './rows.ts';

/** Where the facility stands with the upper backend; `upper` is null when it has joined none. */
export async function upstreamStatus(db: Db, scope: FacilityScope) {
  const link = await linkOf(db, scope);
  if (link === undefined) return { upper: null, counters: [] };
  const { rows } = await sql<{
    counter: string;
    name: string;
    waiting: number;
    refused: string | null;
    refusedAt: number | null;
  }>`
    select c.id as counter, c.name, u.refused, u.refused_at as "refusedAt",
      (select count(*)::int from feed_item f where f.facility = c.facility and f.kind = 'journal'
        and f.origin = c.id and f.position > coalesce(u.position, 0)) as waiting
    from counter c left join upstream_counter u on u.facility = c.facility and u.counter = c.id
    where c.facility = ${scope.facility}::uuid order by c.name, c.id`.execute(db);
  const { upper_facility: facility, upper_name: name, heard_at: heardAt, stop, stop_at: stopAt } = link;
  return { upper: { facility, name, heardAt, stop, stopAt }, counters: rows };
}

/** Somebody has looked: what was refused is tried again, and a feed that stopped is read on. */
export async function resumeUpstream(
  { db }: Pick<Backend, 'db'>,
  scope: FacilityScope,
): Promise<Result<null, Refused>> {
  if ((await linkOf(db, scope)) === undefined) return refused('not-found');
  const { facility } = scope;
  await db
    .updateTable('upstream_counter')
    .set({ refused: null, refused_at: null })
    .where('facility', '=', facility)
    .execute();
  await db
    .updateTable('upstream_link')
    .set({ stop: null, stop_at: null })
    .where('facility', '=', facility)
    .execute();
  return ok(null);
}
