import { Socket } from 'node:net';
import type { Clock } from '../../../shared/kernel/clock.ts';
import { ok, type Result, refuse } from '../../../shared/kernel/result.ts';
import type { Connection, LinkFailure, Transport, WriteResult } from '../ports.ts';
import { withDeadline } from './deadline.ts';
import { writeInSlices } from './slices.ts';

/** Bytes given to the system at a time, so that "how many were taken" stays close when a device stalls. */
const sliceBytes = 4096;

/** Where a device listens. */
export interface TcpAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * What `close` does with bytes the system still holds. `end`: they may still arrive. `reset`: they are thrown away, as a
 * terminal needs it: a command given up must not arrive after the query about it.
 */
export type TcpClose = 'end' | 'reset';

/**
 * A raw TCP line, as network printers have on port 9100. `taken` counts what the system accepted; only `finish`
 * tells whether the device took it, because a socket accepts tens of kilobytes for a device that reads nothing
 * (facts/toolchain §5 "false success").
 */
export function tcpTransport({ host, port }: TcpAddress, clock: Clock, closing: TcpClose = 'end'): Transport {
  return {
    address: `tcp ${host}:${port}`,
    readable: true,
    open: (deadlineMs) => connect(host, port, deadlineMs, clock, closing),
  };
}

function connect(
  host: string,
  port: number,
  deadlineMs: number,
  clock: Clock,
  closing: TcpClose,
): Promise<Result<Connection, LinkFailure>> {
  const socket = new Socket({ allowHalfOpen: true });
  socket.setNoDelay(true);
  return withDeadline<Result<Connection, LinkFailure>>(
    clock,
    deadlineMs,
    () => {
      socket.destroy();
      return refuse('deadline');
    },
    (settle) => {
      socket.once('error', (error) => settle(refuse(failureOf(error))));
      socket.once('connect', () => settle(ok(new TcpConnection(socket, clock, closing))));
      socket.connect({ host, port });
      return undefined;
    },
  );
}

/** The name of a socket error that a person can act on. */
function failureOf(error: NodeJS.ErrnoException): LinkFailure {
  switch (error.code) {
    case 'ECONNREFUSED':
      return 'refused';
    case 'ENOTFOUND':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'not-found';
    case 'ETIMEDOUT':
      return 'deadline';
    case 'ECONNRESET':
    case 'EPIPE':
      return 'disconnected';
    default:
      return 'error';
  }
}

class TcpConnection implements Connection {
  readonly #socket: Socket;
  readonly #clock: Clock;
  readonly #closing: TcpClose;
  readonly #closeListeners = new Set<(why: LinkFailure) => void>();
  /** Why the line is gone or going; null while it is good. */
  #broken: LinkFailure | null = null;
  #peerEnded = false;

  constructor(socket: Socket, clock: Clock, closing: TcpClose) {
    this.#socket = socket;
    this.#clock = clock;
    this.#closing = closing;
    socket.on('error', (error) => this.#break(failureOf(error)));
    socket.on('end', () => {
      this.#peerEnded = true;
      this.#tell('disconnected');
    });
    socket.on('close', () => this.#break('disconnected'));
    // Unread bytes would turn our close into a reset, and the printer would lose the end of the job.
    socket.resume();
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
        // The system holds these bytes and would deliver them when the device wakes: a ghost print.
        this.#break('deadline');
        this.#socket.resetAndDestroy();
        return 'deadline';
      },
      (settle) => {
        const stop = this.onClose(() => settle(this.#broken ?? 'disconnected'));
        this.#socket.write(slice, (error) => settle(error ? failureOf(error) : null));
        return stop;
      },
    );
  }

  onBytes(listener: (bytes: Uint8Array) => void): () => void {
    this.#socket.on('data', listener);
    return () => this.#socket.off('data', listener);
  }

  onClose(listener: (why: LinkFailure) => void): () => void {
    this.#closeListeners.add(listener);
    return () => this.#closeListeners.delete(listener);
  }

  async finish(deadlineMs: number): Promise<LinkFailure | null> {
    if (this.#broken !== null) return this.#broken;
    const endedBefore = this.#peerEnded;
    const outcome = await withDeadline<LinkFailure | null>(
      this.#clock,
      deadlineMs,
      () => {
        // What the system still holds must not come out after we said that it is not known.
        this.#socket.resetAndDestroy();
        return 'deadline';
      },
      (settle) => {
        // After our end, an orderly 'close' means the other side read all and ended too; a reset is an error first.
        this.#socket.once('error', (error) => settle(failureOf(error)));
        this.#socket.once('close', (hadError) => settle(hadError || endedBefore ? 'disconnected' : null));
        this.#socket.end();
        return undefined;
      },
    );
    this.close();
    return outcome;
  }

  close(): void {
    this.#closeListeners.clear();
    this.#break('disconnected');
    if (this.#closing === 'reset') this.#socket.resetAndDestroy();
    else this.#socket.destroy();
  }

  #break(why: LinkFailure): void {
    this.#broken ??= why;
    this.#tell(this.#peerEnded ? 'disconnected' : why);
  }

  #tell(why: LinkFailure): void {
    const listeners = [...this.#closeListeners];
    this.#closeListeners.clear();
    for (const listener of listeners) listener(why);
  }
}
