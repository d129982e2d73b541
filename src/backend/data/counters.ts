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

/** What a counter says of its own journal when it asks for the feed. */
export interface SaidOfItself extends Backlog {
  /** Where it ends; null when an older program does not say. */
  readonly head: Place | null;
}

/** A place in a journal. */
export interface Place {
  readonly epoch: number;
  readonly seq: number;
}

/** Notes that the counter was heard of, and what it said of its journal if it did. */
export async function noteContact(
  db: Db,
  counter: Counter,
  now: number,
  said: SaidOfItself | null = null,
): Promise<void> {
  const at = said === null ? counter.last_contact_at : counter.said_at;
  const recent = at !== null && Math.abs(now - at) < contactEveryMs;
  if (recent && (said === null || isSaid(counter, said))) return;
  const set = said === null ? {} : { waiting: said.waiting, waiting_since: said.since };
  const head = said && {
    said_epoch: said.head?.epoch ?? null,
    said_seq: said.head?.seq ?? null,
    said_at: now,
  };
  await db
    .updateTable('counter')
    .set({ last_contact_at: now, ...set, ...head })
    .where('id', '=', counter.id)
    .execute();
}

function isSaid(counter: Counter, { waiting, head }: SaidOfItself): boolean {
  const same = counter.said_epoch === (head?.epoch ?? null) && counter.said_seq === (head?.seq ?? null);
  return same && counter.waiting === waiting;
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

/** What is known of where a sister's journal ends. */
export interface Contact {
  readonly id: string;
  /** When it last said what waits there: a push or a question after the head says nothing of that. */
  readonly saidAt: number;
  readonly waiting: number | null;
  /** Where it said its journal ends, or where it ends here when that is further; null when it never said. */
  readonly head: Place | null;
}

/** Other counters of the facility that ever said how they stand, the last heard first; at most as many as a page tells. */
export async function contactsOf(
  db: Db,
  { facility }: FacilityScope,
  but: string,
): Promise<readonly Contact[]> {
  const rows = await db
    .selectFrom('counter')
    .select(['id', 'waiting', 'said_at', 'said_epoch', 'said_seq', 'head_epoch', 'head_seq'])
    .where('facility', '=', facility)
    .where('id', '!=', but)
    .where('state', '=', 'active')
    .where('said_at', 'is not', null)
    .orderBy('said_at', 'desc')
    .limit(1_000)
    .execute();
  return rows.flatMap(({ id, waiting, said_at: saidAt, ...row }) => {
    if (saidAt === null) return [];
    const said = placeOf(row.said_epoch, row.said_seq);
    const stored = placeOf(row.head_epoch, row.head_seq);
    return [{ id, waiting, saidAt, head: said === null ? null : laterOf(said, stored) }];
  });
}

function placeOf(epoch: number | null, seq: number | null): Place | null {
  return epoch === null || seq === null ? null : { epoch, seq };
}

function laterOf(said: Place, stored: Place | null): Place {
  if (stored === null || stored.epoch < said.epoch) return said;
  return stored.epoch > said.epoch || stored.seq > said.seq ? stored : said;
}
