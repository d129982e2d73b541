import { SerialPort } from 'serialport';
import { type Clock, sleep } from '../../../shared/kernel/clock.ts';
import { ok, type Result, refuse } from '../../../shared/kernel/result.ts';
import type { Connection, LinkFailure, Transport, WriteResult } from '../ports.ts';
import { withDeadline } from './deadline.ts';
import { mendWaits } from './serial-waits.ts';
import { writeInSlices } from './slices.ts';

/** Bytes given to the system at a time; half a second of line at 9600 baud, so that `taken` stays close. */
const sliceBytes = 512;
/** How long a port may take to throw away what it holds and to close, before it is left to the system. */
const closeTimeoutMs = 500;

/**
 * When this program last gave a port back, by path, in monotonic milliseconds. The system keeps the lock until the last
 * call on the port is through, which may be some time after the close (a drain that was waiting).
 */
const givenBackMs = new Map<string, number>();
/** For so long after giving a port back, a locked port is taken for our own and tried again. */
const lockLingersMs = 2_000;
const lockRetryMs = 20;

/** Where a device hangs and how its line is set. Profiles hold this as data. */
export interface SerialAddress {
  /** `/dev/ttyUSB0`, `COM3`. */
  readonly path: string;
  readonly baudRate: number;
  readonly dataBits: 7 | 8;
  readonly stopBits: 1 | 2;
  readonly parity: 'none' | 'even' | 'odd';
}

/** A port of this machine, for the person who sets a device up. */
export interface SerialPortEntry {
  readonly path: string;
  /** What the system says of it: maker, product; empty when it says nothing. */
  readonly about: string;
}

/**
 * A serial line, opened for this program alone. It reads all the time, because a port that only writes notices an
 * unplugged cable at the next write at the earliest (facts/toolchain §4). A byte counts as taken as soon as the
 * system got it, although it may still wait in its buffer: what was not drained by the deadline is thrown away.
 */
export function serialTransport(address: SerialAddress, clock: Clock): Transport {
  return {
    address: `serial ${address.path} ${address.baudRate} ${address.dataBits}${address.parity[0]?.toUpperCase()}${address.stopBits}`,
    readable: true,
    open: (deadlineMs) => openPort(address, deadlineMs, clock),
  };
}

/** The ports of this machine; none where the system cannot list them (facts/toolchain §4: no udev). */
export async function listSerialPorts(): Promise<readonly SerialPortEntry[]> {
  try {
    const ports = await SerialPort.list();
    return ports.map(({ path, manufacturer, pnpId }) => ({ path, about: manufacturer ?? pnpId ?? '' }));
  } catch {
    return [];
  }
}

async function openPort(
  address: SerialAddress,
  deadlineMs: number,
  clock: Clock,
): Promise<Result<Connection, LinkFailure>> {
  const end = clock.monotonicMs() + deadlineMs;
  for (;;) {
    const opened = await openOnce(address, Math.max(0, end - clock.monotonicMs()), clock);
    const nowMs = clock.monotonicMs();
    const ours = nowMs - (givenBackMs.get(address.path) ?? Number.NEGATIVE_INFINITY) < lockLingersMs;
    if (opened.ok || opened.reason !== 'busy' || !ours || nowMs + lockRetryMs > end) return opened;
    await sleep(clock, lockRetryMs);
  }
}

function openOnce(
  address: SerialAddress,
  deadlineMs: number,
  clock: Clock,
): Promise<Result<Connection, LinkFailure>> {
  const port = new SerialPort({ ...address, lock: true, autoOpen: false });
  port.on('error', () => {});
  let late = false;
  return withDeadline<Result<Connection, LinkFailure>>(
    clock,
    deadlineMs,
    () => {
      late = true;
      return refuse('deadline');
    },
    (settle) => {
      port.open((error) => {
        if (error !== null) settle(refuse(openFailureOf(error)));
        // It came after the deadline: nobody waits for it, and the port must not stay locked.
        else if (late) port.close(() => {});
        else {
          mendWaits(port);
          raiseModemLines(port);
          settle(ok(new SerialConnection(port, clock)));
        }
      });
      return undefined;
    },
  );
}

