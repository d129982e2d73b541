/** The sending half of the terminal's line, and all the ways it goes wrong. */
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Wire } from '../terminal/lines.ts';
import type { Script, ScriptPatch } from './contract.ts';
import { bare, type Message, wrapped } from './frames.ts';

/** Sends of one frame on a serial line. */
const maxSends = 3;
/** Nonsense that begins no frame and is no acknowledgement. */
const nonsense = 0xa5;

export interface MouthParts {
  readonly clock: Clock;
  readonly serial: boolean;
  script(): Script;
  change(patch: ScriptPatch): void;
}

export class Mouth {
  readonly #parts: MouthParts;
  #wire: Wire | null = null;
  #frame: Buffer | null = null;
  #sends = 0;
  #lost: () => void = () => {};
  #cancel: () => void = () => {};
  sent = 0;
  givenUp = 0;

  constructor(parts: MouthParts) {
    this.#parts = parts;
  }

  attach(wire: Wire): void {
    this.#wire = wire;
  }

  detach(): void {
    this.#wire = null;
  }

  /** Forgets what it was about to send again. */
  silence(): void {
    this.#cancel();
    this.#frame = null;
  }

  cut(): void {
    const wire = this.#wire;
    this.#wire = null;
    wire?.cut();
  }

  /** Whether something said is not yet acknowledged. */
  get waits(): boolean {
    return this.#frame !== null && this.#parts.serial;
  }

  /** Sends a message; on a serial line until it is acknowledged, or `lost` after three times. */
  speak(message: Message, lost: () => void): void {
    this.silence();
    this.#frame = this.#parts.serial ? wrapped(message) : bare(message);
    this.#sends = 0;
    this.#lost = lost;
    this.#again();
  }

  acknowledged(): void {
    this.silence();
  }

  refused(): void {
    if (this.#frame !== null) this.#again();
  }

  #again(): void {
    this.#cancel();
    const frame = this.#frame;
    if (frame === null) return;
    if (this.#sends >= maxSends) {
      this.givenUp += 1;
      this.#frame = null;
      this.#lost();
      return;
    }
    this.#sends += 1;
    if (this.#parts.serial) {
      this.#cancel = this.#parts.clock.after(this.#parts.script().ackWaitMs, () => this.#again());
    }
    this.#put(this.#spoilt(frame));
  }

  #spoilt(frame: Buffer): Buffer {
    const { damageReplies, shortenReplies, duplicates } = this.#parts.script();
    if (!this.#parts.serial) return frame;
    const middle = Math.floor(frame.length / 2);
    if (shortenReplies > 0) {
      this.#parts.change({ shortenReplies: shortenReplies - 1 });
      return Buffer.concat([frame.subarray(0, middle), frame.subarray(middle + 1)]);
    }
    if (damageReplies > 0) {
      this.#parts.change({ damageReplies: damageReplies - 1 });
      const turned = Buffer.from(frame);
      turned[middle] = (turned[middle] ?? 0) ^ 0x04;
      return turned;
    }
    return Buffer.concat(Array.from({ length: 1 + duplicates }, () => frame));
  }

  /** One byte of the link: acknowledgement or refusal. */
  link(byte: number): void {
    this.#put(Buffer.from([byte]));
  }

  #put(bytes: Buffer): void {
    const { garbage, pieces } = this.#parts.script();
    const all =
      garbage === 0 || !this.#parts.serial ? bytes : Buffer.concat([Buffer.alloc(garbage, nonsense), bytes]);
    const size = pieces ?? all.length;
    for (let at = 0; at < all.length; at += size) this.#out(all.subarray(at, at + size));
  }

  #out(bytes: Buffer): void {
    const left = this.#parts.script().unplugAfterSent;
    if (this.#wire === null) return;
    const through = left === null ? bytes : bytes.subarray(0, left);
    this.sent += through.length;
    if (through.length > 0) this.#wire.send(through);
    if (left === null) return;
    const cut = bytes.length >= left;
    this.#parts.change({ unplugAfterSent: cut ? null : left - bytes.length });
    if (cut) this.cut();
  }
}
