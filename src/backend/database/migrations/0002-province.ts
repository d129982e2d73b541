import type { Migration } from '../migrate.ts';

/** What the province page reads: people's names, targets, sums of payments by month, frozen yearly reports. */
export const province: Migration = {
  number: 2,
  name: 'province',
  statements: [
    `alter table person add column name text not null default ''`,
    `create table sign_in_failure (
      login_hash text primary key,
      failures integer not null,
      last_at bigint not null
    )`,
    `alter table facility add column tier text, add column urban boolean`,
    // How far the sums below have come in the counter's journal; what keeps its journal from being taken.
    `alter table counter add column summed_epoch integer, add column summed_seq bigint,
      add column waiting bigint, add column fault text, add column fault_at bigint`,
    `create table target (
      id uuid primary key,
      facility uuid references facility,
      area text check (area in ('hospital', 'school')),
      urban boolean,
      from_day text not null,
      low integer not null,
      high integer not null,
      source text not null,
      made_at bigint not null
    )`,
    `create table method_use (
      facility uuid not null references facility,
      method text not null,
      since text,
      told_at bigint not null,
      primary key (facility, method)
    )`,
    `create table pay_collection (
      facility uuid not null,
      id uuid not null,
      cut text not null,
      paper_day text,
      primary key (facility, id)
    )`,
    `create table pay_tender (
      facility uuid not null,
      id uuid not null,
      collection uuid,
      method text not null,
      kind text not null,
      due bigint not null,
      paid_day text,
      brought bigint not null,
      back_today bigint not null,
      primary key (facility, id)
    )`,
    `create table pay_refund (
      facility uuid not null,
      id uuid not null,
      source text not null,
      source_id uuid not null,
      primary key (facility, id)
    )`,
    `create table pay_month (
      facility uuid not null,
      counter uuid not null,
      month text not null,
      method text not null,
      kind text not null,
      cut text not null,
      count bigint not null,
      amount bigint not null,
      later_count bigint not null,
      later_amount bigint not null,
      last_at bigint,
      primary key (month, facility, counter, method, kind, cut)
    )`,
    'create index pay_month_facility on pay_month (facility, month)',
    `create table series_width (
      facility uuid not null,
      series text not null,
      width integer not null,
      primary key (facility, series)
    )`,
    `create table receipt_void (
      facility uuid not null,
      receipt uuid not null,
      day text not null,
      primary key (facility, receipt)
    )`,
    'create index receipt_void_day on receipt_void (facility, day)',
    `create index entry_receipt on entry (facility, business_date, at) where type = 'receipt.issued'`,
    `create table dispute (
      facility uuid not null,
      id uuid not null,
      deadline text not null,
      state text not null,
      primary key (facility, id)
    )`,
    `create table yearly_report (
      id uuid primary key,
      area text check (area in ('hospital', 'school')),
      year integer not null,
      from_month text not null,
      to_month text not null,
      rule text not null,
      as_of bigint not null,
      made_by uuid not null references person,
      supplements uuid references yearly_report,
      figures text not null,
      hash text not null,
      bytes bytea not null
    )`,
    `create function refuse_report_change() returns trigger language plpgsql as $body$
      begin raise exception 'a frozen report is never changed'; end $body$`,
    `create trigger yearly_report_stays before update or delete or truncate on yearly_report
      for each statement execute function refuse_report_change()`,
  ],
};
