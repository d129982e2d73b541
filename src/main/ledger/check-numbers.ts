import type { Body, Entry } from '../../shared/journal/index.ts';
import type { EntryFaultCode } from './faults.ts';

interface SeriesState {
  readonly epoch: number;
  readonly gapFree: boolean;
  readonly first: number;
  next: number;
  closed: boolean;
  /** Fate of each number from `first` on: 1 issued, 2 void. */
  fates: Uint8Array;
}

type NumberFault = { readonly fault: EntryFaultCode; readonly detail: string };

const firstCapacity = 1024;

/**
 * Checks numbers from entries alone, one byte of memory for each receipt: gap-free within counter, epoch and series,
 * each with one fate (design §4). `numberOf` finds the number of a receipt of this counter that has been issued.
 */
export class NumberCheck {
  readonly #series = new Map<string, SeriesState>();
  readonly #numberOf: (receipt: string) => number | undefined;
  #receipts = 0;

  constructor(numberOf: (receipt: string) => number | undefined) {
    this.#numberOf = numberOf;
  }

  get receipts(): number {
    return this.#receipts;
  }

  /** Looks at the next entry of the counter. */
  see(entry: Entry): NumberFault | null {
    switch (entry.type) {
      case 'series.opened':
        return this.#open(entry.epoch, entry.body as Body<'series.opened'>);
      case 'epoch.opened':
        return this.#closeAll(entry.body as Body<'epoch.opened'>);
      case 'receipt.issued': {
        const { series, number } = entry.body as Body<'receipt.issued'>;
        this.#receipts += 1;
        return this.#take(entry.epoch, series, number);
      }
      case 'deposit.taken': {
        const { series, number } = entry.body as Body<'deposit.taken'>;
        return this.#take(entry.epoch, series, number);
      }
      case 'refund.paid': {
        const { voucher } = entry.body as Body<'refund.paid'>;
        return voucher === null ? null : this.#take(entry.epoch, voucher.series, voucher.number);
      }
      case 'receipt.voided': {
        const { series, receipt } = entry.body as Body<'receipt.voided'>;
        return this.#void(series, receipt);
      }
      default:
        return null;
    }
  }

  #open(epoch: number, body: Body<'series.opened'>): NumberFault | null {
    if (this.#series.has(body.series)) return wrong(body.series, 'opened twice');
    this.#series.set(body.series, {
      epoch,
      gapFree: body.purpose !== 'paper-book',
      first: body.firstNumber,
      next: body.firstNumber,
      closed: false,
      fates: new Uint8Array(firstCapacity),
    });
    return null;
  }

  #closeAll(body: Body<'epoch.opened'>): NumberFault | null {
    for (const { series, closedAt } of body.series) {
      const state = this.#series.get(series);
      if (state === undefined) return wrong(series, 'closed, never opened');
      state.closed = true;
      if (state.gapFree && closedAt !== state.next - 1) {
        return wrong(series, `closed at ${closedAt}, last was ${state.next - 1}`);
      }
    }
    return null;
  }

  #take(epoch: number, series: string, number: number): NumberFault | null {
    const state = this.#series.get(series);
    if (state === undefined || state.closed) return wrong(series, 'not open');
    if (!state.gapFree) return null;
    if (state.epoch !== epoch) return wrong(series, 'of an older epoch');
    if (number !== state.next) return wrong(series, `${number}, next is ${state.next}`);
    state.next += 1;
    const index = number - state.first;
    if (index >= state.fates.length) {
      const larger = new Uint8Array(state.fates.length * 2);
      larger.set(state.fates);
      state.fates = larger;
    }
    state.fates[index] = 1;
    return null;
  }

  #void(series: string, receipt: string): NumberFault | null {
    const state = this.#series.get(series);
    const number = this.#numberOf(receipt);
    if (state === undefined || number === undefined) return { fault: 'second-fate', detail: 'never issued' };
    if (!state.gapFree) return null;
    const index = number - state.first;
    if (state.fates[index] !== 1) return { fault: 'second-fate', detail: `${series} ${number}` };
    state.fates[index] = 2;
    return null;
  }
}

function wrong(series: string, detail: string): NumberFault {
  return { fault: 'number-out-of-order', detail: `${series}: ${detail}` };
}
