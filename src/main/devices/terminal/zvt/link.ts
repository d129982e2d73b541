/** The answering half of a serial line: an answer is sent again when the terminal says or shows that it lacks it. */
import type { Clock } from '../../../../shared/kernel/clock.ts';

export interface AnswerParts {
  readonly clock: Clock;
  /** T2; null on TCP, where nothing is acknowledged. */
  readonly ackTimeoutMs: number | null;
  write(): void;
}

/** PA00P016: repeated at most twice. */
const maxSends = 3;

/** `80 00 00` moves no money, so repeating it is free; the terminal takes the second for the same. */
export class Answer {
  readonly #parts: AnswerParts;
  #sends = 0;
  #waiting = false;
  #stopTimer: () => void = () => {};
  /** Those who wait for the line to be free; told whether the answer arrived. */
  #queue: ((arrived: boolean) => void)[] = [];

  constructor(parts: AnswerParts) {
    this.#parts = parts;
  }

  send(): void {
    this.#sends = 0;
    this.#waiting = this.#parts.ackTimeoutMs !== null;
    this.#again();
  }

  /** The terminal acknowledged, or went on: it has the answer. Also said when the line is left. */
  arrived(): void {
    this.#end(true);
  }

  /**
   * Settles when no answer is on its way: what the terminal says to an answer must never be taken for what it says to a
   * command sent behind it. False: it never acknowledged, so whatever it says later belongs to that answer.
   */
  free(): Promise<boolean> {
    if (!this.#waiting) return Promise.resolve(true);
    return new Promise((resolve) => {
      this.#queue.push(resolve);
    });
  }

  #end(arrived: boolean): void {
    this.#waiting = false;
    this.#stopTimer();
    for (const told of this.#queue.splice(0)) told(arrived);
  }

  /** The terminal says that it came damaged. */
  refused(): void {
    if (this.#waiting) this.#again();
  }

  #again(): void {
    this.#stopTimer();
    if (this.#sends >= maxSends) {
      this.#end(false);
      return;
    }
    this.#sends += 1;
    this.#parts.write();
    const { ackTimeoutMs, clock } = this.#parts;
    if (ackTimeoutMs !== null) this.#stopTimer = clock.after(ackTimeoutMs, () => this.#again());
  }
}
