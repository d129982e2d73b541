/** One command at a time: charges are never queued behind charges, questions wait for their turn. */

/** Questions waiting for their turn. */
const maxWaiting = 8;

export class Turns {
  #charging = false;
  #waiting = 0;
  #tail: Promise<unknown> = Promise.resolve();

  /** Whether a charge is under way or about to be. */
  get charging(): boolean {
    return this.#charging;
  }

  /** `busy` when a charge is under way. */
  async charge<T>(run: () => Promise<T>, busy: T): Promise<T> {
    if (this.#charging) return busy;
    this.#charging = true;
    try {
      return await this.#inTurn(run);
    } finally {
      this.#charging = false;
    }
  }

  /** `busy` when a charge is under way, or too many questions wait. */
  async question<T>(run: () => Promise<T>, busy: T): Promise<T> {
    if (this.#charging || this.#waiting >= maxWaiting) return busy;
    return await this.#inTurn(run);
  }

  async #inTurn<T>(run: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const mine = this.#tail.then(run);
    this.#tail = mine.then(
      () => undefined,
      () => undefined,
    );
    try {
      return await mine;
    } finally {
      this.#waiting -= 1;
    }
  }
}
