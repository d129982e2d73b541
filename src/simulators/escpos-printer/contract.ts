/** The simulator's own control contract: how a test or the panel scripts the printer and sees its paper. */
import { z } from 'zod';

/** What the printer does. Everything can be changed while it runs; a patch names only what changes. */
export const script = z.strictObject({
  /** Whether it listens at all; false = power off or cable out. */
  power: z.boolean(),
  cover: z.enum(['closed', 'open']),
  /** A jammed knife stops everything until it is freed. */
  cutter: z.enum(['ok', 'jammed']),
  /** Rows of paper left on the roll; null = plenty. At 0 it stops in mid-sheet and goes on after a refill. */
  paperRowsLeft: z.int().min(0).max(10_000_000).nullable(),
  /** The near-end sensor, which stands apart from the end of the paper. */
  paperNearEnd: z.boolean(),
  /** Speed of the head; null = at once. */
  rowsPerSecond: z.int().min(1).max(100_000).nullable(),
  /** Breaks the connection (reset) after this many bytes from now; used up once it happened. */
  dropAfterBytes: z.int().min(0).max(10_000_000).nullable(),
  /** The next so many bytes get lost on the way to it. */
  loseBytes: z.int().min(0).max(10_000_000),
  /** Bytes it holds while it cannot print; then it stops reading. */
  bufferBytes: z.int().min(64).max(10_000_000),
  /** Waits this long before each reply. */
  replyDelayMs: z.int().min(0).max(600_000),
  /** The next so many replies never go out. */
  loseReplies: z.int().min(0).max(1_000),
  /** So many bytes of nonsense before each reply. */
  garbage: z.int().min(0).max(1_000),
  /** Accepts connections but reads nothing. */
  deaf: z.boolean(),
  /** Sends no reply to anything, as a write-only clone. */
  mute: z.boolean(),
  /** Does not know GS r. */
  noProof: z.boolean(),
  /** Answers every question as if all were well and throws away what it cannot print. */
  lie: z.boolean(),
  /** Sends a four-byte automatic status message before every reply, as printers with ASB left on do. */
  chatty: z.boolean(),
  /** Never ends its half of a connection by itself. */
  keepsLineOpen: z.boolean(),
});
export type Script = z.infer<typeof script>;
export const scriptPatch = script.partial();
export type ScriptPatch = z.infer<typeof scriptPatch>;

export const usualScript: Script = {
  power: true,
  cover: 'closed',
  cutter: 'ok',
  paperRowsLeft: null,
  paperNearEnd: false,
  rowsPerSecond: null,
  dropAfterBytes: null,
  loseBytes: 0,
  bufferBytes: 64 * 1024,
  replyDelayMs: 0,
  loseReplies: 0,
  garbage: 0,
  deaf: false,
  mute: false,
  noProof: false,
  lie: false,
  chatty: false,
  keepsLineOpen: false,
};

/** One piece of paper that left the printer. */
export interface SheetInfo {
  /** 1, 2, 3… since the program started. */
  readonly sheet: number;
  readonly widthDots: number;
  readonly rows: number;
  /** `cut` by the knife, or `torn`: what was out when the paper ended. */
  readonly end: 'cut' | 'torn';
  /** Letters printed as letters, line by line; empty where all came as pictures. */
  readonly text: readonly string[];
}

/** The printer's own count of what it did, to be compared with what the counter believes. */
export interface Books {
  readonly connections: number;
  readonly bytes: number;
  readonly sheets: number;
  readonly rowsPrinted: number;
  /** Rows thrown away while lying. */
  readonly rowsLost: number;
  readonly drawerKicks: number;
  /** Letters printed as letters: text that was meant, or the rest of a broken picture. */
  readonly strayBytes: number;
}

/** Answer of `GET /state`. */
export interface StateAnswer {
  readonly script: Script;
  readonly books: Books;
  readonly widthDots: number;
  /** Rows printed since the last cut. */
  readonly rowsOnStrip: number;
}

/** The one line on stdout. */
export interface Announcement {
  readonly peer: 'escpos-printer';
  readonly host: string;
  readonly port: number;
  /** The serial port it listens on besides, if it was given one. */
  readonly serial: string | null;
  readonly controlPort: number;
  /** Bearer token of the control port. */
  readonly token: string;
  readonly widthDots: number;
}
