/**
 * A cable in memory between a driver and the simulated terminal, in virtual time, that can be pulled at any byte. A pull
 * is told (an adapter pulled out of its socket) or silent (a plug pulled out of the terminal: bytes just vanish).
 */
import type { LinkFailure, Transport } from '../../../src/main/devices/ports.ts';
import { type MemoryPeer, memoryTransport } from '../../../src/main/devices/transport/memory.ts';
import type { Clock } from '../../../src/shared/kernel/clock.ts';
import type { Terminal } from '../../../src/simulators/stx-terminal/terminal.ts';

export interface Pull {
  readonly direction: 'to-terminal' | 'from-terminal';
  /** Bytes that still get through in that direction, from now. */
  readonly afterBytes: number;
  readonly told: boolean;
  /** The cable is put back after this long; null = when `restore` is called. */
  readonly restoredAfterMs: number | null;
}

export class MemoryCable {
  readonly transport: Transport;
  readonly #terminal: Terminal;
  readonly #clock: Clock;
  #pull: Pull | null = null;
  #plugged = true;
  #hangUp: (why: LinkFailure) => void = () => {};
  #reply: (bytes: Uint8Array) => void = () => {};
  #open = false;
  /** Bytes that were handed to the cable in each direction. */
  readonly counted = { 'to-terminal': 0, 'from-terminal': 0 };

  constructor(terminal: Terminal, clock: Clock) {
    this.#terminal = terminal;
    this.#clock = clock;
    const peer: MemoryPeer = {
      onOpen: () => this.#onOpen(),
      onWrite: (bytes, reply, hangUp) => this.#onWrite(bytes, reply, hangUp),
    };
    this.transport = memoryTransport(peer, clock);
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
  }

  #onOpen(): LinkFailure | null {
    if (!this.#plugged && this.#pull?.told) return 'not-found';
    this.#open = true;
    this.#terminal.attach({
      send: (bytes) => this.#carry('from-terminal', bytes),
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
    if (!this.#plugged) return pull?.told ? 0 : bytes.length;
    if (pull === null || pull.direction !== direction || before + bytes.length < pull.afterBytes) {
      this.#deliver(direction, bytes);
      return bytes.length;
    }
    const through = bytes.subarray(0, Math.max(0, pull.afterBytes - before));
    this.#deliver(direction, through);
    this.#pullIfDue(direction);
    return pull.told ? through.length : bytes.length;
  }

  #deliver(direction: Pull['direction'], bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const copy = Uint8Array.from(bytes);
    if (direction === 'from-terminal') this.#reply(copy);
    else this.#clock.after(0, () => this.#terminal.receive(copy));
  }

  #pullIfDue(direction: Pull['direction']): void {
    const pull = this.#pull;
    if (pull === null || pull.direction !== direction || this.counted[direction] < pull.afterBytes) return;
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
