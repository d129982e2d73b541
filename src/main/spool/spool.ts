/** Durable print jobs: asked for in the transaction of the act, printed after it, each with a journalled outcome. */
import { InvariantBroken, invariant } from '../../shared/kernel/assert.ts';
import type { EpochMs } from '../../shared/kernel/clock.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import type { Raster } from '../devices/ports.ts';
import { blankDocument, type PaperDocument, type PaperMark, parseDocument } from '../documents/model.ts';
import { type JobMove, type JobState, moveJob, nextPaper } from './moves.ts';
import type { AskFailure, NextMark, PaperStanding, SpoolPorts, Unprinted } from './ports.ts';
import { type JobRow, notComposed, type SpoolRows, spoolRows } from './rows.ts';
import { Runner, type RunResult } from './runner.ts';
import { fileName } from './shown.ts';

/** More jobs waiting than this are not queued but shown as not printed, so that a dead printer costs no money act. */
const mostQueued = 200;
const actorOfCounter = 'counter';

export class Spool {
  readonly #ports: SpoolPorts;
  readonly #rows: SpoolRows;
  readonly #runner: Runner;
  readonly #listeners = new Set<(document: string) => void>();
  #stopped = false;

  constructor(ports: SpoolPorts) {
    this.#ports = ports;
    this.#rows = spoolRows(ports.database);
    this.#runner = new Runner({
      takeUp: (printer) => this.#takeUp(printer),
      draw: (row, widthDots) => this.#draw(row, widthDots),
      plain: (row, columns) => ports.plain(this.#documentOf(row), markOf(row), columns),
      printer: ports.printer,
      record: (row, result) => this.#record(row, result),
      broken: (error) => {
        this.#stopped = true;
        ports.broken(error);
      },
    });
  }

  /**
   * Settles what a stopped process left behind; once, before anything else. What was being sent is `unknown`, what
   * had not begun is `failed`: nothing prints by itself later. Opens its own transaction.
   */
  recover(): void {
    this.#ports.transact(() => {
      for (const row of this.#rows.interrupted()) {
        if (row.state === 'sending') this.#ports.printer(row.printer)?.leftInSheet?.();
        const after = this.#move(row, { type: 'restart' }, { why: 'restarted' });
        this.#journalOutcome(row, after === 'unknown' ? 'unknown' : 'failed');
      }
    });
  }

  /**
   * Asks for the one original of a new document, inside the caller's transaction; it is printed after the commit.
   * @param entries journal entries whose private parts the document holds copies of, for erasure
   * @returns the job
   */
  enqueue(document: PaperDocument, entries: readonly string[]): string {
    return this.#addOriginal(document, JSON.stringify(document), entries);
  }

  /**
   * As {@link enqueue}, for a document whose words all lie frozen in the ledger: it is composed when a printer takes it
   * up, before the first byte, and not while money waits. From then on it is stored like any other.
   */
  enqueueIssued(issued: Pick<PaperDocument, 'document' | 'kind'>, entries: readonly string[]): string {
    return this.#addOriginal(issued, notComposed, entries);
  }

  /**
   * Asks for a document again, inside the caller's transaction: the same original when the printer had taken
   * nothing of it, a replacement after an answered doubt, else the next copy (moves.ts). Goes to the usual printer.
   */
  ask(document: string): Result<{ readonly job: string; readonly mark: JobRow['mark'] }, AskFailure> {
    this.#rows.assertInTransaction();
    const row = this.#rows.document(document);
    if (row === undefined) return refuse('not-found');
    if (row.erased === 1) return refuse('erased');
    const papers = this.#rows.papers(document);
    const next = nextPaper(papers);
    if (!next.ok) return next;
    switch (next.value.type) {
      case 'again': {
        const { job } = next.value;
        const earlier = papers.find((one) => one.job === job);
        invariant(earlier !== undefined, 'the job to be resent is one of the document');
        this.#move(earlier, { type: 'ask-again' }, { printer: this.#ports.usualPrinter() });
        this.#afterCommit(document);
        return ok({ job, mark: earlier.mark });
      }
      case 'replaces-faulty':
        return ok({ job: this.#addJob(document, 'replaces-faulty', 0), mark: 'replaces-faulty' });
      case 'copy':
        return ok({ job: this.#addJob(document, 'copy', next.value.number), mark: 'copy' });
    }
  }

  /**
   * The next paper of a document as a file of pages, inside the caller's transaction: marked by the rules of {@link ask},
   * and written down as sent, for nobody sees what becomes of a file.
   */
  toFile(document: string): Result<{ readonly paper: PaperDocument; readonly mark: PaperMark }, AskFailure> {
    const asked = this.ask(document);
    if (!asked.ok) return asked;
    const row = this.#rows.job(asked.value.job);
    invariant(row !== undefined, 'the job that was just asked for');
    const printer = fileName;
    // A full queue is no matter here: it never goes to a printer.
    if (row.state === 'failed') this.#move(row, { type: 'ask-again' }, { printer });
    this.#move({ ...row, state: 'queued' }, { type: 'take-up' }, { printer });
    this.#move({ ...row, state: 'sending' }, { type: 'outcome', outcome: 'sent' }, { printer });
    this.#journalOutcome({ ...row, printer }, 'sent');
    return ok({ paper: this.#documentOf(row), mark: markOf(row) });
  }

  /**
   * Records the answer to "Giấy có ra không?", inside the caller's transaction. Without paper the replacement,
   * marked as such, is asked for at once; with paper the next one asked for is so marked.
   * @param actor who answered
   */
  answer(
    job: string,
    paperCame: boolean,
    actor: string,
  ): Result<{ readonly replacement: string | null }, 'not-found' | 'not-asked'> {
    this.#rows.assertInTransaction();
    const row = this.#rows.job(job);
    if (row === undefined) return refuse('not-found');
    const move: JobMove = { type: 'answer', answer: paperCame ? 'came' : 'not-came' };
    const moved = moveJob(row, move);
    if (!moved.ok) return refuse('not-asked');
    this.#move(row, move, {});
    this.#ports.journal({ type: 'print.answered', body: { job, document: row.document, paperCame } }, actor);
    this.#afterCommit(row.document);
    if (paperCame) return ok({ replacement: null });
    const asked = this.ask(row.document);
    return ok({ replacement: asked.ok ? asked.value.job : null });
  }

  /**
   * Blanks the private content of stored documents made from these journal entries, inside the transaction of the
   * erasure. They can no longer be printed; a job not yet taken up is dropped.
   */
  erase(entries: readonly string[]): void {
    this.#rows.assertInTransaction();
    for (const document of new Set(entries.flatMap((entry) => this.#rows.documentsOf(entry)))) {
      const row = this.#rows.document(document);
      if (row === undefined || row.erased === 1) continue;
      const composed = row.content !== notComposed;
      this.#rows.blank(
        document,
        composed ? JSON.stringify(blankDocument(parseDocument(row.content))) : notComposed,
      );
      for (const job of this.#rows.papers(document)) {
        if (job.state !== 'queued') continue;
        this.#move(job, { type: 'drop' }, { why: 'erased' });
        this.#journalOutcome(job, 'failed');
      }
      this.#afterCommit(document);
    }
  }

  /** How the newest paper of a document stands. */
  paperOf(document: string): PaperStanding {
    const papers = this.#rows.papers(document);
    const newest = papers.at(-1);
    const copies = papers.reduce((most, { copy }) => Math.max(most, copy), 0);
    if (newest === undefined) {
      return { state: 'none', job: null, mark: null, printer: null, why: null, answer: null, copies };
    }
    const { state, job, mark, printer, why, answer } = newest;
    return { state, job, mark, printer, why, answer, copies };
  }

  /** Every paper of a document, oldest first, and what a person who asks for one more would get; null: none now. */
  papersOf(document: string): { readonly papers: readonly JobRow[]; readonly next: NextMark | null } {
    const papers = this.#rows.papers(document);
    const next = nextPaper(papers);
    if (!next.ok) return { papers, next: null };
    switch (next.value.type) {
      case 'again': {
        const { job } = next.value;
        const earlier = papers.find((one) => one.job === job);
        return { papers, next: earlier === undefined ? null : { mark: earlier.mark, copy: earlier.copy } };
      }
      case 'replaces-faulty':
        return { papers, next: { mark: 'replaces-faulty', copy: 0 } };
      case 'copy':
        return { papers, next: { mark: 'copy', copy: next.value.number } };
    }
  }

  /** Documents whose newest paper did not come or may not have come, newest first. */
  unprinted(limit: number): Unprinted[] {
    return this.#rows.newestTroubled(limit).map(({ document, kind, job, state, why, changed_at }) => ({
      ...{ document, kind, job, why },
      state: state === 'failed' ? 'failed' : 'unknown',
      since: changed_at as EpochMs,
    }));
  }

  /** Calls `listener` after commit with each document whose paper changed. Returns the way to stop. */
  onChange(listener: (document: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes up no further job; settles when the sheet under way has its outcome. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#runner.idle();
  }

  /** Settles when nothing is queued or being sent. */
  idle(): Promise<void> {
    return this.#runner.idle();
  }

  #addOriginal(
    { document, kind }: Pick<PaperDocument, 'document' | 'kind'>,
    content: string,
    entries: readonly string[],
  ): string {
    this.#rows.assertInTransaction();
    this.#rows.addDocument({ document, kind, content }, entries);
    return this.#addJob(document, 'original', 0);
  }

  #addJob(document: string, mark: JobRow['mark'], copy: number): string {
    const job = this.#ports.ids.next();
    const full = this.#rows.countQueued() >= mostQueued;
    this.#rows.addJob({
      job,
      document,
      mark,
      copy,
      printer: this.#ports.usualPrinter(),
      state: full ? 'failed' : 'queued',
      why: full ? 'queue-full' : null,
      asked_at: this.#ports.clock.now(),
    });
    this.#afterCommit(document);
    return job;
  }

  /** A transaction is one synchronous closure, so a timer runs after it; after a rollback it finds nothing. */
  #afterCommit(document: string): void {
    this.#ports.clock.after(0, () => {
      if (this.#stopped) return;
      this.#tell(document);
      for (const printer of this.#rows.printersWithWork()) this.#runner.wake(printer);
    });
  }

  #tell(document: string): void {
    for (const listener of [...this.#listeners]) listener(document);
  }

  /** Writes that the next job of a printer is being sent, before a byte goes out. */
  #takeUp(printer: string): JobRow | undefined {
    if (this.#stopped) return undefined;
    const taken = this.#ports.transact(() => {
      const row = this.#rows.firstQueued(printer);
      if (row !== undefined) this.#move(row, { type: 'take-up' }, {});
      return row && { ...row, state: 'sending' as const };
    });
    if (taken !== undefined) this.#tell(taken.document);
    return taken;
  }

  async #draw(row: JobRow, widthDots: number): Promise<Raster> {
    return this.#ports.render(this.#documentOf(row), markOf(row), widthDots);
  }

  #documentOf(row: JobRow): PaperDocument {
    const stored = this.#rows.document(row.document);
    invariant(stored !== undefined, `no document ${row.document}`);
    invariant(stored.content !== notComposed, `document ${row.document} could not be composed`);
    return parseDocument(stored.content);
  }

  #record(row: JobRow, result: RunResult): void {
    const spare = this.#ports.transact(() => {
      this.#move(
        row,
        { type: 'outcome', outcome: result.outcome },
        { took_bytes: result.took, why: result.why },
      );
      this.#journalOutcome(row, result.outcome);
      if (result.outcome !== 'failed' || result.why === 'not-drawn') return undefined;
      return this.#handOver(row);
    });
    this.#tell(row.document);
    if (spare !== undefined) this.#runner.wake(spare);
  }

  /** Not one byte was taken, so the same paper may come from another printer, at once and without a mark. */
  #handOver(row: JobRow): string | undefined {
    const printer = this.#ports.spareFor(row.printer);
    if (printer !== undefined) {
      this.#move({ ...row, state: 'failed' }, { type: 'hand-over' }, { printer });
    }
    return printer;
  }

  #move(
    row: JobRow,
    move: JobMove,
    change: Partial<Pick<JobRow, 'took_bytes' | 'why' | 'printer'>>,
  ): JobState {
    const moved = moveJob(row, move);
    if (!moved.ok) throw new InvariantBroken(`job ${row.job}: ${move.type} from ${row.state}`);
    if (move.type === 'take-up') this.#compose(row.document);
    this.#rows.change({
      job: row.job,
      state: moved.value.state,
      answer: moved.value.answer,
      took_bytes: change.took_bytes ?? row.took_bytes,
      why: change.why ?? (move.type === 'answer' ? row.why : null),
      changed_at: this.#ports.clock.now(),
      printer: change.printer ?? row.printer,
    });
    return moved.value.state;
  }

  /** What cannot be composed is not drawn either, and the job then fails like any that cannot be drawn. */
  #compose(document: string): void {
    if (this.#rows.document(document)?.content !== notComposed) return;
    try {
      this.#rows.fill(document, JSON.stringify(this.#ports.compose(document)));
    } catch (cause) {
      if (!(cause instanceof InvariantBroken)) throw cause;
    }
  }

  #journalOutcome(row: JobRow, outcome: 'printed' | 'sent' | 'failed' | 'unknown'): void {
    const kind = this.#rows.document(row.document)?.kind;
    invariant(kind !== undefined, `no document ${row.document}`);
    const { job, document, mark, copy, printer } = row;
    this.#ports.journal(
      { type: 'print.outcome', body: { job, document, kind, mark, copy, outcome, printer } },
      actorOfCounter,
    );
  }
}

function markOf({ mark, copy, asked_at }: JobRow): PaperMark {
  const at = asked_at as EpochMs;
  switch (mark) {
    case 'original':
      return { kind: 'original' };
    case 'copy':
      return { kind: 'copy', number: copy, at };
    case 'replaces-faulty':
      return { kind: 'replaces-faulty', at };
  }
}
