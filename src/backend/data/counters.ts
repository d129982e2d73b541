/** Counters as rows. */
import type { Db, Tx } from '../backend.ts';
import type { Counter, FacilityScope } from './scope.ts';

/** Contact is written down at most this often, so that polling does not write. */
const contactEveryMs = 15_000;

/** The counter of an id that a signature is about to prove. */
export async function counterById(db: Db, id: string): Promise<Counter | undefined> {
  return await db.selectFrom('counter').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The counter, its row locked until the transaction ends: pushes of one counter come one after the other. */
export async function lockCounter(
  tx: Tx,
  { facility }: FacilityScope,
  id: string,
): Promise<Counter | undefined> {
  return await tx
    .selectFrom('counter')
    .selectAll()
    .where('facility', '=', facility)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Entries that wait at a counter, and since when the oldest of them does. */
export interface Backlog {
  readonly waiting: number;
  readonly since: number | null;
}

/** Notes that the counter was heard of, and what waits there if it said so. */
export async function noteContact(
  db: Db,
  counter: Counter,
  now: number,
  backlog: Backlog | null = null,
): Promise<void> {
  const recent = counter.last_contact_at !== null && Math.abs(now - counter.last_contact_at) < contactEveryMs;
  if (recent && (backlog === null || backlog.waiting === counter.waiting)) return;
  const said = backlog === null ? {} : { waiting: backlog.waiting, waiting_since: backlog.since };
  await db
    .updateTable('counter')
    .set({ last_contact_at: now, ...said })
    .where('id', '=', counter.id)
    .execute();
}

/** Notes why a counter's journal is not taken, and since when; the first batch that is taken clears it. */
export async function noteFault(
  db: Db,
  { facility }: FacilityScope,
  { counter, code, now }: { counter: string; code: 'chain-broken' | 'other-content'; now: number },
): Promise<void> {
  await db
    .updateTable('counter')
    .set({ fault: code, fault_at: now, last_contact_at: now })
    .where('facility', '=', facility)
    .where('id', '=', counter)
    .where('fault', 'is', null)
    .execute();
}

/** Other counters of the facility that were ever heard of, the last heard first; at most so many as a page tells. */
export async function contactsOf(
  db: Db,
  { facility }: FacilityScope,
  but: string,
): Promise<readonly { id: string; last_contact_at: number; waiting: number | null }[]> {
  const rows = await db
    .selectFrom('counter')
    .select(['id', 'last_contact_at', 'waiting'])
    .where('facility', '=', facility)
    .where('id', '!=', but)
    .where('state', '=', 'active')
    .where('last_contact_at', 'is not', null)
    .orderBy('last_contact_at', 'desc')
    .limit(1_000)
    .execute();
  return rows.flatMap(({ last_contact_at, ...row }) =>
    last_contact_at === null ? [] : [{ ...row, last_contact_at }],
  );
}
