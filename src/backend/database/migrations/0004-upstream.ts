import type { Migration } from '../migrate.ts';

/**
 * A facility's own backend that passes on to this one, what this one passes on to the one above (design §7), and the book
 * of what people did here.
 */
export const upstream: Migration = {
  number: 4,
  name: 'upstream',
  statements: [
    // Its journal comes by the facility's own backend; revoked here, which that backend cannot take back.
    `alter table counter add column relayed boolean not null default false,
      add column barred boolean not null default false`,
    'alter table enrolment_code add column relay boolean not null default false',
    `create table relay (
      facility uuid primary key references facility,
      relay_key text not null,
      joined_at bigint not null,
      last_contact_at bigint not null
    )`,
    `create table relay_session (
      token_hash text primary key,
      challenge_hash text not null unique,
      facility uuid not null references relay,
      expires_at bigint not null
    )`,
    `create table upstream_link (
      facility uuid primary key references facility,
      upper_facility uuid not null,
      upper_name text not null,
      upper_key text not null,
      feed_epoch uuid,
      cursor bigint not null default 0,
      joined_at bigint not null,
      heard_at bigint,
      stop text,
      stop_at bigint
    )`,
    // The outbox is the feed itself: which of a counter's items the upper backend has.
    `create table upstream_counter (
      facility uuid not null references upstream_link,
      counter uuid not null references counter,
      position bigint not null default 0,
      refused text,
      refused_at bigint,
      primary key (facility, counter)
    )`,
    `create table upstream_lease (
      one boolean primary key default true check (one),
      holder uuid not null,
      until bigint not null
    )`,
    `create table act (
      id uuid primary key,
      at bigint not null,
      person uuid references person,
      act text not null,
      facility uuid,
      subject text
    )`,
    'create index act_at on act (at, id)',
    `create function refuse_act_change() returns trigger language plpgsql as $body$
      begin raise exception 'what was done stays'; end $body$`,
    `create trigger act_stays before update or delete or truncate on act
      for each statement execute function refuse_act_change()`,
    `create index feed_item_of_counter on feed_item (facility, origin, position) where kind = 'journal'`,
    `create index feed_item_counters on feed_item (facility, position) where kind = 'counter'`,
  ],
};
