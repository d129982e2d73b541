/** How credits of the bank reach the counter, whoever relays them. */

/** One credit on an account of the facility, as the bank or whoever relays it tells it. */
export interface BankCredit {
  /** Six digits of the bank, and the account's number. */
  readonly bin: string;
  readonly number: string;
  /** The bank's own reference: with the account it names the credit for ever. */
  readonly reference: string;
  /** Whole đồng, more than nothing. */
  readonly amount: number;
  /** By the bank's clock, milliseconds since 1970. */
  readonly paidAt: number;
  /** Content of the transfer as it arrived, however mangled; at most 500 characters. */
  readonly content: string;
  readonly senderName: string | null;
  /** Virtual account it was sent to, where the bank has them. */
  readonly virtualAccount: string | null;
}

/** Whether credits can be heard of now: when they last were while `live`, since when not while `paused`. */
export interface BankFeedState {
  readonly state: 'not-connected' | 'live' | 'paused';
  readonly sinceMs: number | null;
}

/**
 * A source of credits, already verified by whoever implements it. Each credit is delivered at least once, in the
 * source's order; taking one twice has one effect.
 */
export interface BankFeedPort {
  state(): BankFeedState;
  /** Begins to deliver; `changed` is called when the state changes. */
  start(take: (credit: BankCredit) => void, changed: () => void): void;
  stop(): void;
}
