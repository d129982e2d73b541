/** The simulator's own control contract: what somebody holds in front of the scanner, and how it is set up. */
import { z } from 'zod';

/** Body of `POST /scan`. */
export const reading = z.strictObject({
  /** What the code says. */
  text: z.string().max(4_000),
  /** What the scanner was told to put after it. */
  suffix: z.enum(['cr', 'lf', 'crlf', 'tab', 'none']).default('cr'),
  /** Puts an AIM identifier before it. */
  aim: z.string().max(3).default(''),
  /** Some scanners fill up with NUL. */
  nul: z.boolean().default(false),
  /** Sends in pieces of so many bytes; null = at once. */
  pieceBytes: z.int().min(1).max(1_000).nullable().default(null),
  /** Waits this long before it sends. */
  waitMs: z.int().min(0).max(60_000).default(0),
  /** So many bytes of nonsense before the code. */
  garbage: z.int().min(0).max(1_000).default(0),
  /** Sends it so many times more. */
  again: z.int().min(0).max(10).default(0),
  /** Bytes that get lost at the end. */
  lose: z.int().min(0).max(4_000).default(0),
  /** Pulls the cable after so many bytes. */
  unplugAfterBytes: z.int().min(0).max(10_000).nullable().default(null),
});
export type Reading = z.output<typeof reading>;

/** Answer of `GET /state`. */
export interface StateAnswer {
  /** Whether somebody listens to it. */
  readonly connected: boolean;
  readonly books: { readonly scans: number; readonly bytes: number };
}

/** The one line on stdout. */
export interface Announcement {
  readonly peer: 'scanner';
  readonly host: string;
  readonly port: number;
  readonly serial: string | null;
  readonly controlPort: number;
  readonly token: string;
}
