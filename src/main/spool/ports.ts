/** What the spool is given, and what it says. */
import type { Clock, EpochMs } from '../../shared/kernel/clock.ts';
import type { Ids } from '../../shared/kernel/ids.ts';
import type { PrinterPort, Raster } from '../devices/ports.ts';
import type { PaperDocument, PaperMark } from '../documents/model.ts';
import type { Database } from '../store/database.ts';
import type { JobState } from './moves.ts';
import type { JobRow } from './rows.ts';
import type { SpoolTables } from './schema.ts';

/** What the spool has written in the journal; the shape of the entries `print.outcome` and `print.answered`. */
export type PaperEntry =
  | {
      readonly type: 'print.outcome';
      readonly body: {
        readonly job: string;
        readonly document: string;
        readonly kind: 'receipt' | 'z-slip' | 'x-slip' | 'slip';
        readonly mark: JobRow['mark'];
        readonly copy: number;
        readonly outcome: 'printed' | 'sent' | 'failed' | 'unknown';
        readonly printer: string;
      };
    }
  | {
      readonly type: 'print.answered';
      readonly body: { readonly job: string; readonly document: string; readonly paperCame: boolean };
    };

export interface SpoolPorts {
  readonly database: Database<SpoolTables>;
  /** One durable transaction; `ledger.transact`, so that job and journal change together. */
  readonly transact: <R>(run: () => R) => R;
  /** Appends to the journal, inside the transaction open at that moment. `actor` is `counter` or a person. */
  readonly journal: (entry: PaperEntry, actor: string) => void;
  readonly clock: Clock;
  readonly ids: Ids;
  /** The printer of that name now, if any. */
  readonly printer: (name: string) => PrinterPort | undefined;
  /** Name of the printer new jobs go to. */
  readonly usualPrinter: () => string;
  /** Who takes over what this printer could not begin, at this moment; undefined = nobody. Never leads in a circle. */
  readonly spareFor: (name: string) => string | undefined;
  /** A document in lines of printable ASCII, for a printer that is too slow for pictures. */
  readonly plain: (document: PaperDocument, mark: PaperMark, columns: number) => readonly string[];
  /** A document of which only the id was queued (`Spool.enqueueIssued`), from what the ledger froze. */
  readonly compose: (document: string) => PaperDocument;
  /** Draws a document; may be done in a worker. A rejection fails the job without a byte sent. */
  readonly render: (document: PaperDocument, mark: PaperMark, widthDots: number) => Raster | Promise<Raster>;
  /** An outcome could not be written down: the spool stops, and so must the money path. */
  readonly broken: (error: unknown) => void;
}

/** How the newest paper of a document stands. */
export interface PaperStanding {
  readonly state: JobState | 'none';
  readonly job: string | null;
  readonly mark: JobRow['mark'] | null;
  /** As the job has it: see `shownPrinter`. */
  readonly printer: string | null;
  readonly why: string | null;
  readonly answer: JobRow['answer'];
  /** Marked copies asked for so far. */
  readonly copies: number;
}

/** A document of which no paper is known to have come. */
export interface Unprinted {
  readonly document: string;
  readonly kind: 'receipt' | 'z-slip' | 'x-slip' | 'slip';
  readonly job: string;
  readonly state: 'failed' | 'unknown';
  readonly why: string | null;
  readonly since: EpochMs;
}

export type AskFailure = 'not-found' | 'erased' | 'in-progress' | 'answer-first';

/** Mark of the next paper of a document; `copy` is n of "lần n", 0 unless a copy. */
export interface NextMark {
  readonly mark: 'original' | 'copy' | 'replaces-faulty';
  readonly copy: number;
}
