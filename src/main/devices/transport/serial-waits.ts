import { read } from 'node:fs';
import { promisify } from 'node:util';
import type { SerialPort } from 'serialport';

const readAsync = promisify(read);
/** What the binding's poller is asked for (libuv's own bits). */
const readable = 1;
const writable = 2;

type Binding = NonNullable<SerialPort['port']>;
type PolledBinding = Extract<Binding, { readonly poller: unknown }>;

/**
 * Puts two faults of the binding right, on an opened port nothing was read from yet; on Windows there is nothing to do.
 *
 * - A line that hung up reads as zero bytes. The binding takes that for "nothing yet" and reads again without end: the
 *   unplugged cable is never told, and one processor is busy from then on.
 * - Waiting until the line can be written takes the place of waiting until it can be read, and the other way round: a
 *   writer whose printer says something meanwhile waits until it says something again.
 */
export function mendWaits(port: SerialPort): void {
  const binding = port.port;
  if (binding === undefined || !('poller' in binding)) return;
  const { poller } = binding;
  const poll = poller.poll.bind(poller);
  poller.poll = (events = 0) => {
    // The system's handle is gone with the port; waiting on it would bring the program down.
    if (binding.fd === null) throw portClosed();
    const reader = poller.listenerCount('readable') > 0 ? readable : 0;
    const writer = poller.listenerCount('writable') > 0 ? writable : 0;
    poll(events | reader | writer);
  };
  binding.read = (buffer: Buffer, offset: number, length: number) =>
    readOrHangUp(binding, buffer, offset, length);
}

async function readOrHangUp(binding: PolledBinding, buffer: Buffer, offset: number, length: number) {
  for (;;) {
    if (binding.fd === null) throw portClosed();
    const got = await readAsync(binding.fd, buffer, offset, length, null).catch((error: unknown) => {
      if (isNothingYet(error)) return null;
      throw error;
    });
    if (got === null) await untilReadable(binding);
    else if (got.bytesRead === 0) throw new Error('the line hung up');
    else return { buffer, bytesRead: got.bytesRead };
  }
}

function untilReadable({ poller }: PolledBinding): Promise<void> {
  return new Promise((resolve, reject) => {
    poller.once('readable', (error: Error | null) => (error === null ? resolve() : reject(error)));
  });
}

/** The binding's own way to say that nobody is to be told. */
function portClosed(): Error {
  return Object.assign(new Error('the port was closed'), { canceled: true });
}

function isNothingYet(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'EAGAIN' || code === 'EWOULDBLOCK' || code === 'EINTR';
}
