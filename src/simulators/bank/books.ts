/** Accounts of the simulated bank: every credit with its position, and who waits for the next one. */
import type { Credit, CreditOrder, Mangle, PayOrder } from './contract.ts';
import { scan } from './scan.ts';

const mostCredits = 10_000;
const mostWaiting = 50;

export interface Chances {
  readonly now: () => number;
  readonly after: (delayMs: number, run: () => void) => () => void;
}

/** What arrives of a content. */
function mangled(content: string, how: Mangle, reference: string): string {
  switch (how) {
    case 'none':
      return content;
    case 'prefixed':
      return `MBVCB.${reference}.${content}.CT tu 0000000001 toi 0000000002`;
    case 'lower':
      return `ct den:${content.toLowerCase()}`;
    case 'spaced':
      return content.replace(/(.{4})/g, '$1 ').trim();
    case 'cut':
      return content.slice(0, 8);
    case 'lost':
      return 'chuyen tien';
  }
}

export class Books {
  readonly credits: Credit[] = [];
  readonly #chances: Chances;
  readonly #waiting = new Set<() => void>();
  /** Told of every new credit. */
  readonly #tell: (credit: Omit<Credit, 'position'>) => void;
  #references = 0;

  constructor(chances: Chances, tell: (credit: Omit<Credit, 'position'>) => void = () => undefined) {
    this.#chances = chances;
    this.#tell = tell;
  }

  /** Pays a code; the references, or what the payer's app says instead. */
  pay(order: PayOrder): { readonly references: readonly string[] } | { readonly error: string } {
    const code = scan(order.payload);
    if ('error' in code) return code;
    const amount = order.amount ?? code.amount;
    if (amount === null) return { error: 'no amount' };
    const references: string[] = [];
    for (let time = 0; time < order.times; time += 1) {
      const reference = this.#reference();
      references.push(reference);
      const content = mangled(code.content, order.mangle, reference);
      const { bin, number } = code;
      const { senderName } = order;
      this.#later(order.delayMs, () =>
        this.#put({
          ...{ bin, number, reference, amount, content, senderName, virtualAccount: null },
          paidAt: order.paidAt ?? this.#chances.now(),
        }),
      );
    }
    return { references };
  }

  credit(order: CreditOrder): string {
    const reference = order.reference ?? this.#reference();
    this.#put({ ...order, reference, paidAt: order.paidAt ?? this.#chances.now() });
    return reference;
  }

  /** Delivers a known credit once more, as relays do; false if there is none. */
  repeat(reference: string): boolean {
    const known = this.credits.find((one) => one.reference === reference);
    if (known === undefined) return false;
    this.#put(known);
    return true;
  }

  /** A reference nobody had before. */
  newReference(): string {
    return this.#reference();
  }

  after(position: number): readonly Credit[] {
    return this.credits.slice(position, position + 500);
  }

  /** Runs `run` once: at the next credit, or after `waitMs`. */
  next(waitMs: number, run: () => void): void {
    if (waitMs === 0 || this.#waiting.size >= mostWaiting) {
      run();
      return;
    }
    const once = () => {
      if (!this.#waiting.delete(once)) return;
      cancel();
      run();
    };
    this.#waiting.add(once);
    const cancel = this.#chances.after(waitMs, once);
  }

  #later(delayMs: number, run: () => void): void {
    if (delayMs === 0) run();
    else this.#chances.after(delayMs, run);
  }

  #reference(): string {
    this.#references += 1;
    return `FT${String(this.#chances.now()).slice(-9)}${String(this.#references).padStart(4, '0')}`;
  }

  #put(credit: Omit<Credit, 'position'>): void {
    if (this.credits.length >= mostCredits) throw new Error('the books of the simulated bank are full');
    this.credits.push({ ...credit, position: this.credits.length + 1 });
    this.#tell(credit);
    for (const wake of [...this.#waiting]) wake();
  }
}
