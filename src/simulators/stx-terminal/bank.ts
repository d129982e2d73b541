/** The bank behind the terminal: it books, and what it booked is what happened. */
import { type Clock, type EpochMs, vietnamIso } from '../../shared/kernel/clock.ts';
import type { Booking } from './contract.ts';

export interface Order {
  readonly kind: 'sale' | 'void' | 'refund';
  readonly reference: string;
  readonly amount: number;
  /** Of the sale to be taken back; null for others. */
  readonly stan: string | null;
}

export class Bank {
  readonly #clock: Clock;
  #bookings: Booking[] = [];
  /** Where the terminal's memory begins. */
  #remembersFrom = 0;
  #batch = 1;
  #batchFrom = 0;
  #stan = 0;
  settlements = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get bookings(): readonly Booking[] {
    return this.#bookings;
  }

  get batch(): string {
    return String(this.#batch).padStart(6, '0');
  }

  /** Now, as the terminal's clock writes it: `YYMMDD` and `HHMMSS`. */
  static stamp(at: number): { readonly date: string; readonly time: string } {
    const digits = vietnamIso(at as EpochMs).replace(/\D/g, '');
    return { date: digits.slice(2, 8), time: digits.slice(8, 14) };
  }

  now(): number {
    return this.#clock.now();
  }

  book(order: Order, approve: boolean): Booking {
    const target = order.kind === 'void' ? this.#openSale(order) : null;
    const approved = approve && (order.kind !== 'void' || target !== null);
    if (approved && target !== null) {
      this.#bookings = this.#bookings.map((one) => (one === target ? { ...one, voided: true } : one));
    }
    this.#stan += 1;
    const booking: Booking = {
      kind: order.kind,
      reference: order.reference,
      amount: order.amount,
      result: approved ? 'approved' : 'declined',
      stan: String(this.#stan).padStart(6, '0'),
      approvalCode: approved ? String(700_000 + this.#stan) : '',
      rrn: approved ? String(900_000_000_000 + this.#stan) : '',
      batch: this.batch,
      at: this.now(),
      voided: false,
    };
    this.#bookings.push(booking);
    return booking;
  }

  #openSale({ stan, amount }: Order): Booking | null {
    const found = this.#bookings
      .slice(this.#batchFrom)
      .find(
        (one) =>
          one.kind === 'sale' &&
          one.result === 'approved' &&
          !one.voided &&
          one.stan === stan &&
          one.amount === amount,
      );
    return found ?? null;
  }

  /** What the terminal still knows of a reference. */
  remembered(reference: string): Booking | null {
    return this.#bookings.slice(this.#remembersFrom).findLast((one) => one.reference === reference) ?? null;
  }

  /** After a restart only the last transaction is known. */
  forgetAllButLast(): void {
    this.#remembersFrom = Math.max(0, this.#bookings.length - 1);
  }

  settle(): { readonly batch: string; readonly count: number; readonly total: number } | null {
    const open = this.#bookings
      .slice(this.#batchFrom)
      .filter(({ kind, result, voided }) => kind !== 'void' && result === 'approved' && !voided);
    if (open.length === 0) return null;
    const total = open.reduce((sum, { kind, amount }) => sum + (kind === 'sale' ? amount : -amount), 0);
    const closed = { batch: this.batch, count: open.length, total };
    this.#batch += 1;
    this.#batchFrom = this.#bookings.length;
    this.settlements += 1;
    return closed;
  }
}
