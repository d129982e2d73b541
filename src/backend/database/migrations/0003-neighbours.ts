import type { Migration } from '../migrate.ts';

/** Neighbour systems of a facility: their keys, payers, bills and what was paid; the age of what waits at a counter. */
export const neighbours: Migration = {
  number: 3,
  name: 'neighbours',
  statements: [
    'alter table counter add column waiting_since bigint',
    // Positions of payments are given out under the lock of the facility's row, as those of the feed.
    'alter table facility add column payment_last bigint not null default 0',
    `create table api_key (
      id uuid primary key,
      facility uuid not null references facility,
      name text not null,
      key_hash text not null unique,
      made_at bigint not null,
      revoked_at bigint
    )`,
    `create table neighbour_payer (
      facility uuid not null references facility,
      payer text not null,
      version bigint not null,
      state text not null check (state in ('active', 'gone')),
      primary key (facility, payer)
    )`,
    `create table neighbour_bill (
      facility uuid not null references facility,
      bill text not null,
      version bigint not null,
      payer text not null,
      state text not null check (state in ('owed', 'cancelled')),
      fee_group text not null,
      amount bigint not null,
      due_date text,
      on_behalf boolean not null,
      primary key (facility, bill)
    )`,
    `create table neighbour_payment (
      facility uuid not null references facility,
      position bigint not null,
      id text not null,
      kind text not null check (kind in ('paid', 'voided', 'refunded')),
      receipt uuid not null,
      bill text,
      amount bigint not null,
      told text not null,
      primary key (facility, position),
      unique (facility, id)
    )`,
    'create index neighbour_payment_receipt on neighbour_payment (facility, receipt)',
    'create index neighbour_payment_bill on neighbour_payment (facility, bill)',
    `create table neighbour_refund (
      facility uuid not null,
      refund uuid not null,
      receipt uuid not null,
      primary key (facility, refund)
    )`,
  ],
};
