import type { Database as Connection } from 'better-sqlite3';
import type { JobState } from './moves.ts';

/** Tables of this room in `money.db`. Only this room writes them. */
export interface SpoolTables {
  print_documents: {
    document: string;
    kind: 'receipt' | 'z-slip' | 'x-slip' | 'slip';
    /** The frozen document as JSON; blanked by an erasure, never otherwise changed. */
    content: string;
    erased: number;
  };
  print_document_entries: {
    /** Journal entry whose private part the document holds a copy of. */
    entry: string;
    document: string;
  };
  print_jobs: {
    /** Order of asking. */
    position: number;
    job: string;
    document: string;
    mark: 'original' | 'copy' | 'replaces-faulty';
    /** n of "lần n" on a copy, else 0. */
    copy: number;
    printer: string;
    state: JobState;
    /** The cashier's answer to "Giấy có ra không?", once given. */
    answer: 'came' | 'not-came' | null;
    /** Bytes of the sheet the printer may have got at the last try. */
    took_bytes: number;
    /** Why it failed or is unknown, as a code; null otherwise. */
    why: string | null;
    asked_at: number;
    changed_at: number;
  };
}

/** Makes the tables of the spool; one step of the migrations of `money.db`. */
export function createSpoolTables(connection: Connection): void {
  connection.exec(`
    create table print_documents (
      document text primary key,
      kind text not null check (kind in ('receipt', 'z-slip')),
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
  `);
}
