/** The simulator's own control contract: how a test or the panel scripts the terminal and reads its books. */
import { z } from 'zod';

const count = z.int().min(0).max(1_000);
const bytes = z.int().min(0).max(1_000_000);
const ms = z.int().min(0).max(600_000);

/** What the terminal does. Everything can be changed while it runs; a patch names only what changes. */
export const script = z.strictObject({
  /** False = switched off or the cable is out. */
  power: z.boolean(),
  /** What the bank answers; `odd` is a code nobody explained. */
  host: z.enum(['approve', 'decline', 'odd']),
  /** From the command to the bank's answer: the person looks for the card. */
  takesMs: ms,
  /** Tells what the person does. */
  steps: z.boolean(),
  ackDelayMs: ms,
  /** Waits this long before each send of an answer. */
  replyDelayMs: ms,
  /** The acknowledgement goes out in one piece with the answer (only when `takesMs` is 0). */
  glued: z.boolean(),
  /** The next so many acknowledgements never go out. */
  loseAcks: count,
  /** The answers to the next so many commands never go out; the bank has booked them all the same. */
  loseReplies: count,
  /** The next so many sends of an answer have one bit turned. */
  damageReplies: count,
  /** The next so many sends of an answer lack one byte. */
  shortenReplies: count,
  /** Each answer goes out so many times more. */
  duplicateReplies: z.int().min(0).max(10),
  /** Refuses the next so many good frames. */
  nakNext: count,
  /** Sends so many NAK after each acknowledgement. */
  nakStorm: z.int().min(0).max(100),
  /** So many bytes of nonsense before each thing it sends. */
  garbage: z.int().min(0).max(1_000),
  wrongAmount: z.boolean(),
  wrongReference: z.boolean(),
  namesReference: z.boolean(),
  namesAmount: z.boolean(),
  /** What an inquiry hears while a transaction is under way. */
  whenBusy: z.enum(['silent', 'not-found']),
  /** Whether a command with a reference it has booked is answered from memory instead of booked again. */
  knowsRepeats: z.boolean(),
  /** Writes the whole card number into the fields where others do not. */
  leaksCard: z.boolean(),
  /** Cuts the line after this many bytes from now, sent or received; used up once it happened. */
  unplugAfterSent: bytes.nullable(),
  unplugAfterReceived: bytes.nullable(),
  /** How long it waits for an acknowledgement, and for the rest of a frame. */
  ackWaitMs: ms,
  gapMs: ms,
});
export type Script = z.infer<typeof script>;
export const scriptPatch = script.partial();
export type ScriptPatch = z.infer<typeof scriptPatch>;

export const usualScript: Script = {
  power: true,
  host: 'approve',
  takesMs: 0,
  steps: false,
  ackDelayMs: 0,
  replyDelayMs: 0,
  glued: false,
  loseAcks: 0,
  loseReplies: 0,
  damageReplies: 0,
  shortenReplies: 0,
  duplicateReplies: 0,
  nakNext: 0,
  nakStorm: 0,
  garbage: 0,
  wrongAmount: false,
  wrongReference: false,
  namesReference: true,
  namesAmount: true,
  whenBusy: 'silent',
  knowsRepeats: true,
  leaksCard: false,
  unplugAfterSent: null,
  unplugAfterReceived: null,
  ackWaitMs: 2_000,
  gapMs: 500,
};

/** One line of the bank's book. */
export interface Booking {
  readonly kind: 'sale' | 'void' | 'refund';
  readonly reference: string;
  /** Whole đồng. */
  readonly amount: number;
  readonly result: 'approved' | 'declined';
  readonly stan: string;
  readonly approvalCode: string;
  readonly rrn: string;
  readonly batch: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly voided: boolean;
}

/** The terminal's own count, to be compared with what the counter believes. */
export interface Books {
  readonly bookings: readonly Booking[];
  readonly settlements: number;
  readonly connections: number;
  readonly received: number;
  readonly sent: number;
  readonly goodFrames: number;
  readonly badFrames: number;
  /** Commands answered from memory because their reference was booked. */
  readonly repeats: number;
  /** Answers it gave up sending. */
  readonly givenUp: number;
}

/** Answer of `GET /state`, `POST /script` and `POST /restart`. */
export interface StateAnswer {
  readonly script: Script;
  readonly books: Books;
  readonly busy: boolean;
}

/** The one line on stdout. `port` is null on a serial line, `path` on TCP. */
export interface Announcement {
  readonly peer: 'stx-terminal';
  readonly host: string;
  readonly port: number | null;
  readonly path: string | null;
  readonly controlPort: number;
  /** Bearer token of the control port. */
  readonly token: string;
}
