/** Where the display listens: a TCP port, and a serial port if it was given one. */
import { createServer, type Socket } from 'node:net';
import { SerialPort } from 'serialport';
import { endAtHangUp } from '../hang-up.ts';

export interface LineOptions {
  readonly port: number;
  readonly serial: string | null;
  readonly powered: () => boolean;
  /** Takes bytes; false breaks the connection. */
  readonly receive: (bytes: Uint8Array) => boolean;
}

export interface DisplayLine {
  readonly port: number;
  readonly books: { readonly connections: number; readonly bytes: number };
  /** Breaks the connection there is. */
  cut(): void;
}

const lookAgainMs = 20;

/** Listens; one connection at a time, a new one takes the place of the old. */
export async function openLine(options: LineOptions): Promise<DisplayLine> {
  let socket: Socket | null = null;
  let connections = 0;
  let bytes = 0;
  const take = (data: Uint8Array): boolean => {
    bytes += data.length;
    return options.receive(data);
  };
  const server = createServer((made) => {
    socket?.destroy();
    socket = made;
    made.on('error', () => made.destroy());
    if (!options.powered()) {
      made.resetAndDestroy();
      return;
    }
    connections += 1;
    made.on('data', (data) => {
      if (!take(data)) made.resetAndDestroy();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(options.port, '127.0.0.1', resolve);
  });
  if (options.serial !== null) listenOnSerial(options.serial, options.powered, take);
  const address = server.address();
  return {
    port: address !== null && typeof address === 'object' ? address.port : options.port,
    get books() {
      return { connections, bytes };
    },
    cut: () => socket?.resetAndDestroy(),
  };
}

function listenOnSerial(path: string, powered: () => boolean, take: (bytes: Uint8Array) => boolean): void {
  const port = new SerialPort({ path, baudRate: 9_600, autoOpen: false, lock: false });
  endAtHangUp(port);
  const again = (): void => {
    setTimeout(() => listenOnSerial(path, powered, take), lookAgainMs);
  };
  port.on('error', () => {});
  port.on('close', again);
  port.on('data', (data: Buffer) => {
    if (powered()) take(data);
  });
  port.open((error) => {
    if (error !== null) again();
  });
}
