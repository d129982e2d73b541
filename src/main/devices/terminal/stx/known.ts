/** Results that were told already, so that a repetition on the line is not taken for news (facts/payments §3.5 rule 5). */
import { identityOf, type ReadReply } from './replies.ts';

/** Remembered at most; older ones are forgotten first. */
const maxKnown = 64;

export class KnownResults {
  readonly #chargeCodes: readonly string[];
  readonly #inquiryCode: string;
  /** Oldest first. */
  readonly #keys = new Set<string>();

  constructor(codes: {
    readonly sale: string;
    readonly refund: string;
    readonly void: string;
    readonly inquiry: string;
  }) {
    this.#chargeCodes = [codes.sale, codes.refund, codes.void];
    this.#inquiryCode = codes.inquiry;
  }

  /** Whether answers to `code` tell of money. */
  isCharge(code: string): boolean {
    return this.#chargeCodes.includes(code);
  }

  has(code: string, reply: ReadReply): boolean {
    return this.#keys.has(keyOf(code, reply));
  }

  /** A query does not say of which kind its find is, so it makes known the results of all. */
  add(code: string, reply: ReadReply): void {
    for (const one of code === this.#inquiryCode ? this.#chargeCodes : [code])
      this.#remember(keyOf(one, reply));
  }

  #remember(key: string): void {
    this.#keys.delete(key);
    this.#keys.add(key);
    const [oldest] = this.#keys;
    if (this.#keys.size > maxKnown && oldest !== undefined) this.#keys.delete(oldest);
  }
}

/** The same for every repetition of one result, whether it came as an answer, late or to a query. */
function keyOf(code: string, { reference, result, details }: ReadReply): string {
  return [code, identityOf(details) ?? reference, result].join('|');
}
