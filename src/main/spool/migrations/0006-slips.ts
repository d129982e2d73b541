import type { Migration } from '../../store/migrate.ts';

/**
 * Documents may be slips besides receipts and Z: the check of a column cannot be changed, so the tables are made anew
 * with the same rows. Nothing else about them changes.
 */
export const allowSlips: Migration = {
  number: 6,
  name: 'spool-slips',
  up: (connection) => {
    connection.exec(`
      create temp table kept_documents as select * from print_documents;
      create temp table kept_entries as select * from print_document_entries;
      create temp table kept_jobs as select * from print_jobs;
      drop table print_document_entries;
      drop table print_jobs;
      drop table print_documents;

      create table print_documents (
        document text primary key,
        kind text not null check (kind in ('receipt', 'z-slip', 'x-slip', 'slip')),
        content text not null check (json_valid(content)),
        erased integer not null default 0 check (erased in (0, 1))
      ) strict, without rowid;

      create table print_document_entries (
        entry text not null,
        document text not null references print_documents (document),
        primary key (entry, document)
      ) strict, without rowid;

      create table print_jobs (
        position integer primary key,
        job text not null unique,
        document text not null references print_documents (document),
        mark text not null check (mark in ('original', 'copy', 'replaces-faulty')),
        copy integer not null check ((mark = 'copy') = (copy > 0)),
        printer text not null,
        state text not null check (state in ('queued', 'sending', 'sent', 'printed', 'failed', 'unknown')),
        answer text check (answer in ('came', 'not-came')),
        took_bytes integer not null default 0 check (took_bytes >= 0),
        why text,
        asked_at integer not null,
        changed_at integer not null
      ) strict;

      create index print_jobs_of_document on print_jobs (document, position);
      create index print_jobs_by_state on print_jobs (state, position);
      create unique index print_jobs_one_original on print_jobs (document) where mark = 'original';

      insert into print_documents select * from kept_documents;
      insert into print_document_entries select * from kept_entries;
      insert into print_jobs select * from kept_jobs;
      drop table kept_documents;
      drop table kept_entries;
      drop table kept_jobs;
    `);
  },
};
