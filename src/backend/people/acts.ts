/**
 * The book of what people asked this backend to do: codes, revocations, sources, targets, reports. A line is written before
 * the act, so that nothing is done without one, and the database lets nobody change it.
 */
import type { Backend, Db } from '../backend.ts';
import type { ActTable } from '../database/schema-upstream.ts';

const mostSubject = 200;

export type NewAct = Omit<ActTable, 'id' | 'at'>;

/** Writes a line. */
export async function noteAct(
  { db, ids, clock }: Pick<Backend, 'db' | 'ids' | 'clock'>,
  { person, act, facility, subject }: NewAct,
): Promise<void> {
  const short = subject?.slice(0, mostSubject) ?? null;
  await db
    .insertInto('act')
    .values({ id: ids.next(), at: clock.now(), person, act, facility, subject: short })
    .execute();
}

/** Lines before a moment, the newest first. */
export async function listActs(
  db: Db,
  { before, limit }: { readonly before: number; readonly limit: number },
) {
  const rows = await db
    .selectFrom('act')
    .leftJoin('person', 'person.id', 'act.person')
    .leftJoin('facility', 'facility.id', 'act.facility')
    .select(['act.id', 'act.at', 'person.login', 'act.act', 'act.facility', 'act.subject'])
    .select('facility.name as facilityName')
    .where('act.at', '<', before)
    .orderBy('act.at', 'desc')
    .orderBy('act.id', 'desc')
    .limit(limit)
    .execute();
  return { acts: rows };
}
