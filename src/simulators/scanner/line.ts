/** The scanner's line: whoever connects to its TCP port or holds the other end of its cable hears what it reads. */
import { createServer, type Socket } from 'node:net';
import { SerialPort } from 'serialport';
import { endAtHangUp } from '../hang-up.ts';

export interface ScannerLine {
  readonly port: number;
  readonly connected: boolean;
  send(bytes: Buffer): void;
  /** Breaks the connection there is. */
  cut(): void;
}

const lookAgainMs = 20;

/** Listens on a port of the loopback, and on a serial port if one is given. */
export async function openLine(port: number, serialPath: string | null): Promise<ScannerLine> {
  let socket: Socket | null = null;
  let cable: SerialPort | null = null;
  const server = createServer((made) => {
    socket?.destroy();
    socket = made;
    made.resume();
    made.on('error', () => made.destroy());
    made.on('close', () => {
      if (socket === made) socket = null;
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  const plug = (path: string): void => {
    const next = new SerialPort({ path, baudRate: 9_600, autoOpen: false, lock: false });
    endAtHangUp(next);
    const again = (): void => {
      cable = null;
      setTimeout(() => plug(path), lookAgainMs);
    };
    next.on('error', () => {});
    next.on('close', again);
    next.resume();
    next.open((error) => {
      if (error !== null) again();
      else cable = next;
    });
  };
  if (serialPath !== null) plug(serialPath);
  const address = server.address();
  return {
    port: address !== null && typeof address === 'object' ? address.port : port,
    get connected() {
      return socket !== null || cable !== null;
    },
    send(bytes) {
      socket?.write(bytes);
      cable?.write(bytes);
    },
    cut: () => socket?.resetAndDestroy(),
  };
}
