import { read } from 'node:fs';
import { promisify } from 'node:util';
import type { SerialPort } from 'serialport';

const readAsync = promisify(read);

/**
 * A pulled cable ends the port. The binding takes the end of a line for "nothing yet" and would read it again without
 * end, one processor busy and no `close` ever. Call before anything listens to the port; on Windows there is nothing
 * to do.
 */
export function endAtHangUp(port: SerialPort): void {
  port.prependOnceListener('open', () => {
    const { port: binding } = port;
    if (binding === undefined || !('poller' in binding)) return;
    const readable = () =>
      new Promise<void>((resolve, reject) => {
        binding.poller.once('readable', (error: Error | null) => (error ? reject(error) : resolve()));
      });
    binding.read = async (buffer: Buffer, offset: number, length: number) => {
      for (;;) {
        if (binding.fd === null) throw Object.assign(new Error('closed'), { canceled: true });
        try {
          const { bytesRead } = await readAsync(binding.fd, buffer, offset, length, null);
          if (bytesRead === 0) throw new Error('hung up');
          return { buffer, bytesRead };
        } catch (cause) {
          if (!(cause instanceof Error && 'code' in cause && cause.code === 'EAGAIN')) throw cause;
        }
        if (binding.fd !== null) await readable();
      }
    };
  });
}
