/** What the panel reads of each device's own state; all else in it is let be. */
import { z } from 'zod';

export const printerState = z.object({
  script: z.object({
    power: z.boolean(),
    cover: z.enum(['closed', 'open']),
    cutter: z.enum(['ok', 'jammed']),
    paperRowsLeft: z.int().nullable(),
    paperNearEnd: z.boolean(),
    rowsPerSecond: z.int().nullable(),
    mute: z.boolean(),
    lie: z.boolean(),
  }),
  books: z.object({ sheets: z.int(), drawerKicks: z.int() }),
  widthDots: z.int(),
  rowsOnStrip: z.int(),
});

const booking = z.object({
  kind: z.enum(['sale', 'void', 'refund']),
  amount: z.int(),
  result: z.enum(['approved', 'declined']),
  at: z.number(),
  voided: z.boolean(),
});

export const terminalState = z.object({
  script: z.object({
    power: z.boolean(),
    host: z.enum(['approve', 'decline', 'odd']),
    takesMs: z.int(),
    loseReplies: z.int(),
    replyDelayMs: z.int(),
    wrongAmount: z.boolean(),
    /** Each family has one of them. */
    wrongReference: z.boolean().default(false),
    wrongReceipt: z.boolean().default(false),
    garbage: z.int(),
    /** Only of a terminal whose answers are sent again by the line itself. */
    duplicateReplies: z.int().default(0),
  }),
  books: z.object({ bookings: z.array(booking), settlements: z.int() }),
  busy: z.boolean(),
});

export const poleState = z.object({
  script: z.object({ power: z.boolean() }),
  lines: z.tuple([z.string(), z.string()]),
});

export const scannerState = z.object({ connected: z.boolean(), books: z.object({ scans: z.int() }) });

const credit = z.object({
  bin: z.string(),
  number: z.string(),
  reference: z.string(),
  amount: z.int(),
  paidAt: z.number(),
  content: z.string(),
});

export const creditsAnswer = z.object({
  credits: z.array(credit),
  script: z.object({ feed: z.enum(['up', 'silent', 'down']) }),
});
export type Credit = z.infer<typeof credit>;

/** An answer of which nothing is read. */
export const anything = z.unknown();
