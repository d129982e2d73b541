import type { Clock } from '../../shared/kernel/clock.ts';
import type { Row } from '../../shared/payment/index.ts';
import type { DisplayView } from '../../shared/rpc/contract.ts';
import { maskName, printedNumber } from '../../shared/text/index.ts';
import { facilitySettings } from '../facility/settings.ts';
import type { LedgerReads } from '../ledger/read.ts';
import { cardDisplay } from './card.ts';
import { codeDisplay } from './code-display.ts';
import { collectionMoney } from './codes.ts';

/** How long "đã nhận" or "đã hủy" stays before the guidance comes back by itself. */
export const resultShownMs = 8_000;

/** What is being chosen at the moment; nothing of it is written down. */
export interface DisplayChoice {
  readonly name: string;
  readonly items: number;
  readonly total: number;
}

/**
 * The customer display. What it shows follows from the collection in front; a result is shown for a while and gives
 * way at once to the next payer, so that nobody ever sees the one before.
 */
export class CustomerDisplay {
  readonly #clock: Clock;
  readonly #reads: LedgerReads;
  readonly #changed: () => void;
  #choice: DisplayChoice | null = null;
  #result: DisplayView | null = null;
  #cancelTimer: () => void = () => undefined;

  constructor(clock: Clock, reads: LedgerReads, changed: () => void) {
    this.#clock = clock;
    this.#reads = reads;
    this.#changed = changed;
  }

  /** What is being chosen, or null for nothing. Takes a result off the screen only when there is a new payer. */
  choose(choice: DisplayChoice | null): void {
    this.#choice = choice;
    if (choice !== null) this.#clearResult();
    this.#changed();
  }

  /** The collection in front is finished: these receipts. */
  received(receipts: readonly string[], change: number): void {
    const rows = receipts.flatMap((id) => this.#reads.receipt(id) ?? []);
    this.#show({
      state: 'received',
      facilityName: this.#facilityName(),
      maskedName: maskName(rows[0]?.payerName ?? ''),
      // What was taken in: with the change it must come to what the payer gave.
      total: rows.reduce((sum, row) => sum + row.total + row.rounding, 0),
      change: change > 0 ? change : null,
      receiptNumbers: rows.map(printedNumber),
    });
  }

  /** The demand was taken back; no money moved. */
  cancelled(): void {
    this.#show({ state: 'cancelled', facilityName: this.#facilityName() });
  }

  /** True state now, also after the display was away. */
  view(): DisplayView {
    const settings = facilitySettings(this.#reads);
    const facilityName = settings.facility.name;
    const { counterName } = settings;
    if (this.#reads.openShift() === undefined) return { state: 'closed', facilityName, counterName };
    const front = this.#reads.unfinishedCollections().find((one) => one.state === 'open');
    if (front !== undefined) {
      // Of whoever was served before nothing comes back when this one is parked.
      this.#choice = null;
      this.#clearResult();
      return this.#inFront(front, facilityName);
    }
    if (this.#result !== null) return this.#result;
    if (this.#choice !== null && this.#choice.items > 0) {
      const { name, items, total } = this.#choice;
      return { state: 'bill', facilityName, maskedName: maskName(name), items, total, received: 0 };
    }
    return { state: 'guidance', facilityName, counterName };
  }

  #inFront(front: Row<'collection'>, facilityName: string): DisplayView {
    const maskedName = maskName(front.payerName ?? '');
    const asked = this.#reads
      .tenders(front.id)
      .find((one) => one.machine === 'cash' && one.state === 'intended');
    if (asked !== undefined) return { state: 'cash', facilityName, maskedName, due: asked.due };
    const keyed = this.#reads
      .tenders(front.id)
      .find((one) => one.machine === 'manual' && one.state === 'intended');
    if (keyed !== undefined)
      return { state: 'card', by: 'card', facilityName, maskedName, amount: keyed.due };
    const card = cardDisplay(this.#reads, front, { facilityName, maskedName });
    if (card !== null) return card;
    const code = codeDisplay(this.#reads, front, { facilityName, maskedName, now: this.#clock.now() });
    if (code !== null) return code;
    const items = this.#reads.lines(front.id).length;
    const { received } = collectionMoney(this.#reads, front);
    return { state: 'bill', facilityName, maskedName, items, total: front.total, received };
  }

  /** Stops the timer. */
  close(): void {
    this.#cancelTimer();
  }

  #show(result: DisplayView): void {
    this.#choice = null;
    this.#result = result;
    this.#cancelTimer();
    this.#cancelTimer = this.#clock.after(resultShownMs, () => {
      this.#result = null;
      this.#changed();
    });
    this.#changed();
  }

  #clearResult(): void {
    this.#cancelTimer();
    this.#result = null;
  }

  #facilityName(): string {
    return facilitySettings(this.#reads).facility.name;
  }
}
