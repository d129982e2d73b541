/** The feed as rows: positions are given out under the lock of the facility's row, so in the order of commits. */
import { type Selectable, sql } from 'kysely';
import { canonical, type Json } from '../../shared/journal/index.ts';
import type { FeedBody, FeedItem, FeedKind } from '../../shared/sync/index.ts';
import type { Db, Tx } from '../backend.ts';
import type { FacilityTable, FeedItemTable } from '../database/schema.ts';
import { announce } from '../database/wake.ts';
import type { FacilityScope } from './scope.ts';

export interface NewFeedItem<Kind extends FeedKind> {
  readonly id: string;
  readonly at: number;
  readonly kind: Kind;
  readonly body: FeedBody<Kind>;
  /** The counter that need not hear of it. */
  readonly origin?: string;
}

/**
 * Puts an item at the end of the feed. From here to the commit nobody else puts one into this facility's feed: call it
 * last.
 */
export async function appendFeed<Kind extends FeedKind>(
  tx: Tx,
  scope: FacilityScope,
  item: NewFeedItem<Kind>,
): Promise<void> {
  await appendAll(tx, scope, [item]);
}

/** As {@link appendFeed}, for several in their order. */
export async function appendAll<Kind extends FeedKind>(
  tx: Tx,
  { facility }: FacilityScope,
  items: readonly NewFeedItem<Kind>[],
): Promise<void> {
  await append(
    tx,
    facility,
    items.map(({ id, at, kind, body, origin = null }) => ({
      ...{ id, at, kind, v: 1, origin, upstream: null },
      body: canonical(body as unknown as Json),
    })),
  );
}

/** Says an item of the upper backend again: known kind or not, its signature enclosed. */
export async function passOnFeedItem(
  tx: Tx,
  { facility }: FacilityScope,
  { id, at, kind, v, body, upstream }: Pick<FeedItem, 'id' | 'at' | 'kind' | 'v' | 'body' | 'upstream'>,
): Promise<void> {
  const told = { body: canonical(body as Json), upstream: JSON.stringify(upstream), origin: null };
  await append(tx, facility, [{ id, at, kind, v, ...told }]);
}

/** Whether an item of this id is in the feed. */
export async function hasFeedItem(tx: Tx, { facility }: FacilityScope, id: string): Promise<boolean> {
  const known = await tx
    .selectFrom('feed_item')
    .select('id')
    .where('facility', '=', facility)
    .where('id', '=', id)
    .executeTakeFirst();
  return known !== undefined;
}

async function append(
  tx: Tx,
  facility: string,
  items: readonly Omit<Selectable<FeedItemTable>, 'facility' | 'position'>[],
): Promise<void> {
  if (items.length === 0) return;
  const { feed_last: last } = await tx
    .updateTable('facility')
    .set({ feed_last: sql<number>`feed_last + ${items.length}` })
    .where('id', '=', facility)
    .returning('feed_last')
    .executeTakeFirstOrThrow();
  const first = last - items.length + 1;
  const rows = items.map((item, index) => ({ facility, position: first + index, ...item }));
  await tx.insertInto('feed_item').values(rows).execute();
  // Journals of sisters can wait a moment, what was said to the facility cannot.
  await announce(
    tx,
    facility,
    items.some(({ kind }) => kind !== 'journal'),
  );
}

/** Epoch and end of the feed. */
export async function feedEnd(
  db: Db,
  { facility }: FacilityScope,
): Promise<Pick<Selectable<FacilityTable>, 'feed_epoch' | 'feed_last'>> {
  return await db
    .selectFrom('facility')
    .select(['feed_epoch', 'feed_last'])
    .where('id', '=', facility)
    .executeTakeFirstOrThrow();
}

/** Items after a position, in order. */
export async function feedAfter(
  db: Db,
  { facility }: FacilityScope,
  after: number,
  limit: number,
): Promise<readonly Selectable<FeedItemTable>[]> {
  return await db
    .selectFrom('feed_item')
    .selectAll()
    .where('facility', '=', facility)
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit)
    .execute();
}
