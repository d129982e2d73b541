/** The last receipt number heard on this line, by which the next charge is known: its own must be the one after it. */
import type { SessionOutcome } from './session-types.ts';

/** Before the first receipt there is this one. */
export const noReceipt = '0000';

export class LastReceipt {
  readonly #nothingToRepeat: readonly string[];
  #number: string | null = null;

  /** @param nothingToRepeat what a terminal answers that has no receipt yet */
  constructor(nothingToRepeat: readonly string[]) {
    this.#nothingToRepeat = nothingToRepeat;
  }

  /** Null = not asked yet, or not known any more. */
  get number(): string | null {
    return this.#number;
  }

  /** What the end of a command says of it. */
  note(outcome: SessionOutcome): void {
    switch (outcome.kind) {
      case 'completed':
        this.#number = outcome.status === null ? noReceipt : outcome.status.receipt;
        break;
      case 'aborted':
        if (outcome.status?.receipt != null) this.#number = outcome.status.receipt;
        else if (this.#number === null && this.#nothingToRepeat.includes(outcome.code)) {
          this.#number = noReceipt;
        }
        // A refusal without a result may have used up a number: asked again before the next charge.
        else this.#number = null;
        break;
      case 'unknown':
        this.#number = null;
    }
  }

  /** The line is another from now on. */
  forget(): void {
    this.#number = null;
  }
}
