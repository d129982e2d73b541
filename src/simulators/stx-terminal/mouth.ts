/** The sending half of the terminal's line: repeats an answer until it is acknowledged, and all the ways it goes wrong. */
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Wire } from '../terminal/lines.ts';
import type { Script, ScriptPatch } from './contract.ts';

/** Sends of one answer before it is given up; the booking stands. */
const maxSends = 3;
/** Nonsense that holds no STX, ACK or NAK, so that it is only in the way. */
const nonsense = 0xa5;

export class Mouth {
  readonly #clock: Clock;
  readonly #script: () => Script;
  readonly #change: (patch: ScriptPatch) => void;
  #wire: Wire | null = null;
  #answer: Buffer | null = null;
  #sends = 0;
  #cancel: () => void = () => {};
  sent = 0;
  givenUp = 0;

  constructor(clock: Clock, script: () => Script, change: (patch: ScriptPatch) => void) {
    this.#clock = clock;
    this.#script = script;
    this.#change = change;
  }

  attach(wire: Wire): void {
    this.#wire = wire;
  }

  detach(): void {
    this.#wire = null;
  }

  /** Forgets what it was about to say. */
  silence(): void {
    this.#cancel();
    this.#answer = null;
  }

  cut(): void {
    const wire = this.#wire;
    this.#wire = null;
    wire?.cut();
  }

  /** Sends once, as it is. */
  say(bytes: Buffer): void {
    const { garbage, unplugAfterSent: left } = this.#script();
    const all = garbage === 0 ? bytes : Buffer.concat([Buffer.alloc(garbage, nonsense), bytes]);
    if (this.#wire === null) return;
    if (left !== null && all.length >= left) {
      this.#change({ unplugAfterSent: null });
      this.#put(all.subarray(0, left));
      this.cut();
      return;
    }
    if (left !== null) this.#change({ unplugAfterSent: left - all.length });
    this.#put(all);
  }

  #put(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.sent += bytes.length;
    this.#wire?.send(bytes);
  }

  /** Sends an answer and waits to be told that it came. `first` goes before its first send, in one piece. */
  deliver(answer: Buffer, first: Buffer): void {
    this.silence();
    this.#answer = answer;
    this.#sends = 0;
    const { replyDelayMs } = this.#script();
    if (replyDelayMs === 0) this.#send(first);
    else {
      if (first.length > 0) this.say(first);
      this.#cancel = this.#clock.after(replyDelayMs, () => this.#send(Buffer.alloc(0)));
    }
  }

  acknowledged(): void {
    this.silence();
  }

  refused(): void {
    if (this.#answer === null) return;
    this.#cancel();
    this.#again();
  }

  #again(): void {
    if (this.#sends < maxSends) {
      this.#send(Buffer.alloc(0));
      return;
    }
    this.givenUp += 1;
    this.#answer = null;
  }

  #send(first: Buffer): void {
    if (this.#answer === null) return;
    this.#sends += 1;
    const copies = 1 + this.#script().duplicateReplies;
    const spoken = Array.from({ length: copies }, () => this.#spoilt(this.#answer ?? first));
    this.#cancel = this.#clock.after(this.#script().ackWaitMs, () => this.#again());
    this.say(Buffer.concat([first, ...spoken]));
  }

  /** One send of the answer as the line leaves it. */
  #spoilt(answer: Buffer): Buffer {
    const { damageReplies, shortenReplies } = this.#script();
    const middle = Math.floor(answer.length / 2);
    if (damageReplies > 0) {
      this.#change({ damageReplies: damageReplies - 1 });
      const turned = Buffer.from(answer);
      turned[middle] = (turned[middle] ?? 0) ^ 0x04;
      return turned;
    }
    if (shortenReplies === 0) return answer;
    this.#change({ shortenReplies: shortenReplies - 1 });
    return Buffer.concat([answer.subarray(0, middle), answer.subarray(middle + 1)]);
  }
}
