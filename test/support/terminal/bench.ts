/** What a till needs of a protocol: a simulated terminal, the cable to it, and a driver on the other end. */
import type { TerminalPort } from '../../../src/main/devices/ports.ts';
import type { VirtualClock } from '../../../src/main/ports/virtual.ts';
import type { MemoryCable } from './cable.ts';

export type Kind = 'sale' | 'refund' | 'void';

/** What both simulators understand. */
export interface CommonScript {
  readonly host?: 'approve' | 'decline';
  readonly takesMs?: number;
  readonly steps?: boolean;
  readonly loseReplies?: number;
}

export interface Bench {
  /** `stx serial`, `zvt tcp` … */
  readonly name: string;
  readonly cable: MemoryCable;
  /** How the frame log shows the query. */
  readonly queryLog: string;
  port(unresolved: readonly string[], log: (text: string) => void): TerminalPort;
  script(change: CommonScript): void;
  bookings(): readonly {
    readonly kind: Kind;
    readonly result: 'approved' | 'declined';
    readonly voided: boolean;
    readonly at: number;
    /** The terminal's number of it. */
    readonly number: string;
    /** Null where the terminal never hears it. */
    readonly reference: string | null;
  }[];
  settlements(): number;
}

export type MakeBench<B extends Bench = Bench> = (clock: VirtualClock) => B;
