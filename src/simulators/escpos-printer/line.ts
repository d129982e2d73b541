/** The network side of the printer: port 9100 as real ones have it, one connection at a time. */
import { createServer, type Server, type Socket } from 'node:net';
import type { Mechanism } from './mechanism.ts';

/** How often a full printer looks whether it can read on. */
const readAgainMs = 20;

export class PrinterLine {
  readonly #mechanism: Mechanism;
  #server: Server | null = null;
  #socket: Socket | null = null;
  #port: number;

  constructor(mechanism: Mechanism, port: number) {
    this.#mechanism = mechanism;
    this.#port = port;
  }

  /** The port it has, or had before the power went. */
  get port(): number {
    return this.#port;
  }

  async on(): Promise<void> {
    if (this.#server !== null) return;
    const server = createServer({ allowHalfOpen: true }, (socket) => this.#serve(socket));
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    const address = server.address();
    if (address !== null && typeof address === 'object') this.#port = address.port;
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

  /** Looks again at a script that just changed. */
  wake(): void {
    const { deaf } = this.#mechanism.script;
    if (this.#socket !== null && !deaf && !this.#mechanism.full) this.#socket.resume();
  }

  #serve(socket: Socket): void {
    this.#socket?.resetAndDestroy();
    this.#socket = socket;
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      if (this.#socket === socket) this.#socket = null;
    });
    socket.on('end', () => {
      if (!this.#mechanism.script.keepsLineOpen) socket.end();
    });
    this.#mechanism.connected((bytes) => {
      if (!socket.destroyed && socket.writable) socket.write(bytes);
    });
    socket.on('data', (bytes) => this.#read(socket, bytes));
    if (this.#mechanism.script.deaf) socket.pause();
  }

  #read(socket: Socket, bytes: Uint8Array): void {
    const left = this.#mechanism.script.dropAfterBytes;
    if (left !== null && bytes.length >= left) {
      this.#mechanism.receive(bytes.subarray(0, left));
      this.#mechanism.change({ dropAfterBytes: null });
      socket.resetAndDestroy();
      return;
    }
    if (left !== null) this.#mechanism.change({ dropAfterBytes: left - bytes.length });
    this.#mechanism.receive(bytes);
    if (this.#mechanism.full) this.#pauseWhileFull(socket);
  }

  #pauseWhileFull(socket: Socket): void {
    socket.pause();
    const timer = setInterval(() => {
      if (this.#mechanism.full && !socket.destroyed) return;
      clearInterval(timer);
      if (!this.#mechanism.script.deaf) socket.resume();
    }, readAgainMs);
  }
}
