/** The simulator's own control contract: how a test or the panel scripts the terminal and reads its books. */
import { z } from 'zod';

const count = z.int().min(0).max(1_000);
const bytes = z.int().min(0).max(1_000_000);
const ms = z.int().min(0).max(600_000);

/** What the terminal does. Everything can be changed while it runs; a patch names only what changes. */
export const script = z.strictObject({
  /** False = switched off or the cable is out. */
  power: z.boolean(),
  host: z.enum(['approve', 'decline']),
  /** From the command to the bank's answer: the person looks for the card. */
  takesMs: ms,
  /** Tells what the person does. */
  steps: z.boolean(),
  /** Waits this long before it tells a result that the bank has booked. */
  replyDelayMs: ms,
  /** Lines it has the till print. */
  printLines: z.int().min(0).max(100),
  /** The next so many charges are not heard at all. */
  deafToCharges: count,
  /** The results of the next so many charges never go out; the bank has booked them all the same. */
  loseReplies: count,
  /** The next so many acknowledgements on the serial line never go out. */
  loseAcks: count,
  /** Refuses the next so many good frames on the serial line. */
  nakNext: count,
  /** Sends so many NAK after each acknowledgement (serial). */
  nakStorm: z.int().min(0).max(100),
  /** The next so many messages have one bit turned (serial). */
  damageReplies: count,
  /** The next so many messages lack one byte (serial). */
  shortenReplies: count,
  /** Each message goes out so many times more (serial). */
  duplicates: z.int().min(0).max(10),
  /** So many bytes of nonsense before each thing it sends (serial). */
  garbage: z.int().min(0).max(1_000),
  /** Pieces of this many bytes (TCP); null = as they come. */
  pieces: z.int().min(1).max(1_000).nullable(),
  wrongAmount: z.boolean(),
  /** Names the receipt before its own. */
  wrongReceipt: z.boolean(),
  namesReceipt: z.boolean(),
  /** Writes the whole card number wherever it can. */
  leaksCard: z.boolean(),
  /** Takes an approved charge back when its result is not answered (PA00P015 §2.2.6; §4.2 says it must not). */
  reversesUnanswered: z.boolean(),
  /** Wants to be registered with on every TCP connection. */
  wantsRegistration: z.boolean(),
  /** Cuts the line after this many bytes from now, sent or received; used up once it happened. */
  unplugAfterSent: bytes.nullable(),
  unplugAfterReceived: bytes.nullable(),
  /** How long it waits for a link acknowledgement, for an answer, and for the rest of a frame. */
  ackWaitMs: ms,
  answerWaitMs: ms,
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
  replyDelayMs: 0,
  printLines: 0,
  deafToCharges: 0,
  loseReplies: 0,
  loseAcks: 0,
  nakNext: 0,
  nakStorm: 0,
  damageReplies: 0,
  shortenReplies: 0,
  duplicates: 0,
  garbage: 0,
  pieces: null,
  wrongAmount: false,
  wrongReceipt: false,
  namesReceipt: true,
  leaksCard: false,
  reversesUnanswered: false,
  wantsRegistration: true,
  unplugAfterSent: null,
  unplugAfterReceived: null,
  ackWaitMs: 5_000,
  answerWaitMs: 30_000,
  gapMs: 200,
};

/** One line of the bank's book. */
export interface Booking {
  readonly kind: 'sale' | 'void' | 'refund';
  /** Whole đồng. */
  readonly amount: number;
  readonly result: 'approved' | 'declined';
  /** Four digits. */
  readonly receipt: string;
  readonly approvalCode: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** A void took it back. */
  readonly voided: boolean;
  /** It was taken back because its result was not answered: as if it had never been. */
  readonly undone: boolean;
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
  readonly registrations: number;
  /** Messages it gave up sending. */
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
  readonly peer: 'zvt-terminal';
  readonly host: string;
  readonly port: number | null;
  readonly path: string | null;
  readonly controlPort: number;
  /** Bearer token of the control port. */
  readonly token: string;
}
