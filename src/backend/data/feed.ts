/** The feed as rows: positions are given out under the lock of the facility's row, so in the order of commits. */
import { type Selectable, sql } from 'kysely';
import { canonical, type Json } from '../../shared/journal/index.ts';
import type { FeedBody, FeedKind } from '../../shared/sync/index.ts';
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
  if (items.length === 0) return;
  const { feed_last: last } = await tx
    .updateTable('facility')
    .set({ feed_last: sql<number>`feed_last + ${items.length}` })
    .where('id', '=', facility)
    .returning('feed_last')
    .executeTakeFirstOrThrow();
  const first = last - items.length + 1;
  const rows = items.map(({ id, at, kind, body, origin = null }, index) => {
    const text = canonical(body as unknown as Json);
    return { facility, position: first + index, id, at, kind, v: 1, body: text, upstream: null, origin };
  });
  await tx.insertInto('feed_item').values(rows).execute();
  await announce(tx, facility);
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
