/** What the terminal says of its own accord: message after message, each answered by the till before the next. */
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Message } from './frames.ts';
import type { Mouth } from './mouth.ts';

/** One thing to be said. */
export interface Line {
  readonly message: Message;
  /** The till did not answer. */
  readonly unanswered?: () => void;
}

export class Dialogue {
  readonly #clock: Clock;
  readonly #mouth: Mouth;
  readonly #answerWaitMs: () => number;
  /** What is still to be said; null while idle. */
  #waiting: Line[] | null = null;
  /** The message that waits for its answer. */
  #open: Line | null = null;
  #cancelAnswer: () => void = () => {};
  /** Ends the silence that was asked for; null while there is none. */
  #cancelSilence: (() => void) | null = null;

  constructor(clock: Clock, mouth: Mouth, answerWaitMs: () => number) {
    this.#clock = clock;
    this.#mouth = mouth;
    this.#answerWaitMs = answerWaitMs;
  }

  /** Whether something is still to be said. */
  get goesOn(): boolean {
    return this.#waiting !== null;
  }

  /** Says these too, one after the other; all that is left only after so long a silence. */
  say(lines: readonly Line[], silenceMs = 0): void {
    this.#waiting = [...(this.#waiting ?? []), ...lines];
    if (silenceMs > 0) this.#keepSilent(silenceMs);
    else if (this.#open === null) this.#clock.after(0, () => this.next());
  }

  #keepSilent(ms: number): void {
    this.#cancelSilence?.();
    this.#cancelSilence = this.#clock.after(ms, () => {
      this.#cancelSilence = null;
      this.next();
    });
  }

  /** The link is free for the next message. */
  next(): void {
    if (this.#open !== null || this.#waiting === null || this.#mouth.waits) return;
    if (this.#cancelSilence !== null) return;
    const line = this.#waiting.shift();
    if (line === undefined) {
      this.#waiting = null;
      return;
    }
    this.#open = line;
    this.#mouth.speak(line.message, () => this.#unanswered(line));
    this.#cancelAnswer = this.#clock.after(this.#answerWaitMs(), () => this.#unanswered(line));
  }

  /** The till has taken the message. */
  answered(): void {
    if (this.#open === null) return;
    this.#cancelAnswer();
    this.#mouth.acknowledged();
    this.#open = null;
    this.next();
  }

  /** The till wants what was said taken back. */
  refused(): void {
    if (this.#open !== null) this.#unanswered(this.#open);
  }

  /** The connection is gone: nothing of what is left will be answered. */
  hangUp(): void {
    const left = [...(this.#open === null ? [] : [this.#open]), ...(this.#waiting ?? [])];
    this.end();
    for (const line of left) line.unanswered?.();
  }

  /** Forgets what it was about to say. */
  end(): void {
    this.#cancelAnswer();
    this.#cancelSilence?.();
    this.#cancelSilence = null;
    this.#mouth.silence();
    this.#open = null;
    this.#waiting = null;
  }

  #unanswered(line: Line): void {
    if (this.#open !== line) return;
    this.end();
    line.unanswered?.();
  }
}
