/**
 * The files of the lists as the counter holds them. SQLite checks a page when it reads it, so a file that opens may still be
 * damaged: that is noticed at the read, nothing more is read from it, and another file can take its place (design §2).
 */
import { OpenRefused } from '../store/database.ts';
import { type CatalogueDatabase, openCatalogue, openOrRenewCatalogue, putAside } from './database.ts';
import { forgetGeneration, sourcesInForce } from './generations.ts';
import { listPath, putListAside } from './list-file.ts';
import { ListFailed } from './open-lists.ts';
import { type CatalogueReads, readCatalogue } from './read.ts';

/** A disk that damages a file more often in one run damages the next one too; nothing is gained by going on. */
const mostRenewals = 3;
/** The same for files of lists. */
const mostLosses = 12;

/** Whether an error about the file of a list says that it is of no use: it is only read, and can always be made again. */
function isLost(cause: unknown): boolean {
  return cause instanceof OpenRefused ? cause.failure.code !== 'busy' : isDamage(cause);
}

/** Whether an error says that a file cannot be what was written. */
function isDamage(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return (
    code.startsWith('SQLITE_CORRUPT') ||
    code === 'SQLITE_NOTADB' ||
    code === 'SQLITE_IOERR_READ' ||
    code === 'SQLITE_IOERR_SHORT_READ'
  );
}

/** Stands for the open files wherever one is asked for; what it is made of changes when something is renewed. */
export class WatchedCatalogue implements CatalogueDatabase {
  readonly path: string;
  #open: CatalogueDatabase;
  #damaged = false;
  #renewals = 0;
  #file = 0;
  /** Generations whose file is damaged or gone, and that are still in force. */
  readonly #lost = new Set<number>();
  #losses = 0;
  /** What says which lists are in force is damaged itself. */
  #registerFails = false;
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
    this.#letGoOfLost();
  }

  /** Lists whose file cannot be opened at the start are read again like lists that were lost. */
  #letGoOfLost(): void {
    for (;;) {
      try {
        this.#open.lists.current();
        return;
      } catch (cause) {
        if (!(cause instanceof ListFailed) || !isLost(cause.cause)) throw cause;
        this.#lost.add(cause.list);
      }
      // Else nothing is read until the mender, which comes next, has renewed what it can.
      this.#damaged = !this.#forgetLost();
      if (this.#damaged) return;
    }
  }

  get connection() {
    return this.#open.connection;
  }

  get lists() {
    return this.#open.lists;
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

  /** Which `catalogue.db` of this run it is: what was built beside an earlier one is not known to this one. */
  get file(): number {
    return this.#file;
  }

  /** What is to be looked at: `catalogue.db`, and the generations in force that have a file of their own. */
  files(): readonly { readonly path: string; readonly list: number | null }[] {
    const apart = this.guard(() => this.#open.lists.current(), []).filter((list) => list.apart);
    const own = apart.map(({ id, part }) => ({
      path: listPath({ catalogue: this.path, generation: id, part }),
      list: id,
    }));
    return [{ path: this.path, list: null }, ...own];
  }

  /** Hears of damage; may be called in the middle of a transaction. */
  whenDamaged(told: () => void): void {
    this.#told = told;
  }

  /** A check beside the work, or a job, has found damage: in the file of a list, or in `catalogue.db` itself. */
  tell(list: number | null = null): void {
    if (list !== null) this.#lose(list);
    else this.#stop();
  }

  /** A list goes out of force at once, and is read again; where that cannot be written now, nothing is read until it is. */
  #lose(list: number): void {
    if (this.#losses >= mostLosses) {
      this.#stop();
      return;
    }
    this.#losses += 1;
    this.#lost.add(list);
    if (this.#damaged) return;
    if (this.#forgetLost()) this.#told();
    else this.#stop();
  }

  /** Nothing is read any more until something is renewed. */
  #stop(): void {
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
      const why = cause instanceof ListFailed ? cause.cause : cause;
      if (cause instanceof ListFailed && isLost(why)) this.#lose(cause.list);
      else if (isDamage(why)) this.#stop();
      else throw why;
      return otherwise;
    }
  }

  /**
   * Puts what is damaged aside: files of lists, which are then in force no longer, or `catalogue.db`, in whose place an
   * empty one is opened. Nothing else here may hold it open.
   * @returns false when that is not possible now, or happened too often: it stays as it is
   */
  renew(): boolean {
    if (this.#renewals >= mostRenewals) return false;
    if (!this.#renewWhatIsDamaged()) return false;
    this.#renewals += 1;
    this.#damaged = false;
    return true;
  }

  #renewWhatIsDamaged(): boolean {
    // A list that could not be taken out of force for another reason than damage is tried again, and costs no other.
    if (this.#lost.size > 0 && !this.#registerFails) {
      if (this.#forgetLost()) return true;
      if (!this.#registerFails) return false;
    }
    return this.#renew();
  }

  #renew(): boolean {
    this.#open.close();
    const moved = putAside(this.path);
    this.#open = openCatalogue(this.path);
    if (!moved) return false;
    this.#lost.clear();
    this.#registerFails = false;
    this.#file += 1;
    return true;
  }

  /** Takes lists out of force whose files are lost; false when the register cannot be written. */
  #forgetLost(): boolean {
    if (this.#open.connection.inTransaction) return false;
    this.#open.lists.close();
    try {
      for (const list of [...this.#lost]) {
        forgetGeneration(this.#open, list);
        this.#lost.delete(list);
        putListAside(this.path, list);
      }
    } catch (cause) {
      this.#registerFails = isDamage(cause);
      return false;
    }
    return true;
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
  let made = { of: catalogue.lists, reads: readCatalogue(catalogue) };
  const reads = (): CatalogueReads => {
    if (made.of !== catalogue.lists) made = { of: catalogue.lists, reads: readCatalogue(catalogue) };
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
