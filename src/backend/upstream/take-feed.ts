/**
 * Reads the upper backend's feed of a facility as a counter does, and says each item again in the own feed: under the same
 * id, with the upper signature enclosed (design §7).
 */

import { ok } from '../../shared/kernel/result.ts';
import type { FeedItem, FeedPage } from '../../shared/sync/index.ts';
import { feedBodies, feedPage, isFeedItemSigned } from '../../shared/sync/index.ts';
import { type Backend, type Tx, transact } from '../backend.ts';
import { signatureCheckOf } from '../crypto.ts';
import { hasFeedItem, passOnFeedItem } from '../data/feed.ts';
import type { FacilityScope } from '../data/scope.ts';
import type { PassOnParts } from './pass-on.ts';
import { linkOf, moveCursor, type UpperLink } from './rows.ts';

/** What became of a page. `restored`: the upper backend went back to a backup; its feed is read from the beginning. */
export type FeedStep = 'read' | 'failed' | 'stopped' | 'restored';

/** The upper backend holds the answer for so long when it has nothing to tell. */
const waitMs = 5_000;

/** One page; waits at the upper backend while there is nothing. */
export async function takePage(parts: Omit<PassOnParts, 'link'>): Promise<FeedStep> {
  const { backend, scope, askUpper } = parts;
  const link = await linkOf(backend.db, scope);
  if (link === undefined || link.stop !== null) return 'stopped';
  const query = new URLSearchParams({ after: String(link.cursor), waitMs: String(waitMs) });
  if (link.feed_epoch !== null) query.set('feedEpoch', link.feed_epoch);
  const answer = await askUpper({ path: `/v1/relay/feed?${query}`, schema: feedPage });
  if (!answer.ok) {
    const { reason } = answer;
    const other = reason.is === 'refused' && reason.refusal.refused === 'feed-epoch-other';
    if (!other || (link.feed_epoch === null && link.cursor === 0)) return 'failed';
    await moveCursor(backend.db, scope, null, 0);
    return 'restored';
  }
  const page = answer.value;
  // A page may only go forward; anything else is an older page played again.
  if (page.last < link.cursor) return 'failed';
  for (const item of page.items) {
    if (!isTheirs(link, page, item)) return await stop(backend, scope);
    await takeItem(backend, scope, link, item);
  }
  if (page.last !== link.cursor || page.feedEpoch !== link.feed_epoch) {
    await moveCursor(backend.db, scope, page.feedEpoch, page.last);
  }
  return 'read';
}

function isTheirs(link: UpperLink, page: FeedPage, item: FeedItem): boolean {
  const here = item.facility === link.upper_facility && item.feedEpoch === page.feedEpoch;
  const inPage = item.position > link.cursor && item.position <= page.last;
  return here && inPage && isFeedItemSigned(signatureCheckOf(link.upper_key), item);
}

/** Once by its id, in one transaction with the place in the upper feed. */
async function takeItem(
  { db }: Backend,
  scope: FacilityScope,
  link: UpperLink,
  item: FeedItem,
): Promise<void> {
  await transact(db, async (tx) => {
    await moveCursor(tx, scope, item.feedEpoch, item.position);
    const told = await toBeTold(tx, scope, item);
    if (told && !(await hasFeedItem(tx, scope, item.id))) {
      const { id, at, kind, v, body, signature, facility, feedEpoch, position } = item;
      const upstream = { key: link.upper_key, facility, feedEpoch, position, at, signature };
      await passOnFeedItem(tx, scope, { id, at, kind, v, body, upstream });
    }
    return ok(null);
  });
}

/** Journals come from counters only. That a counter was revoked above holds here too, if it is one of ours. */
async function toBeTold(tx: Tx, { facility }: FacilityScope, item: FeedItem): Promise<boolean> {
  if (item.kind === 'journal') return false;
  if (item.kind !== 'counter') return true;
  const body = feedBodies.counter.safeParse(item.body);
  if (!body.success || body.data.state !== 'revoked') return false;
  const { counter } = body.data;
  const { numUpdatedRows } = await tx
    .updateTable('counter')
    .set({ state: 'revoked' })
    .where('facility', '=', facility)
    .where('id', '=', counter)
    .executeTakeFirst();
  await tx.deleteFrom('counter_session').where('counter', '=', counter).execute();
  return numUpdatedRows > 0n;
}

async function stop({ db, clock, log }: Backend, { facility }: FacilityScope): Promise<FeedStep> {
  await db
    .updateTable('upstream_link')
    .set({ stop: 'item-not-signed', stop_at: clock.now() })
    .where('facility', '=', facility)
    .execute();
  log.warn('upstream-stopped', { facility, code: 'item-not-signed' });
  return 'stopped';
}
