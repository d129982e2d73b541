import type { Database as Connection } from 'better-sqlite3';
import type { LedgerTables } from '../ledger/schema.ts';

/** Tables of this room in `money.db`, where the feed cursor moves in the transaction of what an item does. */
export interface SyncTables {
  /** One row once the counter is enrolled. */
  sync_link: {
    one: number;
    url: string;
    facility: string;
    facility_name: string;
    backend_key: string;
    /** Null: read the feed from its beginning. */
    feed_epoch: string | null;
    cursor: number;
    enrolled_at: number;
  };
  /** The last acknowledgement, as the backend signed it: a head record from outside (design §3). */
  sync_head: {
    one: number;
    epoch: number;
    seq: number;
    hash: string;
    at: number;
    answer: string;
  };
  /** Why pushing or pulling has stopped until somebody acts. */
  sync_stop: { what: string; code: string; say: string; at: number };
  /** Feed items that were looked at; those that could not be applied are cases with their content. */
  sync_item: {
    id: string;
    kind: string;
    state: string;
    reason: string | null;
    item: string | null;
    at: number;
  };
  /** Other counters of the facility, by the word of the facility's key. */
  sync_sister: {
    counter: string;
    kind: string;
    name: string;
    counter_key: string;
    state: string;
    /** Why its journal is not taken further, else null. */
    stalled: string | null;
  };
}

/** What the sync room reads and writes: its own tables beside the ledger's. */
export type SyncMoney = LedgerTables & SyncTables;

/** Makes the tables; one step of the migrations of `money.db`. */
export function createSyncTables(connection: Connection): void {
  connection.exec(`
    create table sync_link (
      one integer primary key check (one = 1),
      url text not null,
      facility text not null,
      facility_name text not null,
      backend_key text not null check (length(backend_key) = 43),
      feed_epoch text,
      cursor integer not null check (cursor >= 0),
      enrolled_at integer not null
    ) strict;
    create table sync_head (
      one integer primary key check (one = 1),
      epoch integer not null,
      seq integer not null,
      hash text not null check (length(hash) = 64),
      at integer not null,
      answer text not null check (json_valid(answer))
    ) strict;
    create table sync_stop (
      what text primary key check (what in ('push', 'pull')),
      code text not null,
      say text not null,
      at integer not null
    ) strict, without rowid;
    create table sync_item (
      id text primary key,
      kind text not null,
      state text not null check (state in ('applied', 'case', 'settled')),
      reason text,
      item text,
      at integer not null
    ) strict, without rowid;
    create index sync_item_cases on sync_item (at) where state = 'case';
    create table sync_sister (
      counter text primary key,
      kind text not null,
      name text not null,
      counter_key text not null,
      state text not null check (state in ('active', 'revoked')),
      stalled text
    ) strict, without rowid;
  `);
}
