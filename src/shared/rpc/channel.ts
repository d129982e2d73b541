/**
 * The line between a window and the counter. It carries text only, so that limits are exact and the same rules
 * hold on a `MessagePort` and on a WebSocket. Web objects are described by their shape: this file runs anywhere.
 */

/** One end of a line. Nothing posted after `close` arrives; `onClose` runs once, whichever end closed. */
export interface Channel {
  post(text: string): void;
  /** Sets the receiver. Messages that came before it was set are handed over first. */
  onMessage(receive: (data: unknown) => void): void;
  onClose(closed: () => void): void;
  close(): void;
}

/** What both the browser's and Node's `MessagePort` have. */
export interface PortLike {
  postMessage(data: unknown): void;
  addEventListener(type: 'message' | 'close', listen: (event: { readonly data?: unknown }) => void): void;
  start?(): void;
  close(): void;
}

/** What both the browser's `WebSocket` and that of the `ws` package have. */
export interface SocketLike {
  readonly bufferedAmount: number;
  send(text: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'message', listen: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close' | 'error', listen: () => void): void;
}

/** A peer that does not read is cut off at this many waiting bytes instead of filling the memory. */
const maxBufferedBytes = 128 * 1024 * 1024;

interface Ends {
  receive(data: unknown): void;
  closed(): void;
  readonly onMessage: Channel['onMessage'];
  readonly onClose: Channel['onClose'];
  readonly isClosed: () => boolean;
}

function makeEnds(): Ends {
  let waiting: unknown[] = [];
  let receiver: ((data: unknown) => void) | null = null;
  let listeners: (() => void)[] = [];
  let over = false;
  return {
    receive(data) {
      if (over) return;
      if (receiver === null) waiting.push(data);
      else receiver(data);
    },
    closed() {
      if (over) return;
      over = true;
      waiting = [];
      const told = listeners;
      listeners = [];
      for (const listener of told) listener();
    },
    onMessage(receive) {
      receiver = receive;
      const early = waiting;
      waiting = [];
      for (const data of early) receive(data);
    },
    onClose(closed) {
      if (over) closed();
      else listeners.push(closed);
    },
    isClosed: () => over,
  };
}

/** Two ends joined in memory; messages arrive in order in a later microtask. For tests and the simulation. */
export function channelPair(): readonly [Channel, Channel] {
  const left = makeEnds();
  const right = makeEnds();
  const end = (own: Ends, other: Ends): Channel => ({
    post(text) {
      if (!own.isClosed()) queueMicrotask(() => other.receive(text));
    },
    onMessage: own.onMessage,
    onClose: own.onClose,
    close() {
      queueMicrotask(() => other.closed());
      own.closed();
    },
  });
  return [end(left, right), end(right, left)];
}

/** A line over a `MessagePort`. */
export function portChannel(port: PortLike): Channel {
  const ends = makeEnds();
  port.addEventListener('message', (event) => ends.receive(event.data));
  port.addEventListener('close', () => ends.closed());
  port.start?.();
  return {
    post(text) {
      if (!ends.isClosed()) port.postMessage(text);
    },
    onMessage: ends.onMessage,
    onClose: ends.onClose,
    close() {
      ends.closed();
      port.close();
    },
  };
}

/** A line over an open WebSocket. Closes it when the other side stops reading. */
export function socketChannel(socket: SocketLike): Channel {
  const ends = makeEnds();
  socket.addEventListener('message', (event) => ends.receive(event.data));
  socket.addEventListener('close', () => ends.closed());
  socket.addEventListener('error', () => ends.closed());
  const close = (): void => {
    ends.closed();
    socket.close();
  };
  return {
    post(text) {
      if (ends.isClosed()) return;
      if (socket.bufferedAmount > maxBufferedBytes) close();
      else socket.send(text);
    },
    onMessage: ends.onMessage,
    onClose: ends.onClose,
    close,
  };
}
