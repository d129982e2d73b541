/** What this backend knows of the one above it, as rows. The outbox is its own feed: what counters sent, in order. */
import { type Selectable, sql } from 'kysely';
import type { ChainHead } from '../../shared/journal/index.ts';
import type { Db, Tx } from '../backend.ts';
import type { FacilityScope } from '../data/scope.ts';
import type { FeedItemTable } from '../database/schema.ts';
import type { UpstreamLinkTable } from '../database/schema-upstream.ts';

export type UpperLink = Selectable<UpstreamLinkTable>;

/** An item of the own feed that is to be passed on, and whose it is. */
export interface Outgoing extends Pick<Selectable<FeedItemTable>, 'position' | 'id' | 'kind' | 'body'> {
  readonly counter: string;
}

/** Facilities that pass on. */
export async function linkedFacilities(db: Db): Promise<readonly string[]> {
  const rows = await db.selectFrom('upstream_link').select('facility').orderBy('facility').execute();
  return rows.map(({ facility }) => facility);
}

/** The link of a facility; undefined when it has none. */
export async function linkOf(db: Db, { facility }: FacilityScope): Promise<UpperLink | undefined> {
  return await db.selectFrom('upstream_link').selectAll().where('facility', '=', facility).executeTakeFirst();
}

/** The next item that the upper backend does not have, of any counter that it has not refused; in the order of commits. */
export async function nextOutgoing(db: Db, { facility }: FacilityScope): Promise<Outgoing | undefined> {
  const { rows } = await sql<Outgoing>`
    select next.position, next.id, next.kind, next.body, c.id as counter
    from counter c
    left join upstream_counter u on u.facility = c.facility and u.counter = c.id
    cross join lateral (
      (select position, id, kind, body from feed_item f
        where f.facility = c.facility and f.kind = 'journal' and f.origin = c.id
          and f.position > coalesce(u.position, 0) order by position limit 1)
      union all
      (select position, id, kind, body from feed_item f
        where f.facility = c.facility and f.kind = 'counter' and f.body::json ->> 'counter' = c.id::text
          and f.position > coalesce(u.position, 0) order by position limit 1)
      order by position limit 1
    ) next
    where c.facility = ${facility}::uuid and u.refused is null
    order by next.position limit 1`.execute(db);
  return rows[0];
}

/** Counters of which something was passed on, how far, and why no more is. */
export async function passedOn(db: Db, { facility }: FacilityScope) {
  return await db
    .selectFrom('upstream_counter')
    .selectAll()
    .where('facility', '=', facility)
    .orderBy('counter')
    .execute();
}

/** The upper backend has a counter's items up to this position; 0: none. Ends a refusal. */
export async function movePosition(
  db: Db,
  { facility }: FacilityScope,
  counter: string,
  position: number,
): Promise<void> {
  const moved = { position, refused: null, refused_at: null };
  await db
    .insertInto('upstream_counter')
    .values({ facility, counter, ...moved })
    .onConflict((same) => same.columns(['facility', 'counter']).doUpdateSet(moved))
    .execute();
}

/** Nothing more of the counter is passed on until somebody acts. */
export async function noteRefused(
  db: Db,
  { facility }: FacilityScope,
  counter: string,
  refusal: { readonly code: string; readonly at: number },
): Promise<void> {
  const noted = { refused: refusal.code, refused_at: refusal.at };
  await db
    .insertInto('upstream_counter')
    .values({ facility, counter, position: 0, ...noted })
    .onConflict((same) => same.columns(['facility', 'counter']).doUpdateSet(noted))
    .execute();
}

/** Position of the last batch of a counter that ends at this place or before it; 0 when there is none. */
export async function positionOfHead(
  db: Db,
  { facility }: FacilityScope,
  counter: string,
  head: Pick<ChainHead, 'epoch' | 'seq'> | null,
): Promise<number> {
  if (head === null) return 0;
  const row = await db
    .selectFrom('feed_item')
    .innerJoin('batch', (join) =>
      join.onRef('batch.facility', '=', 'feed_item.facility').onRef('batch.item', '=', 'feed_item.id'),
    )
    .select('feed_item.position')
    .where('feed_item.facility', '=', facility)
    .where('feed_item.kind', '=', 'journal')
    .where('feed_item.origin', '=', counter)
    .where(sql<boolean>`(batch.epoch, batch.last_seq) <= (${head.epoch}, ${head.seq})`)
    .orderBy('feed_item.position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.position ?? 0;
}

/** Where the last batch of a counter ends that was passed on; null before the first. */
export async function headPassedOn(
  db: Db,
  { facility }: FacilityScope,
  counter: string,
  position: number,
): Promise<{ readonly epoch: number; readonly seq: number } | null> {
  const row = await db
    .selectFrom('feed_item')
    .innerJoin('batch', (join) =>
      join.onRef('batch.facility', '=', 'feed_item.facility').onRef('batch.item', '=', 'feed_item.id'),
    )
    .select(['batch.epoch', 'batch.last_seq'])
    .where('feed_item.facility', '=', facility)
    .where('feed_item.kind', '=', 'journal')
    .where('feed_item.origin', '=', counter)
    .where('feed_item.position', '<=', position)
    .orderBy('feed_item.position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { epoch: row.epoch, seq: row.last_seq };
}

/** Hash of an entry that is stored here; undefined where there is none. */
export async function hashAt(
  db: Db,
  { facility }: FacilityScope,
  counter: string,
  { epoch, seq }: Pick<ChainHead, 'epoch' | 'seq'>,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('entry')
    .select('hash')
    .where('facility', '=', facility)
    .where('counter', '=', counter)
    .where('epoch', '=', epoch)
    .where('seq', '=', seq)
    .executeTakeFirst();
  return row?.hash;
}

/** Moves the place in the upper feed. */
export async function moveCursor(
  db: Db | Tx,
  { facility }: FacilityScope,
  feedEpoch: string | null,
  cursor: number,
): Promise<void> {
  await db
    .updateTable('upstream_link')
    .set({ feed_epoch: feedEpoch, cursor })
    .where('facility', '=', facility)
    .execute();
}