/** Terminals want DTR and RTS up. Some adapters and every pty refuse; the line may work all the same. */
function raiseModemLines(port: SerialPort): void {
  port.set({ dtr: true, rts: true }, () => {});
}

/** The binding gives no codes, only sentences that end with the system's own. */
function openFailureOf({ message }: Error): LinkFailure {
  if (/cannot lock|resource busy|access denied|temporarily unavailable/i.test(message)) return 'busy';
  if (/no such|not found|cannot find/i.test(message)) return 'not-found';
  if (/permission/i.test(message)) return 'refused';
  return 'error';
}

class SerialConnection implements Connection {
  readonly #port: SerialPort;
  readonly #clock: Clock;
  readonly #closeListeners = new Set<(why: LinkFailure) => void>();
  /** Writes and drains under way; the binding does not always tell them that the port was closed. */
  readonly #waits = new Set<(why: LinkFailure) => void>();
  /** Why the line is gone; null while it is good. */
  #broken: LinkFailure | null = null;
  #discarded = false;

  constructor(port: SerialPort, clock: Clock) {
    this.#port = port;
    this.#clock = clock;
    // A failed write is told as an error, a failed read as a close; both mean that the cable or the adapter is gone.
    port.on('error', () => this.#break('disconnected'));
    port.on('close', () => this.#break('disconnected'));
    port.resume();
  }

  write(bytes: Uint8Array, deadlineMs: number): Promise<WriteResult> {
    return writeInSlices(bytes, deadlineMs, {
      clock: this.#clock,
      sliceBytes,
      broken: () => this.#broken,
      write: (slice, leftMs) => this.#writeSlice(slice, leftMs),
    });
  }

  #writeSlice(slice: Uint8Array, deadlineMs: number): Promise<LinkFailure | null> {
    return withDeadline<LinkFailure | null>(
      this.#clock,
      deadlineMs,
      () => {
        this.#break('deadline');
        return 'deadline';
      },
      (settle) => {
        this.#waits.add(settle);
        this.#port.write(Buffer.from(slice), (error) => {
          if (error) return settle(this.#broken ?? 'disconnected');
          this.#port.drain((failed) => settle(failed ? (this.#broken ?? 'disconnected') : null));
        });
        return () => this.#waits.delete(settle);
      },
    );
  }

  onBytes(listener: (bytes: Uint8Array) => void): () => void {
    this.#port.on('data', listener);
    return () => this.#port.off('data', listener);
  }

  onClose(listener: (why: LinkFailure) => void): () => void {
    this.#closeListeners.add(listener);
    return () => this.#closeListeners.delete(listener);
  }

  /** A serial line has no half-close: that the last byte left this machine is all that can be proved. */
  async finish(deadlineMs: number): Promise<LinkFailure | null> {
    if (this.#broken !== null) return this.#broken;
    const outcome = await withDeadline<LinkFailure | null>(
      this.#clock,
      deadlineMs,
      () => 'deadline',
      (settle) => {
        this.#waits.add(settle);
        this.#port.drain((error) => settle(error ? 'disconnected' : null));
        return () => this.#waits.delete(settle);
      },
    );
    this.close();
    return outcome;
  }

  close(): void {
    this.#closeListeners.clear();
    this.#break('disconnected');
  }

  /** Throws away what the system still holds, so that nothing comes out later, then gives the port back. */
  #discard(): void {
    if (this.#discarded || !this.#port.isOpen) return;
    this.#discarded = true;
    const give = (): void => {
      givenBackMs.set(this.#port.path, this.#clock.monotonicMs());
      if (this.#port.isOpen) this.#port.close(() => {});
    };
    // The port stays ours until it is flushed.
    givenBackMs.set(this.#port.path, this.#clock.monotonicMs());
    const cancel = this.#clock.after(closeTimeoutMs, give);
    this.#port.flush(() => {
      cancel();
      give();
    });
  }

  #break(why: LinkFailure): void {
    if (this.#broken !== null) return;
    this.#broken = why;
    for (const wait of [...this.#waits]) wait(why);
    const listeners = [...this.#closeListeners];
    this.#closeListeners.clear();
    for (const listener of listeners) listener(why);
    // An adapter pulled out while only writing leaves the port open on our side; it must be free to be opened again.
    this.#discard();
  }
}
