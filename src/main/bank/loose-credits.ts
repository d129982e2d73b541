import type { Clock } from '../../shared/kernel/clock.ts';
import type { BankCredit } from './port.ts';

/** A credit that stands in nobody's journal: no code in it, and no person has said whose it is (design §6). */
export interface LooseCredit extends BankCredit {
  /** Account and bank reference: names it for ever. */
  readonly key: string;
  /** Since when this counter knows of it. */
  readonly sinceMs: number;
}

/** Most that are kept in sight; whoever relays credits keeps them all and tells them again after a start. */
const mostLoose = 1_000;

/** What the account of a credit is called in the journal. */
export function accountOfCredit({ bin, number }: Pick<BankCredit, 'bin' | 'number'>): string {
  return `${bin}-${number}`;
}

/** Names a credit for ever, at every counter. */
export function creditKeyOf({ account, bankReference }: { account: string; bankReference: string }): string {
  return `${account}|${bankReference}`;
}

/**
 * Credits in sight that wait for a person. Only in memory: they are the relaying side's to keep, and nothing of them is
 * written here until somebody assigns them.
 */
export class LooseCredits {
  readonly #clock: Clock;
  readonly #isElsewhere: (key: string) => boolean;
  readonly #credits = new Map<string, LooseCredit>();

  /** `isElsewhere`: whether a sister counter gave a credit (by its key) to a payment or to card batches. */
  constructor(clock: Clock, isElsewhere: (key: string) => boolean = () => false) {
    this.#clock = clock;
    this.#isElsewhere = isElsewhere;
  }

  /** A sister counter has said whose it is: it waits for nobody here, until she takes that back. */
  isElsewhere(key: string): boolean {
    return this.#isElsewhere(key);
  }

  /** Takes a credit into sight; the oldest leaves when there are too many. */
  note(credit: BankCredit): void {
    const key = `${accountOfCredit(credit)}|${credit.reference}`;
    if (this.#credits.has(key)) return;
    this.#credits.set(key, { ...credit, key, sinceMs: this.#clock.now() });
    const oldest = this.#credits.keys().next().value;
    if (this.#credits.size > mostLoose && oldest !== undefined) this.#credits.delete(oldest);
  }

  get(key: string): LooseCredit | undefined {
    return this.#isElsewhere(key) ? undefined : this.#credits.get(key);
  }

  /** Somebody has been found for it. */
  remove(key: string): void {
    this.#credits.delete(key);
  }

  /** The oldest first. */
  all(): readonly LooseCredit[] {
    return [...this.#credits.values()].filter(({ key }) => !this.#isElsewhere(key));
  }
}
