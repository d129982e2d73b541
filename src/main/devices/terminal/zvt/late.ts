/** The end of a dialogue nobody waits for any more: told once, and only when the terminal completes it. */
import type { EpochMs } from '../../../../shared/kernel/clock.ts';
import type { LateResult } from '../../ports.ts';
import type { Apdu } from './codec.ts';
import type { ZvtProfile } from './profile.ts';
import { nextReceipt, type ReadStatus, readStatus } from './replies.ts';

/** The attempt that was given up last. */
interface GivenUp {
  readonly reference: string;
  readonly amount: number;
  readonly before: string;
}

export class LateDialogue {
  readonly #tell: (late: LateResult) => void;
  #givenUp: GivenUp | null = null;
  #heard: ReadStatus | null = null;
  /** The receipt told last; a repetition is no news. */
  #told: string | null = null;

  constructor(tell: (late: LateResult) => void) {
    this.#tell = tell;
  }

  /** From now on a result may come late. */
  await(givenUp: GivenUp): void {
    this.#givenUp = givenUp;
    this.#heard = null;
  }

  /** A message while no command is under way. */
  message(profile: ZvtProfile, { command, data }: Apdu, now: EpochMs): void {
    if (command === 0x040f) {
      const status = readStatus(profile, data, now);
      if (status !== null) this.status(status);
    }
    if (command === 0x060f) this.#completed();
    if (command === 0x061e) this.#heard = null;
  }

  /** A result that is not of the command under way. */
  status(status: ReadStatus): void {
    this.#heard = status;
  }

  #completed(): void {
    const heard = this.#heard;
    const { reference, amount, before } = this.#givenUp ?? {};
    this.#heard = null;
    if (heard === null || before === undefined || reference === undefined) return;
    const ours = heard.receipt === nextReceipt(before) && heard.amount === amount;
    if (!ours || heard.receipt === this.#told) return;
    this.#told = heard.receipt;
    this.#givenUp = null;
    this.#tell({ reference, amount: heard.amount, result: heard.result, details: heard.details });
  }
}
