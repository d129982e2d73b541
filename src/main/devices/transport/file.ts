import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { type Clock, sleep } from '../../../shared/kernel/clock.ts';
import { ok, type Result, refuse } from '../../../shared/kernel/result.ts';
import type { Connection, LinkFailure, Transport, WriteResult } from '../ports.ts';

const sliceBytes = 4096;
/** How long to wait before asking a full device again. */
const retryDelayMs = 10;

/**
 * Never creates the path: a printer that is not plugged in must not become a growing file. Never waits on opening
 * (a pipe without a reader) nor on writing (a printer without paper): absent where the system has no such flag.
 */
const openFlags = constants.O_WRONLY | constants.O_APPEND | (constants.O_NONBLOCK ?? 0);

/**
 * A device file such as `/dev/usb/lp0`. Write-only: printer-class files seldom answer, so a printer behind one can
 * at best report `sent`. A byte counts as taken when the driver accepted it.
 */
export function fileTransport(path: string, clock: Clock): Transport {
  return {
    address: `file ${path}`,
    readable: false,
    async open(): Promise<Result<Connection, LinkFailure>> {
      try {
        return ok(new FileConnection(await open(path, openFlags), clock));
      } catch (error) {
        return refuse(failureOf(error));
      }
    },
  };
}

function failureOf(error: unknown): LinkFailure {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENODEV':
    case 'ENXIO':
      return 'not-found';
    case 'EBUSY':
      return 'busy';
    case 'EACCES':
    case 'EPERM':
      return 'refused';
    case 'EPIPE':
    case 'EIO':
      return 'disconnected';
    default:
      return 'error';
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

class FileConnection implements Connection {
  readonly #handle: FileHandle;
  readonly #clock: Clock;
  #closed = false;

  constructor(handle: FileHandle, clock: Clock) {
    this.#handle = handle;
    this.#clock = clock;
  }

  async write(bytes: Uint8Array, deadlineMs: number): Promise<WriteResult> {
    const end = this.#clock.monotonicMs() + deadlineMs;
    let taken = 0;
    while (taken < bytes.length) {
      if (this.#closed) return { taken, failure: 'disconnected' };
      try {
        const { bytesWritten } = await this.#handle.write(
          bytes,
          taken,
          Math.min(sliceBytes, bytes.length - taken),
        );
        taken += bytesWritten;
      } catch (error) {
        // EAGAIN: the device is full (no paper, busy). It took nothing of this slice.
        if (codeOf(error) !== 'EAGAIN') return { taken, failure: failureOf(error) };
        if (this.#clock.monotonicMs() >= end) return { taken, failure: 'deadline' };
        await sleep(this.#clock, retryDelayMs);
      }
    }
    return { taken, failure: null };
  }

  onBytes(): () => void {
    return () => {};
  }

  onClose(): () => void {
    return () => {};
  }

  async finish(): Promise<LinkFailure | null> {
    if (this.#closed) return 'disconnected';
    this.#closed = true;
    try {
      await this.#handle.close();
      return null;
    } catch (error) {
      return failureOf(error);
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#handle.close().catch(() => {});
  }
}
