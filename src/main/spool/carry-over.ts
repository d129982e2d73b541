import type { Database as Connection } from 'better-sqlite3';
import { entryIsHere } from '../ledger/entry-here.ts';
import type { SpoolTables } from './schema.ts';

/**
 * Moves papers and their jobs from a quarantined file into the one that goes on, inside the caller's transaction. Papers
 * whose entries were lost stay behind: what the journal does not know must never be printed.
 * @throws an SqliteError when the damage reaches these tables
 */
export function carryPapers(from: Connection, to: Connection): void {
  const isHere = entryIsHere(to);
  const entriesOf = from.prepare<[string], SpoolTables['print_document_entries']>(
    'SELECT entry, document FROM print_document_entries WHERE document = ?',
  );
  const jobsOf = from.prepare<[string], SpoolTables['print_jobs']>(
    'SELECT * FROM print_jobs WHERE document = ? ORDER BY position',
  );
  const addDocument = to.prepare('INSERT INTO print_documents VALUES (@document, @kind, @content, @erased)');
  const addEntry = to.prepare('INSERT INTO print_document_entries VALUES (@entry, @document)');
  const addJob = to.prepare(
    `INSERT INTO print_jobs VALUES (@position, @job, @document, @mark, @copy, @printer, @state, @answer, @took_bytes,
      @why, @asked_at, @changed_at)`,
  );
  const documents = from.prepare<[], SpoolTables['print_documents']>('SELECT * FROM print_documents');
  for (const document of documents.iterate()) {
    const entries = entriesOf.all(document.document);
    if (!entries.every(({ entry }) => isHere(entry))) continue;
    addDocument.run(document);
    for (const entry of entries) addEntry.run(entry);
    for (const job of jobsOf.all(document.document)) addJob.run(job);
  }
}
