/**
 * The file of the lists as the counter holds it. SQLite checks a page when it reads it, so a file that opens may still be
 * damaged: that is noticed at the read, nothing more is read from it, and another file can take its place (design §2).
 */
import { type CatalogueDatabase, openCatalogue, openOrRenewCatalogue, putAside } from './database.ts';
import { sourcesInForce } from './generations.ts';
import { type CatalogueReads, readCatalogue } from './read.ts';

/** A disk that damages a file more often in one run damages the next one too; nothing is gained by going on. */
const mostRenewals = 3;

/** Whether an error says that pages of the file cannot be what was written. */
function isDamage(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return (
    code.startsWith('SQLITE_CORRUPT') ||
    code === 'SQLITE_NOTADB' ||
    code === 'SQLITE_IOERR_READ' ||
    code === 'SQLITE_IOERR_SHORT_READ'
  );
}

/** Stands for the open file wherever one is asked for; what it is made of changes when it is renewed. */
export class WatchedCatalogue implements CatalogueDatabase {
  readonly path: string;
  #open: CatalogueDatabase;
  #damaged = false;
  #renewals = 0;
  #told: () => void = () => undefined;

  /** Opens the file, or a new one in its place when it cannot be used or does not say what is in force. */
  constructor(path: string) {
    this.path = path;
    this.#open = openOrRenewCatalogue(path);
    try {
      sourcesInForce(this.#open);
    } catch (cause) {
      // Also what is no error of SQLite: a mapping that cannot be read any more.
      if (isBusy(cause) || !this.#renew()) throw cause;
    }
  }

  get connection() {
    return this.#open.connection;
  }

  get query() {
    return this.#open.query;
  }

  get applied() {
    return this.#open.applied;
  }

  /** Damage was noticed, and nothing is read from the file any more. */
  get damaged(): boolean {
    return this.#damaged;
  }

  /** Which file of this run it is: what was built in an earlier one is not in this one. */
  get file(): number {
    return this.#renewals;
  }

  /** Hears of damage, once for each file; may be called in the middle of a transaction. */
  whenDamaged(told: () => void): void {
    this.#told = told;
  }

  /** A check beside the work, or a job, has found damage. */
  tell(): void {
    if (this.#damaged) return;
    this.#damaged = true;
    this.#told();
  }

  /** Runs a read; from a damaged file the answer is `otherwise`. What is no damage is thrown on. */
  guard<T>(run: () => T, otherwise: T): T {
    if (this.#damaged) return otherwise;
    try {
      return run();
    } catch (cause) {
      if (!isDamage(cause)) throw cause;
      this.tell();
      return otherwise;
    }
  }

  /**
   * Puts the damaged file aside and opens an empty one. Nothing else here may hold it open.
   * @returns false when that is not possible now, or happened too often: it stays as it is
   */
  renew(): boolean {
    if (this.#renewals >= mostRenewals) return false;
    if (!this.#renew()) return false;
    this.#damaged = false;
    return true;
  }

  #renew(): boolean {
    this.#open.close();
    const moved = putAside(this.path);
    this.#open = openCatalogue(this.path);
    if (moved) this.#renewals += 1;
    return moved;
  }

  close(): void {
    this.#open.close();
  }
}

function isBusy(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return /^SQLITE_(BUSY|LOCKED|NOMEM|FULL)/.test(code);
}

/** The reads of whatever file is open; of a damaged one nothing is listed. */
export function readWatched(catalogue: WatchedCatalogue): CatalogueReads {
  let made = { of: catalogue.connection, reads: readCatalogue(catalogue) };
  const reads = (): CatalogueReads => {
    if (made.of !== catalogue.connection) {
      made = { of: catalogue.connection, reads: readCatalogue(catalogue) };
    }
    return made.reads;
  };
  return {
    findPayers: (text, limit, whole) =>
      catalogue.guard(() => reads().findPayers(text, limit, whole), { rows: [], count: 0, atLeast: false }),
    openPayer: (payer) => catalogue.guard(() => reads().openPayer(payer), null),
    relatives: (payer) => catalogue.guard(() => reads().relatives(payer), []),
    billByRef: (bill) => catalogue.guard(() => reads().billByRef(bill), null),
    feeGroups: () => catalogue.guard(() => reads().feeGroups(), []),
    classes: () => catalogue.guard(() => reads().classes(), []),
    payersOfClass: (className) => catalogue.guard(() => reads().payersOfClass(className), []),
  };
}
