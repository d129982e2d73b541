/** What launcher and counter process say to each other, in both shells. */
import { z } from 'zod';
import { counterSettings } from '../../shared/handover/counter.ts';
import { storedSession } from './sessions.ts';

const port = z.int().min(0).max(65_535);

/** To the process of the browser shell. */
export const toBrowserProcess = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('start'),
    settings: counterSettings,
    port,
    sessions: z.array(storedSession),
    rendererFolder: z.string().min(1),
  }),
  z.strictObject({ kind: z.literal('links') }),
  z.strictObject({ kind: z.literal('stop') }),
]);
export type ToBrowserProcess = z.infer<typeof toBrowserProcess>;

const links = { cashier: z.string(), display: z.string() };

/** From it. `failed` is said before it exits when the counter cannot start at all. */
export const fromBrowserProcess = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('running'), port, ...links }),
  z.strictObject({ kind: z.literal('links'), ...links }),
  z.strictObject({ kind: z.literal('sessions'), sessions: z.array(storedSession) }),
  z.strictObject({ kind: z.literal('failed'), message: z.string() }),
]);
export type FromBrowserProcess = z.infer<typeof fromBrowserProcess>;

/** Number of a question of the counter to main; the answer repeats it. */
const ask = z.int().min(1);

/** To the counter process of the Electron shell; `line` carries the counter's end of a channel. */
export const toCounterProcess = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('start'), settings: counterSettings }),
  z.strictObject({ kind: z.literal('line'), capability: z.enum(['cashier', 'display']) }),
  z.strictObject({ kind: z.literal('queues'), ask, queues: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('print-answer'), ask, outcome: z.enum(['taken', 'refused', 'unknown']) }),
  z.strictObject({ kind: z.literal('stop') }),
]);
export type ToCounterProcess = z.infer<typeof toCounterProcess>;

export const fromCounterProcess = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('running') }),
  z.strictObject({ kind: z.literal('failed'), message: z.string() }),
  /** Asks for the print queues of the operating system, and to print a sheet (base64 PNG) on one of them. */
  z.strictObject({ kind: z.literal('queues'), ask }),
  z.strictObject({
    kind: z.literal('print'),
    ask,
    queue: z.string().min(1).max(200),
    widthDots: z.int().min(8).max(2_000),
    rows: z.int().min(1).max(24_000),
    png: z.string(),
  }),
]);
export type FromCounterProcess = z.infer<typeof fromCounterProcess>;

/** Exit code of a process whose counter could not start: starting it again would not help. */
export const cannotStartExitCode = 78;
