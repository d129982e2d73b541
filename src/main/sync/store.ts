/** Reads and writes of the sync room's own tables. Writes run inside the caller's transaction. */
import type { Selectable } from 'kysely';
import { type FeedBody, feedBodies, type HeadAnswer } from '../../shared/sync/index.ts';
import type { Database } from '../store/database.ts';
import { type Placeholders, statement } from '../store/statement.ts';
import type { SyncMoney, SyncTables } from './schema.ts';

/** The enrolment of this counter. */
export interface Link {
  readonly url: string;
  readonly facility: string;
  readonly facilityName: string;
  readonly backendKey: string;
  readonly feedEpoch: string | null;
  readonly cursor: number;
}

/** Where the backend said it stands with our journal. */
export interface Acknowledged {
  readonly epoch: number;
  readonly seq: number;
  readonly hash: string;
  readonly at: number;
}

export interface Stop {
  readonly what: 'push' | 'pull';
  readonly code: string;
  /** A sentence for whoever must act. */
  readonly say: string;
  readonly at: number;
}

export interface FeedCase {
  readonly id: string;
  readonly kind: string;
  readonly reason: string;
  readonly at: number;
  /** The item as it came. */
  readonly item: string | null;
}

export interface Sister {
  readonly counter: string;
  readonly kind: string;
  readonly name: string;
  readonly counterKey: string;
  readonly state: 'active' | 'revoked';
  readonly stalled: string | null;
}

const mostCases = 500;
/** No feed item has this id. */
const bankListItem = 'bank-list';

export function syncStore(database: Database<SyncMoney>) {
  const q = statements(database);
  return {
    link(): Link | null {
      const row = q.link.get();
      if (row === undefined) return null;
      return {
        url: row.url,
        facility: row.facility,
        facilityName: row.facility_name,
        backendKey: row.backend_key,
        feedEpoch: row.feed_epoch,
        cursor: row.cursor,
      };
    },
    saveLink(link: Link, now: number): void {
      q.dropLink.run();
      q.insertLink.run({
        url: link.url,
        facility: link.facility,
        facility_name: link.facilityName,
        backend_key: link.backendKey,
        feed_epoch: link.feedEpoch,
        cursor: link.cursor,
        enrolled_at: now,
      });
    },
    moveCursor: (feedEpoch: string | null, cursor: number): void => {
      q.cursor.run({ feed_epoch: feedEpoch, cursor });
    },
    acknowledged: (): Acknowledged | null => q.head.get() ?? null,
    /** Whether the backend has acknowledged this entry of our own. */
    isSent: (entry: string): boolean => q.sent.get({ entry }) !== undefined,
    saveHead({ head, at, ...rest }: HeadAnswer): void {
      q.dropHead.run();
      if (head === null) return;
      q.insertHead.run({ ...head, at, answer: JSON.stringify({ head, at, ...rest }) });
    },
    stops: (): readonly Stop[] => q.stops.all().map((row) => ({ ...row, what: row.what as Stop['what'] })),
    stop({ what, code, say, at }: Stop): void {
      q.clearStop.run({ what });
      q.insertStop.run({ what, code, say, at });
    },
    clearStop: (what: Stop['what']): void => void q.clearStop.run({ what }),
    hasItem: (id: string): boolean => q.item.get({ id }) !== undefined,
    noteItem(item: Selectable<SyncTables['sync_item']>): void {
      q.insertItem.run(item);
    },
    cases: (): readonly FeedCase[] =>
      q.cases.all().map(({ reason, ...row }) => ({ ...row, reason: reason ?? '' })),
    /** Items that are cases, oldest first, as they came. */
    caseItems: (): readonly string[] => q.caseItems.all().flatMap(({ item }) => item ?? []),
    /** Reads the feed again from its beginning for the sake of the lists, if any were told; all else is known by its id. */
    forgetLists(): void {
      if (q.dropLists.run().changes > 0) q.cursor.run({ feed_epoch: null, cursor: 0 });
    },
    /** Keeps the bank list of the province, the newest only. */
    keepBankList(body: FeedBody<'bank-list'>): null {
      q.dropItem.run({ id: bankListItem });
      const row = { id: bankListItem, kind: 'bank-list', state: 'applied', reason: null };
      q.insertItem.run({ ...row, item: JSON.stringify(body), at: 0 });
      return null;
    },
    bankList(): FeedBody<'bank-list'> | null {
      const item = q.keptItem.get({ id: bankListItem })?.item;
      return item == null ? null : feedBodies['bank-list'].parse(JSON.parse(item));
    },
    /** State and content of an item, or null when it never came. */
    kept: (id: string): { readonly state: string; readonly item: string | null } | null =>
      q.keptItem.get({ id }) ?? null,
    replaceItem(item: Selectable<SyncTables['sync_item']>): void {
      q.dropItem.run({ id: item.id });
      q.insertItem.run(item);
    },
    settleItem: (id: string): void => void q.settle.run({ id }),
    sister: (counter: string): Sister | null => sisterOf(q.sister.get({ counter })),
    sisters: (): readonly Sister[] => q.sisters.all().flatMap((row) => sisterOf(row) ?? []),
    saveSister(sister: Sister): void {
      q.putSister.run({
        counter: sister.counter,
        kind: sister.kind,
        name: sister.name,
        counter_key: sister.counterKey,
        state: sister.state,
        stalled: sister.stalled,
      });
    },
  };
}

