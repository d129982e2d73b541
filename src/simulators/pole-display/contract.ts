/** The simulator's own control contract: how a test or the panel sees the display and scripts it. */
import { z } from 'zod';

export const script = z.strictObject({
  /** Whether it listens at all; false = power off or cable out. What it showed is gone then. */
  power: z.boolean(),
  /** Breaks the connection after this many bytes from now; used up once it happened. */
  dropAfterBytes: z.int().min(0).max(1_000_000).nullable(),
  /** The next so many bytes get lost on the way to it. */
  loseBytes: z.int().min(0).max(1_000_000),
});
export type Script = z.infer<typeof script>;
export const scriptPatch = script.partial();

export const usualScript: Script = { power: true, dropAfterBytes: null, loseBytes: 0 };

/** Answer of `GET /state`. */
export interface StateAnswer {
  readonly script: Script;
  /** Two lines of 20, as they stand. */
  readonly lines: readonly [string, string];
  readonly cursor: boolean;
  /** 1–4. */
  readonly brightness: number;
  readonly books: {
    readonly connections: number;
    readonly bytes: number;
    readonly clears: number;
    /** Bytes that were no command it knows and no character it can show. */
    readonly strayBytes: number;
  };
}

/** The one line on stdout. */
export interface Announcement {
  readonly peer: 'pole-display';
  readonly host: string;
  readonly port: number;
  readonly serial: string | null;
  readonly controlPort: number;
  readonly token: string;
}
