/** The bank behind the terminal: it books, and what it booked is what happened. */
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Booking } from './contract.ts';

export interface Order {
  readonly kind: Booking['kind'];
  readonly amount: number;
}

export class Bank {
  readonly #clock: Clock;
  #bookings: Booking[] = [];
  #batchFrom = 0;
  #receipt = 0;
  settlements = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get bookings(): readonly Booking[] {
    return this.#bookings;
  }

  get last(): Booking | null {
    return this.#bookings.at(-1) ?? null;
  }

  now(): number {
    return this.#clock.now();
  }

  /** A sale of the open batch that stands, by its receipt. */
  openSale(receipt: string): Booking | null {
    const found = this.#bookings
      .slice(this.#batchFrom)
      .find(
        (one) =>
          one.kind === 'sale' &&
          one.result === 'approved' &&
          !one.undone &&
          !one.voided &&
          one.receipt === receipt,
      );
    return found ?? null;
  }

  book({ kind, amount }: Order, approve: boolean): Booking {
    this.#receipt = this.#receipt >= 9_999 ? 1 : this.#receipt + 1;
    const booking: Booking = {
      kind,
      amount,
      result: approve ? 'approved' : 'declined',
      receipt: String(this.#receipt).padStart(4, '0'),
      approvalCode: approve ? String(700_000 + this.#receipt) : '',
      at: this.now(),
      voided: false,
      undone: false,
    };
    this.#bookings.push(booking);
    return booking;
  }

  /** A void took this sale back, or no longer does. */
  setVoided({ receipt, at }: Booking, voided: boolean): void {
    this.#bookings = this.#bookings.map((one) =>
      one.receipt === receipt && one.at === at ? { ...one, voided } : one,
    );
  }

  /** As if it had never been; repeating its receipt then shows that it failed. */
  undo({ receipt, at }: Booking): void {
    this.#bookings = this.#bookings.map((one) =>
      one.receipt === receipt && one.at === at ? { ...one, undone: true } : one,
    );
  }

  settle(): {
    readonly first: string;
    readonly last: string;
    readonly count: number;
    readonly total: number;
  } | null {
    const open = this.#bookings
      .slice(this.#batchFrom)
      .filter(
        ({ kind, result, voided, undone }) => kind !== 'void' && result === 'approved' && !voided && !undone,
      );
    const [first, last] = [open[0]?.receipt, open.at(-1)?.receipt];
    if (first === undefined || last === undefined) return null;
    const total = open.reduce((sum, { kind, amount }) => sum + (kind === 'sale' ? amount : -amount), 0);
    this.#batchFrom = this.#bookings.length;
    this.settlements += 1;
    return { first, last, count: open.length, total };
  }
}