export type SyncStore = ReturnType<typeof syncStore>;

function sisterOf(row: Selectable<SyncTables['sync_sister']> | undefined): Sister | null {
  if (row === undefined) return null;
  const { counter, kind, name, counter_key: counterKey, state, stalled } = row;
  return { counter, kind, name, counterKey, state: state === 'active' ? 'active' : 'revoked', stalled };
}

function statements(database: Database<SyncMoney>) {
  type Tables = SyncTables;
  return {
    link: statement(database, (query) => query.selectFrom('sync_link').selectAll()),
    dropLink: statement(database, (query) => query.deleteFrom('sync_link')),
    insertLink: statement(database, (query, p: Placeholders<Omit<Tables['sync_link'], 'one'>>) =>
      query.insertInto('sync_link').values({
        one: 1,
        url: p.url,
        facility: p.facility,
        facility_name: p.facility_name,
        backend_key: p.backend_key,
        feed_epoch: p.feed_epoch,
        cursor: p.cursor,
        enrolled_at: p.enrolled_at,
      }),
    ),
    cursor: statement(database, (query, p: Placeholders<{ feed_epoch: string | null; cursor: number }>) =>
      query.updateTable('sync_link').set({ feed_epoch: p.feed_epoch, cursor: p.cursor }),
    ),
    head: statement(database, (query) =>
      query.selectFrom('sync_head').select(['epoch', 'seq', 'hash', 'at']),
    ),
    sent: statement(database, (query, p: Placeholders<{ entry: string }>) =>
      query
        .selectFrom('journal as j')
        .innerJoin('sync_head as h', (join) =>
          join.on((eb) =>
            eb.or([
              eb('j.epoch', '<', eb.ref('h.epoch')),
              eb.and([eb('j.epoch', '=', eb.ref('h.epoch')), eb('j.seq', '<=', eb.ref('h.seq'))]),
            ]),
          ),
        )
        .select('j.id')
        .where('j.id', '=', p.entry),
    ),
    dropHead: statement(database, (query) => query.deleteFrom('sync_head')),
    insertHead: statement(database, (query, p: Placeholders<Omit<Tables['sync_head'], 'one'>>) =>
      query.insertInto('sync_head').values({
        one: 1,
        epoch: p.epoch,
        seq: p.seq,
        hash: p.hash,
        at: p.at,
        answer: p.answer,
      }),
    ),
    stops: statement(database, (query) => query.selectFrom('sync_stop').selectAll()),
    insertStop: statement(database, (query, p: Placeholders<Tables['sync_stop']>) =>
      query.insertInto('sync_stop').values({ what: p.what, code: p.code, say: p.say, at: p.at }),
    ),
    clearStop: statement(database, (query, p: Placeholders<{ what: string }>) =>
      query.deleteFrom('sync_stop').where('what', '=', p.what),
    ),
    item: statement(database, (query, p: Placeholders<{ id: string }>) =>
      query.selectFrom('sync_item').select('id').where('id', '=', p.id),
    ),
    keptItem: statement(database, (query, p: Placeholders<{ id: string }>) =>
      query.selectFrom('sync_item').select(['item', 'state']).where('id', '=', p.id),
    ),
    dropItem: statement(database, (query, p: Placeholders<{ id: string }>) =>
      query.deleteFrom('sync_item').where('id', '=', p.id),
    ),
    insertItem: statement(database, (query, p: Placeholders<Tables['sync_item']>) =>
      query.insertInto('sync_item').values({
        id: p.id,
        kind: p.kind,
        state: p.state,
        reason: p.reason,
        item: p.item,
        at: p.at,
      }),
    ),
    cases: statement(database, (query) =>
      query
        .selectFrom('sync_item')
        .select(['id', 'kind', 'reason', 'at', 'item'])
        .where('state', '=', 'case')
        .orderBy('at')
        .limit(mostCases),
    ),
    caseItems: statement(database, (query) =>
      query.selectFrom('sync_item').select('item').where('state', '=', 'case').orderBy('at').limit(mostCases),
    ),
    dropLists: statement(database, (query) =>
      query.deleteFrom('sync_item').where('state', '=', 'applied').where('kind', 'in', ['payer', 'bill']),
    ),
    settle: statement(database, (query, p: Placeholders<{ id: string }>) =>
      query.updateTable('sync_item').set({ state: 'settled', item: null }).where('id', '=', p.id),
    ),
    sister: statement(database, (query, p: Placeholders<{ counter: string }>) =>
      query.selectFrom('sync_sister').selectAll().where('counter', '=', p.counter),
    ),
    sisters: statement(database, (query) => query.selectFrom('sync_sister').selectAll().orderBy('counter')),
    putSister: statement(database, (query, p: Placeholders<Tables['sync_sister']>) =>
      query
        .insertInto('sync_sister')
        .values({
          counter: p.counter,
          kind: p.kind,
          name: p.name,
          counter_key: p.counter_key,
          state: p.state,
          stalled: p.stalled,
        })
        .onConflict((conflict) =>
          conflict.column('counter').doUpdateSet((eb) => ({
            kind: eb.ref('excluded.kind'),
            name: eb.ref('excluded.name'),
            counter_key: eb.ref('excluded.counter_key'),
            state: eb.ref('excluded.state'),
            stalled: eb.ref('excluded.stalled'),
          })),
        ),
    ),
  };
}
