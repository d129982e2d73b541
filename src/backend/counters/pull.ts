/** The feed as a counter reads it: items in order, signed here and now (design §6 "Pull"). */
import type { Selectable } from 'kysely';
import { ok, type Result } from '../../shared/kernel/result.ts';
import {
  type FeedItem,
  type FeedPage,
  signFeedItem,
  syncLimits,
  syncProtocol,
} from '../../shared/sync/index.ts';
import { type Backend, type Refused, refused } from '../backend.ts';
import { contactsOf, noteContact } from '../data/counters.ts';
import { feedAfter, feedEnd } from '../data/feed.ts';
import { entriesOfItem } from '../data/journal.ts';
import { type Counter, type FacilityScope, scopeOfCounter } from '../data/scope.ts';
import type { FeedItemTable } from '../database/schema.ts';

export interface FeedQuestion {
  /** The epoch the cursor belongs to; without one from the start. */
  readonly feedEpoch?: string | undefined;
  readonly after: number;
  readonly limit: number;
}

/** What a counter tells of itself when it asks. */
export interface Waiting {
  /** Entries that wait at the counter to be sent. */
  readonly waiting?: number | undefined;
  /** How long the oldest of them has waited: an age, because clocks differ. */
  readonly waitingMs?: number | undefined;
  /** Where its own journal ends. */
  readonly headEpoch?: number | undefined;
  readonly headSeq?: number | undefined;
}

/** `GET /v1/feed`: a counter is not given what it sent itself. */
export async function readFeedAsCounter(
  backend: Backend,
  counter: Counter,
  { waiting, waitingMs = 0, headEpoch, headSeq, ...question }: FeedQuestion & Waiting,
): Promise<Result<FeedPage, Refused>> {
  const now = backend.clock.now();
  const skips = ({ origin }: Selectable<FeedItemTable>) => origin === counter.id;
  const scope = scopeOfCounter(counter);
  // Asked before the page is read: what a sister sent until then is in it.
  const sisters = await contactsOf(backend.db, scope, counter.id);
  const page = await readFeed(backend, scope, { skips }, question);
  // What is said over a feed that a restore has put an end to is said of entries this database may have lost.
  if (!page.ok) return page;
  const head = headEpoch === undefined || headSeq === undefined ? null : { epoch: headEpoch, seq: headSeq };
  const since = waiting === 0 ? null : now - waitingMs;
  await noteContact(backend.db, counter, now, waiting === undefined ? null : { waiting, since, head });
  if (page.value.more) return page;
  return ok({
    ...page.value,
    sisters: sisters.map(({ id, saidAt, waiting, head }) => ({
      ...{ counter: id, heardAgoMs: Math.max(0, now - saidAt), waiting, head },
    })),
  });
}

/** A page of the feed after a position, without what the reader skips. */
export async function readFeed(
  backend: Backend,
  scope: FacilityScope,
  { skips }: { readonly skips: (row: Selectable<FeedItemTable>) => boolean },
  { feedEpoch, after, limit }: FeedQuestion,
): Promise<Result<FeedPage, Refused>> {
  const { db, clock } = backend;
  const end = await feedEnd(db, scope);
  if (feedEpoch !== undefined && feedEpoch !== end.feed_epoch) return refused('feed-epoch-other');
  if (after > end.feed_last) return await restored(backend, scope, end.feed_epoch);
  if (feedEpoch === undefined && after > 0) return refused('feed-epoch-other');
  const rows = await feedAfter(db, scope, after, limit);
  const items: FeedItem[] = [];
  let last = after;
  let bytes = 0;
  for (const row of rows) {
    last = row.position;
    if (skips(row)) continue;
    const item = await itemOf(backend, scope, row, end.feed_epoch);
    items.push(item);
    bytes += JSON.stringify(item).length;
    if (bytes >= syncLimits.feedPageBytes) break;
  }
  const more = last < end.feed_last;
  return ok({ protocol: syncProtocol, feedEpoch: end.feed_epoch, items, last, more, at: clock.now() });
}

/** Nobody can have read what was never written: this database is older than the reader's. */
async function restored(
  { db, ids, log }: Backend,
  { facility }: FacilityScope,
  epoch: string,
): Promise<Result<never, Refused>> {
  await db
    .updateTable('facility')
    .set({ feed_epoch: ids.next() })
    .where('id', '=', facility)
    .where('feed_epoch', '=', epoch)
    .execute();
  log.warn('feed-restored', { facility });
  return refused('feed-epoch-other');
}

async function itemOf(
  { db, signer }: Backend,
  scope: FacilityScope,
  row: Selectable<FeedItemTable>,
  feedEpoch: string,
): Promise<FeedItem> {
  const { facility, position, id, at, kind, v } = row;
  const upstream = row.upstream === null ? null : JSON.parse(row.upstream);
  const plain = { facility, feedEpoch, position, id, at, kind, v, body: JSON.parse(row.body), upstream };
  const signed = signFeedItem(signer, { protocol: syncProtocol, ...plain });
  return kind === 'journal' ? { ...signed, entries: [...(await entriesOfItem(db, scope, id))] } : signed;
}
