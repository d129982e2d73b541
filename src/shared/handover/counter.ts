/** What shell and counter know of each other: how the counter is started, and where lines are handed to it. */
import { z } from 'zod';
import type { Channel } from '../rpc/channel.ts';
import type { Capability } from '../rpc/define.ts';

export const demoKinds = ['hospital', 'school'] as const;
export type DemoKind = (typeof demoKinds)[number];

/** What a started simulator told of itself; the counter makes profiles of origin `launcher` from it (design §5). */
export const simulatorAddress = z.looseObject({
  /** Name of its folder under `src/simulators`. */
  peer: z.string().min(1).max(40),
  host: z.literal('127.0.0.1'),
  port: z.int().min(1).max(65_535),
  /** Where a person or a test presses its buttons, with the token. */
  controlPort: z.int().min(1).max(65_535),
  token: z.string().min(16).max(128),
  /** Of a printer: dots of a row. */
  widthDots: z.int().optional(),
});
export type SimulatorAddress = z.infer<typeof simulatorAddress>;

export const counterSettings = z.strictObject({
  /** Absolute; made if it is missing, locked exclusively by the counter. */
  dataFolder: z.string().min(1),
  /** Absolute; fonts, sample lists, form templates. */
  resourcesFolder: z.string().min(1),
  /** What a new ledger says of itself in its first entry; an existing one must say the same. */
  ledgerKind: z.enum(['real', 'training']),
  /** Sample list, people and facility to set up when the ledger is new; null sets up nothing. */
  demo: z.enum(demoKinds).nullable(),
  simulators: z.array(simulatorAddress).max(20),
});
export type CounterSettings = z.infer<typeof counterSettings>;

/** A running counter. */
export interface CounterHandle {
  /** Serves a line; what may be done on it is fixed by `capability`. */
  accept(channel: Channel, capability: Capability): void;
  /** Cuts all lines, finishes what is being written, closes files and ports, lets the data folder go. */
  close(): Promise<void>;
}

/** What `counter.ts` is to the shell. Rejects with a clear sentence when the data folder cannot be used. */
export type StartCounter = (settings: CounterSettings) => Promise<CounterHandle>;
