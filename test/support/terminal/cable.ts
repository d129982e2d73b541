/**
 * A cable in memory between a driver and a simulated terminal, in virtual time, that can be pulled at any byte. A pull
 * is told (an adapter pulled out of its socket, a broken connection) or silent (a plug pulled out of the terminal). On a
 * serial line bytes then just vanish; on TCP they wait, and arrive late if the connection lives until the plug is back.
 */
import type { Connection, LinkFailure, Transport } from '../../../src/main/devices/ports.ts';
import { type MemoryPeer, memoryTransport } from '../../../src/main/devices/transport/memory.ts';
import type { Clock } from '../../../src/shared/kernel/clock.ts';
import type { Plugged } from '../../../src/simulators/terminal/lines.ts';

export interface Pull {
  readonly direction: 'to-terminal' | 'from-terminal';
  /** Bytes that still get through in that direction, from now. */
  readonly afterBytes: number;
  readonly told: boolean;
  /** The cable is put back after this long; null = when `restore` is called. */
  readonly restoredAfterMs: number | null;
  /** Noise instead of a pull: the byte there arrives with these bits turned. Serial only; TCP lets no such byte through. */
  readonly turned?: number;
}

export class MemoryCable {
  readonly transport: Transport;
  readonly #terminal: Plugged;
  readonly #clock: Clock;
  readonly #kind: 'serial' | 'tcp';
  #pull: Pull | null = null;
  #plugged = true;
  #hangUp: (why: LinkFailure) => void = () => {};
  #reply: (bytes: Uint8Array) => void = () => {};
  #open = false;
  /** Counts connections: what belongs to an older one is lost with it. */
  #connection = 0;
  /** On TCP: what waits for the plug. */
  #held: { readonly direction: Pull['direction']; readonly bytes: Uint8Array }[] = [];
  /** Bytes that were handed to the cable in each direction. */
  readonly counted = { 'to-terminal': 0, 'from-terminal': 0 };

  constructor(terminal: Plugged, clock: Clock, kind: 'serial' | 'tcp') {
    this.#terminal = terminal;
    this.#clock = clock;
    this.#kind = kind;
    const peer: MemoryPeer = {
      onOpen: () => this.#onOpen(),
      onWrite: (bytes, reply, hangUp) => this.#onWrite(bytes, reply, hangUp),
    };
    const memory = memoryTransport(peer, clock);
    this.transport = {
      ...memory,
      open: async (deadlineMs) => {
        const opened = await memory.open(deadlineMs);
        return opened.ok ? { ok: true, value: this.#watched(opened.value) } : opened;
      },
    };
  }

  /** Counts from here and pulls at that byte. */
  arm(pull: Pull): void {
    this.counted['to-terminal'] = 0;
    this.counted['from-terminal'] = 0;
    this.#pull = pull;
    this.#pullIfDue(pull.direction);
  }

  restore(): void {
    this.#pull = null;
    this.#plugged = true;
    for (const { direction, bytes } of this.#held.splice(0)) this.#deliver(direction, bytes);
  }

  /** On TCP the terminal sees that the driver closed, unless the cable is out. */
  #watched(connection: Connection): Connection {
    const mine = this.#connection;
    return {
      ...connection,
      close: () => {
        connection.close();
        if (this.#kind === 'serial' || mine !== this.#connection || !this.#open) return;
        this.#open = false;
        this.#held = [];
        if (this.#plugged) this.#terminal.detach();
      },
    };
  }

  #onOpen(): LinkFailure | null {
    if (!this.#plugged && this.#pull?.told) return 'not-found';
    if (!this.#plugged && this.#kind === 'tcp') return 'deadline';
    this.#open = true;
    this.#connection += 1;
    this.#held = [];
    const mine = this.#connection;
    this.#terminal.attach({
      send: (bytes) => {
        if (mine === this.#connection && this.#open) this.#carry('from-terminal', bytes);
      },
      cut: () => this.#cutTold(),
    });
    return null;
  }

  #onWrite(
    bytes: Uint8Array,
    reply: (bytes: Uint8Array) => void,
    hangUp: (why: LinkFailure) => void,
  ): number {
    this.#reply = reply;
    this.#hangUp = hangUp;
    return this.#carry('to-terminal', bytes);
  }

  /** Gives how many bytes the sender believes to be gone. */
  #carry(direction: Pull['direction'], bytes: Uint8Array): number {
    const pull = this.#pull;
    const before = this.counted[direction];
    this.counted[direction] += bytes.length;
    if (!this.#plugged) {
      if (pull?.told) return 0;
      this.#hold(direction, bytes);
      return bytes.length;
    }
    if (pull === null || pull.direction !== direction || before + bytes.length < pull.afterBytes) {
      this.#deliver(direction, bytes);
      return bytes.length;
    }
    if (pull.turned !== undefined) {
      this.#deliver(direction, this.#spoilt(bytes, pull.afterBytes - before, pull.turned));
      return bytes.length;
    }
    const reach = Math.max(0, pull.afterBytes - before);
    this.#deliver(direction, bytes.subarray(0, reach));
    this.#pullIfDue(direction);
    if (!pull.told) this.#hold(direction, bytes.subarray(reach));
    return pull.told ? Math.min(reach, bytes.length) : bytes.length;
  }

  #spoilt(bytes: Uint8Array, at: number, turned: number): Uint8Array {
    const byte = bytes[at];
    if (byte === undefined) return bytes;
    this.#pull = null;
    const spoilt = Uint8Array.from(bytes);
    spoilt[at] = byte ^ turned;
    return spoilt;
  }

  #hold(direction: Pull['direction'], bytes: Uint8Array): void {
    if (this.#kind === 'tcp') this.#held.push({ direction, bytes: Uint8Array.from(bytes) });
  }

  #deliver(direction: Pull['direction'], bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const copy = Uint8Array.from(bytes);
    const mine = this.#connection;
    if (direction === 'from-terminal') this.#reply(copy);
    else {
      this.#clock.after(0, () => {
        if (mine === this.#connection || this.#kind === 'serial') this.#terminal.receive(copy);
      });
    }
  }

  #pullIfDue(direction: Pull['direction']): void {
    const pull = this.#pull;
    if (pull === null || pull.direction !== direction || this.counted[direction] < pull.afterBytes) return;
    if (pull.turned !== undefined) return;
    this.#plugged = false;
    if (pull.told) this.#cutTold();
    const { restoredAfterMs } = pull;
    if (restoredAfterMs !== null) this.#clock.after(restoredAfterMs, () => this.restore());
  }

  #cutTold(): void {
    if (!this.#open) return;
    this.#open = false;
    // After the bytes that are still on their way.
    this.#clock.after(0, () => {
      this.#terminal.detach();
      this.#hangUp('disconnected');
    });
  }
}
