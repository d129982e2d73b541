/** Results that were told already, so that a repetition on the line is not taken for news (facts/payments §3.5 rule 5). */
import type { StxProfile } from './profile.ts';
import { identityOf, type ReadReply } from './replies.ts';

/** Remembered at most; older ones are forgotten first. */
const maxKnown = 64;

export class KnownResults {
  readonly #chargeCodes: readonly string[];
  readonly #inquiryCodes: readonly string[];
  /** Oldest first. */
  readonly #keys = new Set<string>();

  constructor({ codes, wallet }: Pick<StxProfile, 'codes' | 'wallet'>) {
    const ofWallet = wallet === null ? [] : [wallet.sale, wallet.cancel];
    this.#chargeCodes = [codes.sale, codes.refund, codes.void, ...ofWallet].filter((code) => code !== null);
    this.#inquiryCodes = wallet === null ? [codes.inquiry] : [codes.inquiry, wallet.inquiry];
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
    const codes = this.#inquiryCodes.includes(code) ? this.#chargeCodes : [code];
    for (const one of codes) this.#remember(keyOf(one, reply));
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
