import type { Migration } from '../migrate.ts';

/** Everything the first version keeps. */
export const start: Migration = {
  number: 1,
  name: 'start',
  statements: [
    `create table backend_identity (
      one boolean primary key default true check (one),
      sealed_seed text not null,
      public_key text not null,
      database_mark text not null
    )`,
    `create table facility (
      id uuid primary key,
      name text not null,
      kind text not null check (kind in ('hospital', 'school')),
      created_at bigint not null,
      facility_key text,
      sealing_key text,
      sealing_kid text,
      feed_epoch uuid not null,
      feed_last bigint not null default 0
    )`,
    `create table person (
      id uuid primary key,
      login text not null unique,
      password text not null,
      role text not null check (role in ('operator', 'province', 'department', 'facility')),
      area text check (area in ('hospital', 'school')),
      facility uuid references facility,
      active boolean not null default true,
      created_at bigint not null,
      check ((role = 'department') = (area is not null)),
      check ((role = 'facility') = (facility is not null))
    )`,
    `create table person_session (
      token_hash text primary key,
      person uuid not null references person,
      expires_at bigint not null
    )`,
    `create table counter (
      id uuid primary key,
      facility uuid not null references facility,
      kind text not null check (kind in ('counter', 'accountant-desk')),
      name text not null,
      counter_key text not null,
      vouch text not null,
      state text not null check (state in ('active', 'revoked')),
      head_epoch integer,
      head_seq bigint,
      head_hash text,
      enrolled_at bigint not null,
      last_contact_at bigint,
      unique (facility, id)
    )`,
    `create table enrolment_code (
      secret_hash text primary key,
      facility uuid not null references facility,
      counter uuid references counter,
      made_at bigint not null,
      expires_at bigint not null,
      used_at bigint
    )`,
    `create table counter_session (
      token_hash text primary key,
      challenge_hash text not null unique,
      counter uuid not null references counter,
      expires_at bigint not null
    )`,
    `create table entry (
      facility uuid not null,
      counter uuid not null,
      epoch integer not null,
      seq bigint not null,
      id uuid not null,
      at bigint not null,
      business_date text not null,
      shift uuid,
      actor text not null,
      type text not null,
      v integer not null,
      body text not null,
      private_digest text,
      prev_hash text not null,
      hash text not null,
      primary key (counter, epoch, seq),
      unique (counter, id),
      foreign key (facility, counter) references counter (facility, id)
    )`,
    `create function refuse_change() returns trigger language plpgsql as $body$
      begin raise exception 'an entry is never changed'; end $body$`,
    `create trigger entry_stays before update or delete or truncate on entry
      for each statement execute function refuse_change()`,
    `create table sealed_part (
      facility uuid not null,
      counter uuid not null,
      entry uuid not null,
      digest text not null,
      sealed text,
      primary key (counter, entry)
    )`,
    `create table batch (
      facility uuid not null,
      counter uuid not null,
      epoch integer not null,
      first_seq bigint not null,
      last_seq bigint not null,
      statement text not null,
      signature text not null,
      item uuid not null,
      primary key (facility, item)
    )`,
    `create table feed_item (
      facility uuid not null references facility,
      position bigint not null,
      id uuid not null,
      at bigint not null,
      kind text not null,
      v integer not null,
      body text not null,
      upstream text,
      origin uuid,
      primary key (facility, position),
      unique (facility, id)
    )`,
    `create table shown_code (
      facility uuid not null,
      code text not null,
      counter uuid not null,
      tender uuid not null,
      amount bigint not null,
      expires_at bigint not null,
      primary key (facility, code, tender)
    )`,
    `create table bank_source (
      id uuid primary key,
      facility uuid not null references facility,
      provider text not null check (provider in ('vietqr', 'sepay', 'casso', 'payos')),
      sealed_secret text not null,
      active boolean not null default true,
      created_at bigint not null
    )`,
    `create table bank_account (
      source uuid not null references bank_source,
      facility uuid not null references facility,
      bin text not null,
      number text not null,
      primary key (source, number)
    )`,
    `create table bank_token (
      token_hash text primary key,
      source uuid not null references bank_source,
      expires_at bigint not null
    )`,
    `create table bank_line (
      id uuid primary key,
      facility uuid not null references facility,
      bin text not null,
      number text not null,
      reference text not null,
      direction text not null check (direction in ('in', 'out')),
      amount bigint not null check (amount > 0),
      paid_at bigint not null,
      codes text not null,
      virtual_account text,
      sealed text,
      heard_at bigint not null,
      provider text not null,
      state text not null check (state in ('debit', 'expected', 'taken', 'unmatched')),
      counter_credit uuid,
      tender uuid,
      case_amount bigint,
      unique (facility, bin, number, reference, direction)
    )`,
    'create index bank_line_state on bank_line (facility, state, paid_at)',
  ],
};
