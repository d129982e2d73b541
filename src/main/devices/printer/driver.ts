/** The real printer and the drawer on its socket: sessions over a transport, one at a time. */
import { invariant } from '../../../shared/kernel/assert.ts';
import type { Clock } from '../../../shared/kernel/clock.ts';
import type {
  CashDrawerPort,
  DrawerOutcome,
  PrinterPort,
  PrinterState,
  PrintOutcome,
  Raster,
  Transport,
} from '../ports.ts';
import { runSession, type SessionTimes } from './conversation.ts';
import {
  bandRowsFor,
  cutCommand,
  drawerCommand,
  initCommand,
  proofRequest,
  rasterBands,
} from './escpos-codec.ts';
import type { SessionOutcome } from './session.ts';

/** What differs between printers, as data (design §5 "profiles"). */
export interface PrinterProfile {
  readonly name: string;
  /** 576 for 80 mm paper, 384 for 58 mm; a multiple of 8. */
  readonly widthDots: number;
  /** What the line carries: 11,520 for 115,200 baud; a LAN is far above the 256-row limit anyway. */
  readonly bytesPerSecond: number;
  /** Whether it answers GS r. False ends every job as `sent` at best. */
  readonly proves: boolean;
  readonly openTimeoutMs: number;
  /** For each part; a part is about half a second of line time. */
  readonly writeTimeoutMs: number;
  /** For each DLE EOT. */
  readonly statusTimeoutMs: number;
  /** For the proof: this much … */
  readonly proofTimeoutMs: number;
  /** … plus this much per row, since a slow head needs 2–3 ms a row. */
  readonly proofPerRowMs: number;
  /** For the other side to end its half of the line. */
  readonly finishTimeoutMs: number;
}

/** A K80 printer on the LAN. */
export const lanPrinterProfile: PrinterProfile = {
  name: 'K80',
  widthDots: 576,
  bytesPerSecond: 1_000_000,
  proves: true,
  openTimeoutMs: 3_000,
  writeTimeoutMs: 8_000,
  statusTimeoutMs: 800,
  proofTimeoutMs: 3_000,
  proofPerRowMs: 4,
  finishTimeoutMs: 5_000,
};

/** Sheets and kicks waiting for the printer; more are refused as `busy` without a byte sent. */
const maxWaiting = 20;
/** 3 m of paper at 203 dots an inch: a layout gone wrong must not empty the roll. */
const maxRows = 24_000;

/** The two devices that share one cable. */
export interface EscPosPrinter {
  readonly printer: PrinterPort;
  readonly drawer: CashDrawerPort;
}

/** Makes printer and drawer ports over a transport. Nothing is opened before the first job or question. */
export function escPosPrinter(profile: PrinterProfile, transport: Transport, clock: Clock): EscPosPrinter {
  const driver = new Driver(profile, transport, clock);
  return {
    printer: driver,
    drawer: { name: profile.name, kick: () => driver.kick() },
  };
}

class Driver implements PrinterPort {
  readonly name: string;
  readonly widthDots: number;
  readonly #profile: PrinterProfile;
  readonly #transport: Transport;
  readonly #clock: Clock;
  readonly #listeners = new Set<(state: PrinterState) => void>();
  #state: PrinterState = 'unknown';
  #tail: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  /** Bytes the printer may still be waiting for since a talk broke off; at first, one of an earlier process. */
  #owedBytes: number;

  constructor(profile: PrinterProfile, transport: Transport, clock: Clock) {
    invariant(profile.widthDots % 8 === 0, 'width is whole bytes');
    this.name = profile.name;
    this.widthDots = profile.widthDots;
    this.#profile = profile;
    this.#transport = transport;
    this.#clock = clock;
    this.#owedBytes = this.#bandBytes();
  }

  /** The longest command it sends. */
  #bandBytes(): number {
    const { widthDots, bytesPerSecond } = this.#profile;
    return 8 + (bandRowsFor(widthDots, bytesPerSecond) * widthDots) / 8;
  }

  get state(): PrinterState {
    return this.#state;
  }

  onState(listener: (state: PrinterState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async print(sheet: Raster): Promise<PrintOutcome> {
    if (sheet.rows > maxRows || sheet.rows === 0 || sheet.widthDots !== this.widthDots) {
      return { kind: 'failed', tookBytes: 0, why: 'too-long' };
    }
    return this.#inTurn<PrintOutcome>(
      () => this.#print(sheet),
      () => ({ kind: 'failed', tookBytes: 0, why: 'busy' }),
    );
  }

  kick(): Promise<DrawerOutcome> {
    return this.#inTurn<DrawerOutcome>(
      async () => {
        const outcome = await this.#talk([drawerCommand], 0, false);
        switch (outcome.kind) {
          case 'printed':
          case 'sent':
            return { kind: 'kicked' };
          case 'failed':
            return { kind: 'failed', why: outcome.why };
          case 'unknown':
            return { kind: 'unknown', why: outcome.why };
          case 'state-only':
            return { kind: 'failed', why: 'error' };
        }
      },
      () => ({ kind: 'failed', why: 'busy' }),
    );
  }

  status(): Promise<PrinterState> {
    return this.#inTurn(
      async () => {
        if (!this.#transport.readable) return this.#state;
        await this.#talk([], 0, false);
        return this.#state;
      },
      () => this.#state,
    );
  }

  async #print(sheet: Raster): Promise<PrintOutcome> {
    const { widthDots, bytesPerSecond, proves } = this.#profile;
    const bands = rasterBands(sheet, bandRowsFor(widthDots, bytesPerSecond));
    const outcome = await this.#talk([initCommand, ...bands, cutCommand], sheet.rows, proves);
    switch (outcome.kind) {
      case 'printed':
      case 'sent':
        return outcome;
      case 'failed':
        return { kind: 'failed', tookBytes: 0, why: outcome.why };
      case 'unknown':
        return outcome;
      case 'state-only':
        return { kind: 'failed', tookBytes: 0, why: 'error' };
    }
  }

  async #talk(parts: readonly Uint8Array[], rows: number, prove: boolean): Promise<SessionOutcome> {
    const profile = this.#profile;
    const times: SessionTimes = {
      ...profile,
      proofTimeoutMs: profile.proofTimeoutMs + rows * profile.proofPerRowMs,
    };
    const { printer, outcome } = await runSession({
      transport: this.#transport,
      clock: this.#clock,
      times,
      parts,
      // A printer left in the middle of a picture would swallow the next questions and the next sheet as its rest;
      // zeros fill it up and otherwise mean nothing.
      fill: this.#owedBytes > 0 ? new Uint8Array(this.#owedBytes) : null,
      proof: prove ? proofRequest : null,
    });
    if (outcome.kind === 'unknown' || printer === 'offline') this.#owedBytes = this.#bandBytes();
    else if (outcome.kind === 'sent' || printer !== 'unknown') this.#owedBytes = 0;
    this.#setState(printer);
    return outcome;
  }

  #setState(state: PrinterState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of [...this.#listeners]) listener(state);
  }

  /** One after the other: two talks on one cable would mix their bytes. */
  async #inTurn<T>(run: () => Promise<T>, full: () => T): Promise<T> {
    if (this.#waiting >= maxWaiting) return full();
    this.#waiting += 1;
    const mine = this.#tail.then(run);
    this.#tail = mine.then(
      () => undefined,
      () => undefined,
    );
    try {
      return await mine;
    } finally {
      this.#waiting -= 1;
    }
  }
}
