/**
 * What is done when the file of the lists is damaged or lost, and what the cashier is told meanwhile. Money and receipts are
 * in another file: every payment under way goes on, only new payers cannot be opened until their list is back.
 */
import type { Clock } from '../../shared/kernel/clock.ts';
import type { ListsView } from '../../shared/rpc/lists.ts';
import type { WatchedCatalogue } from '../catalogue/watched.ts';

/** How long the window says that the lists were read again. */
const toldForMs = 15 * 60_000;
/** A thread that still has the file open, where the system does not let it be moved then, is soon done. */
const againAfterMs = 2_000;
const mostTries = 15;

export interface MendPorts {
  readonly clock: Clock;
  readonly catalogue: WatchedCatalogue;
  /** Imports in force that are in no file. */
  readonly lost: () => readonly string[];
  /** Runs while no other work on lists does. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** Drops what was looked at and not taken: it was built in the file that is gone. */
  readonly forget: () => void;
  readonly readLost: () => Promise<void>;
  /** What came by the feed is to be asked for again. */
  readonly renewed: () => void;
  /** The view has changed. */
  readonly changed: () => void;
}

/** Mends the lists, once at a time. */
export class ListMender {
  readonly #ports: MendPorts;
  #state: ListsView['state'] = 'whole';
  #sinceMs = 0;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(ports: MendPorts) {
    this.#ports = ports;
    ports.catalogue.whenDamaged(() => void this.#after(() => this.#mend()));
  }

  /** Lists are being read again: none is taken meanwhile. */
  get reading(): boolean {
    return this.#state === 'reading';
  }

  view(): ListsView {
    const state = this.#stateNow();
    if (state === 'whole') return { state, missing: 0, sinceMs: null };
    const missing = state === 'missing' ? this.#ports.lost().length : 0;
    return { state, missing, sinceMs: this.#sinceMs };
  }

  /** What was told long enough is told no more, nor that a list is away that has been imported anew. */
  #stateNow(): ListsView['state'] {
    const { catalogue, clock, lost } = this.#ports;
    const told = this.#state === 'back' && clock.now() - this.#sinceMs > toldForMs;
    const mended = this.#state === 'missing' && !catalogue.damaged && lost().length === 0;
    return told || mended ? 'whole' : this.#state;
  }

  /** The counter ends; the next start reads what is missing. */
  stop(): void {
    this.#stopped = true;
  }

  /** Start-up: what is in no file comes back from the files it was accepted from. */
  readLost(): Promise<void> {
    // Damage that was noticed before the counter opened its books anew.
    if (this.#ports.catalogue.damaged) return this.#after(() => this.#mend());
    if (this.#ports.lost().length === 0) return Promise.resolve();
    return this.#after(() => this.#readLost());
  }

  #after(work: () => Promise<void>): Promise<void> {
    this.#set('reading');
    this.#running = this.#running.then(work, work);
    return this.#running;
  }

  async #mend(): Promise<void> {
    const { alone, catalogue, forget, renewed } = this.#ports;
    // Two may have noticed the same damage.
    if (catalogue.damaged) {
      const { file } = catalogue;
      const done = await alone(() => this.#renew());
      if (this.#stopped) return;
      if (!done) {
        this.#set('missing');
        return;
      }
      if (catalogue.file !== file) {
        forget();
        renewed();
      }
    }
    await this.#readLost();
  }

  async #renew(): Promise<boolean> {
    const { catalogue, clock } = this.#ports;
    for (let tried = 0; tried < mostTries; tried += 1) {
      if (this.#stopped) return false;
      if (this.#tryRenew(catalogue)) return true;
      await new Promise<void>((resolve) => void clock.after(againAfterMs, resolve));
    }
    return false;
  }

  /** A disk that is full at the moment lets no new file be made either. */
  #tryRenew(catalogue: WatchedCatalogue): boolean {
    try {
      return catalogue.renew();
    } catch {
      return false;
    }
  }

  async #readLost(): Promise<void> {
    const { lost, readLost } = this.#ports;
    await readLost();
    if (this.#stopped) return;
    this.#set(lost().length === 0 ? 'back' : 'missing');
  }

  #set(state: ListsView['state']): void {
    this.#state = state;
    this.#sinceMs = this.#ports.clock.now();
    this.#ports.changed();
  }
}
