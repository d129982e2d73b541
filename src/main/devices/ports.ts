/**
 * What the house knows of its devices: one interface per kind, each with a real driver and a scripted double that
 * pass the same contract test (design §5). Nothing here knows a protocol.
 */
import type { Result } from '../../shared/kernel/result.ts';

export * from './card-port.ts';
export { judgeQuery, type QueryLimits } from './terminal/judge.ts';

/** Why a link to a device could not be used, or stopped being usable. */
export type LinkFailure = 'refused' | 'not-found' | 'busy' | 'deadline' | 'disconnected' | 'error';

/** What became of one write. */
export interface WriteResult {
  /**
   * The most bytes the other side may have got. 0 is certain: nothing left this program. Equal to the length
   * given exactly when `failure` is null or the break came after the last byte.
   */
  readonly taken: number;
  /** Null only when every byte was handed over within the deadline. */
  readonly failure: LinkFailure | null;
}

/** One open line to a device. Every wait has a deadline; nothing is kept to be sent later. */
export interface Connection {
  /** Hands the bytes over; one write at a time. What was not taken by the deadline is dropped, never sent later. */
  write(bytes: Uint8Array, deadlineMs: number): Promise<WriteResult>;
  /** Calls `listener` with what the device sends, from now on. Returns the way to stop. */
  onBytes(listener: (bytes: Uint8Array) => void): () => void;
  /** Calls `listener` once when the other side ends or breaks the line; not when `close` was called here. */
  onClose(listener: (why: LinkFailure) => void): () => void;
  /**
   * Half-close: says that nothing more comes and waits for the other side to end in good order, which proves that
   * it took what was written. `null` = it did; otherwise what kept it from being proved.
   */
  finish(deadlineMs: number): Promise<LinkFailure | null>;
  /** Drops the line at once. Never fails, may be called twice. */
  close(): void;
}

/** How to reach a device: TCP, serial, a device file, memory. */
export interface Transport {
  /** For people and logs: `tcp 192.0.2.5:9100`. */
  readonly address: string;
  /** False for a link on which nothing can be read (a printer-class device file). */
  readonly readable: boolean;
  open(deadlineMs: number): Promise<Result<Connection, LinkFailure>>;
}

/** What a printer says of itself. `unknown`: it does not answer, which is not the same as ready. */
export type PrinterState =
  | 'ready'
  | 'no-paper'
  | 'paper-low'
  | 'cover-open'
  /** The knife is stuck; what is printed cannot be cut off. */
  | 'cutter'
  | 'offline'
  | 'fault'
  | 'unknown';

/** Why paper may be missing: what the printer said, or what the link did. */
export type PrintTrouble = Exclude<PrinterState, 'ready' | 'paper-low'> | LinkFailure | 'too-long';

/**
 * What became of one sheet. `printed`: the printer proved that it worked through the whole job. `sent`: it took
 * every byte but cannot prove more. `failed`: it took no byte of the job, so the same original may be sent again.
 * `unknown`: it took some or all, and whether paper came out is for a person to say (design §4 "Paper").
 */
export type PrintOutcome =
  | { readonly kind: 'printed' }
  | { readonly kind: 'sent' }
  | { readonly kind: 'failed'; readonly tookBytes: 0; readonly why: PrintTrouble }
  | { readonly kind: 'unknown'; readonly tookBytes: number; readonly why: PrintTrouble };

/** One bit per dot, rows from the top, bit 7 leftmost, 1 = black; each row is `widthDots / 8` bytes. */
export interface Raster {
  /** A multiple of 8. */
  readonly widthDots: number;
  readonly rows: number;
  readonly bits: Uint8Array;
}

/** Sheets as plain letters, where a line is too slow for pictures and a person chose letters over waiting. */
export interface PlainPrinting {
  /** Letters in a line. */
  readonly columns: number;
  /** Whether this picture would hold the line so long that letters are printed instead. */
  insteadOf(sheet: Raster): boolean;
  /** Prints lines of printable ASCII, none longer than `columns`, and cuts. Outcomes as of `print`. */
  print(lines: readonly string[]): Promise<PrintOutcome>;
}

/** A receipt printer. It makes its own bytes; the spool gives it a picture of the sheet. */
export interface PrinterPort {
  readonly name: string;
  /** Dots across: 576 (K80) or 384 (K58). */
  readonly widthDots: number;
  /** Prints one sheet and cuts it. Jobs and drawer kicks are done one after the other. Never rejects. */
  print(sheet: Raster): Promise<PrintOutcome>;
  /** Asks the printer now. Never rejects. */
  status(): Promise<PrinterState>;
  /** An earlier process ended while it sent a sheet: the printer may be in the middle of it. */
  leftInSheet?(): void;
  /** Calls `listener` whenever the known state changes. Returns the way to stop. */
  onState(listener: (state: PrinterState) => void): () => void;
  /** The state last heard of; `unknown` before the first answer. */
  readonly state: PrinterState;
  /** Only on a slow line for which a person allowed it. */
  readonly plain?: PlainPrinting;
}

/** A printer queue of the operating system, for printers that only their maker's driver can speak to. */
export interface OsPrinterRoute {
  /** Names of the queues; none where the shell has no such route. */
  list(): Promise<readonly string[]>;
  /**
   * Gives the system one sheet. `taken`: it lies in the system's queue, which proves no paper. `refused`: certainly
   * nothing was queued. `unknown`: nobody can tell. Never rejects.
   */
  print(queue: string, sheet: Raster): Promise<'taken' | 'refused' | 'unknown'>;
}

/** What became of one drawer kick. No common drawer proves that it opened. */
export type DrawerOutcome =
  | { readonly kind: 'kicked' }
  | { readonly kind: 'failed'; readonly why: PrintTrouble }
  | { readonly kind: 'unknown'; readonly why: PrintTrouble };

/** A cash drawer, usually on the printer's socket. The reason for opening is journalled before the kick. */
export interface CashDrawerPort {
  readonly name: string;
  kick(): Promise<DrawerOutcome>;
}

/** Why a device cannot be reached. `no-queue`: the system has not got it; `no-queues`: this shell reaches none. */
export type LineTrouble = LinkFailure | 'no-queue' | 'no-queues';

/** What is known of a display or a scanner: its line stands, is down, or was not tried yet. */
export type LinkState = 'ready' | 'offline' | 'unknown';

/** A pole display of two lines. It shows the last that was asked for, also after its line was down. */
export interface PolePort {
  readonly name: string;
  readonly state: LinkState;
  onState(listener: (state: LinkState) => void): () => void;
  /** Shows two lines of printable ASCII, cut or filled up to 20; an older text not yet shown is dropped. Never waits. */
  show(lines: readonly [string, string]): void;
}

/** A scanner on a line of its own. */
export interface ScannerPort {
  readonly name: string;
  readonly state: LinkState;
  onState(listener: (state: LinkState) => void): () => void;
  /** Calls `listener` with the text of each code read, without what the scanner puts around it. */
  onScan(listener: (text: string) => void): () => void;
}
