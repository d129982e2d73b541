/** Rows of the spool: every statement it runs, compiled once. */
import { invariant } from '../../shared/kernel/assert.ts';
import type { Database } from '../store/database.ts';
import { type Placeholders, statement } from '../store/statement.ts';
import type { JobState, PaperAnswer } from './moves.ts';
import type { SpoolTables } from './schema.ts';

export type JobRow = SpoolTables['print_jobs'];
export type DocumentRow = SpoolTables['print_documents'];
type NewJob = Pick<JobRow, 'job' | 'document' | 'mark' | 'copy' | 'printer' | 'state' | 'why' | 'asked_at'>;
type JobChange = Pick<JobRow, 'job' | 'state' | 'answer' | 'took_bytes' | 'why' | 'changed_at' | 'printer'>;

/** JSON that stands for the words of a document that no printer has taken up yet. */
export const notComposed = 'null';

/** Papers of one document looked at; nobody prints a receipt this often. */
const mostPapers = 1000;

export type SpoolRows = ReturnType<typeof spoolRows>;

/** Prepares the statements of the spool on a connection. */
export function spoolRows(database: Database<SpoolTables>) {
  const writes = writeStatements(database);
  const reads = readStatements(database);
  return {
    assertInTransaction(): void {
      invariant(database.connection.inTransaction, 'the spool is written in a transaction of the caller');
    },
    addDocument(row: Omit<DocumentRow, 'erased'>, entries: readonly string[]): void {
      writes.addDocument.later(row);
      for (const entry of entries) writes.addEntry.later({ entry, document: row.document });
    },
    /** Gives a document its words; one that has them, or whose words were erased, stays as it is. */
    fill: (document: string, content: string) => void writes.fill.run({ document, content }),
    addJob: (row: NewJob) => writes.addJob.later(row),
    change(row: JobChange): void {
      invariant(writes.change.run(row).changes === 1, `no job ${row.job}`);
    },
    blank(document: string, content: string): void {
      writes.blank.run({ document, content });
    },
    job: (job: string): JobRow | undefined => reads.job.get({ job }),
    document: (document: string): DocumentRow | undefined => reads.document.get({ document }),
    papers: (document: string): JobRow[] => reads.papers.all({ document, limit: mostPapers }),
    firstQueued: (printer: string): JobRow | undefined => reads.firstQueued.get({ printer }),
    printersWithWork: (): string[] => reads.printersWithWork.all().map(({ printer }) => printer),
    countQueued: (): number => reads.countQueued.get()?.jobs ?? 0,
    interrupted: (): JobRow[] => reads.interrupted.all(),
    /** Documents whose newest paper did not come or may not have come, newest first; erased ones are left out. */
    newestTroubled: (limit: number) =>
      [...reads.failed.all({ limit }), ...reads.unknown.all({ limit })]
        .sort((a, b) => b.position - a.position)
        .slice(0, limit),
    documentsOf: (entry: string): string[] =>
      reads.documentsOf.all({ entry }).map(({ document }) => document),
  };
}

