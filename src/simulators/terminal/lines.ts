/** What the terminal is plugged into: a TCP port with one till at a time, or a serial port. */
import { createServer, type Server, type Socket } from 'node:net';
import { SerialPort } from 'serialport';
import { endAtHangUp } from '../hang-up.ts';

/** What a terminal hangs on: a socket, a serial port, memory. */
export interface Wire {
  send(bytes: Uint8Array): void;
  /** Pulls the cable out. */
  cut(): void;
}

/** A terminal as its line knows it. */
export interface Plugged {
  attach(wire: Wire): void;
  detach(): void;
  receive(bytes: Uint8Array): void;
}

export interface Line {
  on(): Promise<void>;
  off(): Promise<void>;
}

export class TcpLine implements Line {
  readonly #terminal: Plugged;
  #server: Server | null = null;
  #socket: Socket | null = null;
  port: number;

  constructor(terminal: Plugged, port: number) {
    this.#terminal = terminal;
    this.port = port;
  }

  async on(): Promise<void> {
    if (this.#server !== null) return;
    const server = createServer((socket) => this.#serve(socket));
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', resolve);
    });
    const address = server.address();
    if (address !== null && typeof address === 'object') this.port = address.port;
  }

  async off(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.#server = null;
    this.#socket?.resetAndDestroy();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  }

  #serve(socket: Socket): void {
    this.#socket?.resetAndDestroy();
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      this.#terminal.detach();
    });
    this.#terminal.attach({
      send: (bytes) => socket.write(bytes),
      // What was written before must still arrive, so no reset.
      cut: () => socket.end(() => socket.destroy()),
    });
    socket.on('data', (bytes) => {
      if (this.#socket === socket && !socket.writableEnded) this.#terminal.receive(bytes);
    });
  }
}

/** A serial port of this machine, or a pty. */
export class SerialLine implements Line {
  readonly #terminal: Plugged;
  readonly #path: string;
  #port: SerialPort | null = null;

  constructor(terminal: Plugged, path: string) {
    this.#terminal = terminal;
    this.#path = path;
  }

  async on(): Promise<void> {
    if (this.#port !== null) return;
    const port = new SerialPort({ path: this.#path, baudRate: 9600, autoOpen: false });
    endAtHangUp(port);
    port.on('error', () => {});
    port.on('close', () => {
      if (this.#port !== port) return;
      this.#port = null;
      this.#terminal.detach();
    });
    await new Promise<void>((resolve, reject) => {
      port.open((error) => (error === null ? resolve() : reject(error)));
    });
    this.#port = port;
    this.#terminal.attach({
      send: (bytes) => port.write(Buffer.from(bytes)),
      cut: () => port.drain(() => port.close(() => {})),
    });
    port.on('data', (bytes: Buffer) => this.#terminal.receive(bytes));
  }

  async off(): Promise<void> {
    const port = this.#port;
    if (port === null) return;
    await new Promise<void>((resolve) => port.close(() => resolve()));
  }
}
