/** The real printer and the drawer on its socket: sessions over a transport, one at a time. */
import { invariant } from '../../../shared/kernel/assert.ts';
import type { Clock } from '../../../shared/kernel/clock.ts';
import type {
  CashDrawerPort,
  DrawerOutcome,
  PlainPrinting,
  PrinterPort,
  PrinterState,
  PrintOutcome,
  Raster,
  Transport,
} from '../ports.ts';
import type { HeldLine } from '../transport/held.ts';
import { runSession, type SessionTimes } from './conversation.ts';
import {
  bandRowsFor,
  cutCommand,
  drawerCommand,
  freshReader,
  initCommand,
  proofRequest,
  rasterBands,
  readReplies,
  tellCommand,
  textLines,
} from './escpos-codec.ts';
import { columnsOf, type PrinterProfile } from './profiles.ts';
import type { SessionOutcome } from './session-types.ts';

/** Sheets and kicks waiting for the printer; more are refused as `busy` without a byte sent. */
const maxWaiting = 20;
/** 3 m of paper at 203 dots an inch: a layout gone wrong must not empty the roll. */
const maxRows = 24_000;
/** As many letters as 3 m of paper hold. */
const maxLines = 700;
/** Rows of dots in a line of letters at the usual spacing, for how long the head is given. */
const rowsOfLine = 34;

/** The two devices that share one cable. */
export interface EscPosPrinter {
  readonly printer: PrinterPort;
  readonly drawer: CashDrawerPort;
}

/**
 * Makes printer and drawer ports over a transport. Nothing is opened before the first job or question. On a held line
 * the printer is asked to tell its state by itself, and an unplugged cable is known at once.
 */
export function escPosPrinter(
  profile: PrinterProfile,
  transport: Transport | HeldLine,
  clock: Clock,
): EscPosPrinter {
  const driver = new Driver(profile, transport, clock);
  if ('onLine' in transport) driver.listenTo(transport);
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
  /**
   * Whether the printer may be in the middle of a picture. It would take a question for the picture's rest: the stump
   * would come out unasked, or it would wait for a picture of thousands of dots. So it is asked nothing until a job,
   * which fills the picture up first, has gone through.
   */
  #unsure = false;
  /** Whether the line stays open, so that the printer is to tell its state by itself; `untold`: and does not know yet. */
  #held = false;
  #untold = true;
  #talking = false;
  readonly plain?: PlainPrinting;

  constructor(profile: PrinterProfile, transport: Transport, clock: Clock) {
    invariant(profile.widthDots % 8 === 0, 'width is whole bytes');
    this.name = profile.name;
    this.widthDots = profile.widthDots;
    this.#profile = profile;
    this.#transport = transport;
    this.#clock = clock;
    this.#owedBytes = this.#bandBytes();
    const { plainAfterMs } = profile;
    if (plainAfterMs !== null) this.plain = this.#plainPrinting(plainAfterMs);
  }

  /** From now on the state follows what comes on the line between talks, and the line itself. */
  listenTo(line: HeldLine): void {
    this.#held = true;
    let reader = freshReader;
    line.onBytes((bytes) => {
      const read = readReplies(reader, bytes);
      reader = read.reader;
      for (const reply of read.replies) {
        if (reply.kind === 'told' && !this.#talking) this.#setState(reply.state);
      }
    });
    line.onLine((connected) => {
      reader = freshReader;
      if (connected) return;
      this.#owedBytes = this.#bandBytes();
      this.#untold = true;
      if (!this.#talking) this.#setState('offline');
    });
  }

  #plainPrinting(plainAfterMs: number): PlainPrinting {
    const { bytesPerSecond, widthDots } = this.#profile;
    return {
      columns: columnsOf(widthDots),
      insteadOf: (sheet) => (sheet.bits.length * 1_000) / bytesPerSecond > plainAfterMs,
      print: async (lines) => {
        if (lines.length === 0 || lines.length > maxLines) {
          return { kind: 'failed', tookBytes: 0, why: 'too-long' };
        }
        return this.#printInTurn(
          lines.map((line) => textLines([line])),
          lines.length * rowsOfLine,
        );
      },
    };
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
    const { widthDots, bytesPerSecond } = this.#profile;
    return this.#printInTurn(rasterBands(sheet, bandRowsFor(widthDots, bytesPerSecond)), sheet.rows);
  }

  #printInTurn(parts: readonly Uint8Array[], rows: number): Promise<PrintOutcome> {
    return this.#inTurn<PrintOutcome>(
      () => this.#print(parts, rows),
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

  leftInSheet(): void {
    this.#unsure = true;
  }

  status(): Promise<PrinterState> {
    return this.#inTurn(
      async () => {
        await this.#talk([], 0, false);
        return this.#state;
      },
      () => this.#state,
    );
  }

  async #print(parts: readonly Uint8Array[], rows: number): Promise<PrintOutcome> {
    const outcome = await this.#talk([initCommand, ...parts, cutCommand], rows, this.#profile.proves);
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
    const mute = parts.length === 0 && this.#unsure;
    const times: SessionTimes = {
      ...profile,
      proofTimeoutMs: profile.proofTimeoutMs + rows * profile.proofPerRowMs,
    };
    const fill = mute ? null : this.#fill(parts.length > 0);
    this.#talking = true;
    const { printer, outcome } = await runSession({
      transport: this.#transport,
      clock: this.#clock,
      times,
      parts,
      fill,
      proof: prove ? proofRequest : null,
      mute,
    });
    this.#talking = false;
    if (outcome.kind === 'unknown' || printer === 'offline') this.#owedBytes = this.#bandBytes();
    else if (parts.length > 0) this.#owedBytes = 0;
    if (outcome.kind === 'unknown') this.#unsure = true;
    else if (parts.length > 0 && printer !== 'offline') this.#unsure = false;
    if (fill !== null && printer !== 'offline') this.#untold = false;
    this.#setState(printer);
    return outcome;
  }

  /**
   * What goes ahead of a talk. A printer left in the middle of a picture would swallow the next sheet as its rest; zeros
   * fill it up and otherwise mean nothing. Only ahead of a job: the stump that comes out then was asked for, while one
   * that a mere question pushed out would be paper by itself.
   */
  #fill(job: boolean): Uint8Array | null {
    const zeros = job ? this.#owedBytes : 0;
    const tell = this.#held && (this.#untold || zeros > 0) ? tellCommand : new Uint8Array();
    if (zeros + tell.length === 0) return null;
    const bytes = new Uint8Array(zeros + tell.length);
    bytes.set(tell, zeros);
    return bytes;
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