function writeStatements(database: Database<SpoolTables>) {
  return {
    addDocument: statement(database, (query, p: Placeholders<Omit<DocumentRow, 'erased'>>) =>
      query
        .insertInto('print_documents')
        .values({ document: p.document, kind: p.kind, content: p.content, erased: 0 }),
    ),
    addEntry: statement(database, (query, p: Placeholders<{ entry: string; document: string }>) =>
      query.insertInto('print_document_entries').values({ entry: p.entry, document: p.document }),
    ),
    addJob: statement(database, (query, p: Placeholders<NewJob>) =>
      query.insertInto('print_jobs').values(({ selectFrom, fn, val, eb }) => ({
        position: selectFrom('print_jobs').select(
          eb(fn.coalesce(fn.max('position'), val(0)), '+', 1).as('position'),
        ),
        job: p.job,
        document: p.document,
        mark: p.mark,
        copy: p.copy,
        printer: p.printer,
        state: p.state,
        answer: null,
        took_bytes: 0,
        why: p.why,
        asked_at: p.asked_at,
        changed_at: p.asked_at,
      })),
    ),
    change: statement(database, (query, p: Placeholders<JobChange>) =>
      query
        .updateTable('print_jobs')
        .set({
          state: p.state,
          answer: p.answer,
          took_bytes: p.took_bytes,
          why: p.why,
          changed_at: p.changed_at,
          printer: p.printer,
        })
        .where('job', '=', p.job),
    ),
    fill: statement(database, (query, p: Placeholders<{ document: string; content: string }>) =>
      query
        .updateTable('print_documents')
        .set({ content: p.content })
        .where('document', '=', p.document)
        .where('content', '=', notComposed)
        .where('erased', '=', 0),
    ),
    blank: statement(database, (query, p: Placeholders<{ document: string; content: string }>) =>
      query
        .updateTable('print_documents')
        .set({ content: p.content, erased: 1 })
        .where('document', '=', p.document),
    ),
  };
}

const queued: JobState = 'queued';
const sending: JobState = 'sending';
const failed: JobState = 'failed';
const unknown: JobState = 'unknown';
const notCame: PaperAnswer = 'not-came';

function readStatements(database: Database<SpoolTables>) {
  return {
    job: statement(database, (query, p: Placeholders<{ job: string }>) =>
      query.selectFrom('print_jobs').selectAll().where('job', '=', p.job),
    ),
    document: statement(database, (query, p: Placeholders<{ document: string }>) =>
      query.selectFrom('print_documents').selectAll().where('document', '=', p.document),
    ),
    papers: statement(database, (query, p: Placeholders<{ document: string; limit: number }>) =>
      query
        .selectFrom('print_jobs')
        .selectAll()
        .where('document', '=', p.document)
        .orderBy('position')
        .limit(p.limit),
    ),
    firstQueued: statement(database, (query, p: Placeholders<{ printer: string }>) =>
      query
        .selectFrom('print_jobs')
        .selectAll()
        .where('state', '=', queued)
        .where('printer', '=', p.printer)
        .orderBy('position')
        .limit(1),
    ),
    printersWithWork: statement(database, (query) =>
      query.selectFrom('print_jobs').select('printer').distinct().where('state', '=', queued),
    ),
    countQueued: statement(database, (query) =>
      query
        .selectFrom('print_jobs')
        .select(({ fn }) => fn.countAll<number>().as('jobs'))
        .where('state', '=', queued),
    ),
    interrupted: statement(database, (query) =>
      query.selectFrom('print_jobs').selectAll().where('state', 'in', [queued, sending]).orderBy('position'),
    ),
    failed: newestIn(database, failed),
    unknown: newestIn(database, unknown),
    documentsOf: statement(database, (query, p: Placeholders<{ entry: string }>) =>
      query.selectFrom('print_document_entries').select('document').where('entry', '=', p.entry),
    ),
  };
}

/**
 * Documents with their words still there whose newest paper is in this state and was not answered to have come, newest
 * first. One state at a time, so that the index gives them in order and reading stops at the limit: a counter without a
 * printer has as many of them as receipts.
 */
function newestIn(database: Database<SpoolTables>, state: JobState) {
  return statement(database, (query, p: Placeholders<{ limit: number }>) =>
    query
      .selectFrom('print_jobs as trouble')
      .innerJoin('print_documents', 'print_documents.document', 'trouble.document')
      .select(['position', 'job', 'trouble.document', 'state', 'why', 'changed_at', 'kind'])
      .where('state', '=', state)
      .where('erased', '=', 0)
      .where(({ or, eb }) => or([eb('answer', 'is', null), eb('answer', '=', notCame)]))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('print_jobs as later')
              .select('later.job')
              .whereRef('later.document', '=', 'trouble.document')
              .whereRef('later.position', '>', 'trouble.position'),
          ),
        ),
      )
      .orderBy('position', 'desc')
      .limit(p.limit),
  );
}
