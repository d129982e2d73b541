import type { Body, ChainHead, Json } from '../../shared/journal/index.ts';
import type { Database } from '../store/database.ts';
import { type Placeholders, statement } from '../store/statement.ts';
import { type CheckedEntry, checkEntry, placeOf } from './check-entry.ts';
import { NumberCheck } from './check-numbers.ts';
import { ShiftCheck } from './check-shifts.ts';
import type { EntryFault, EntryFaultCode } from './faults.ts';
import { applyStored, rowStores } from './replay.ts';
import type { LedgerTables } from './schema.ts';
import type { StoredEntries, StoredEntry } from './stored.ts';
import type { VerifyContext } from './verify.ts';

/** What one pass over all entries found: the first fault of each kind. */
export interface Walked {
  readonly own: { readonly counter: string; readonly epoch: number } | null;
  readonly kind: 'real' | 'training' | null;
  /** Key of the first entry, which signs head records. */
  readonly counterKey: string | null;
  readonly entries: number;
  readonly receipts: number;
  readonly faults: Readonly<Record<'chain' | 'numbers' | 'money' | 'replay', EntryFault | null>>;
  /** Every entry that this program knows stands in the scratch rows. */
  readonly appliedAll: boolean;
}

/** Entries written to the scratch file, and reported, at a time. */
const chunk = 2_000;

/** One pass over the entries of every counter, own journal first: checks each and replays it into the scratch rows. */
export class VerifyWalk {
  readonly #scratch: Database<LedgerTables>;
  readonly #stored: StoredEntries;
  readonly #context: VerifyContext;
  readonly #rowsOf: ReturnType<typeof rowStores>;
  readonly #numberOf: (counter: string, receipt: string) => number | undefined;
  readonly #faults: { -readonly [K in keyof Walked['faults']]: EntryFault | null } = {
    chain: null,
    numbers: null,
    money: null,
    replay: null,
  };
  #entries = 0;
  #receipts = 0;
  #appliedAll = true;
  #kind: Walked['kind'] = null;
  #counterKey: string | null = null;

  constructor(
    database: Database<LedgerTables>,
    scratch: Database<LedgerTables>,
    stored: StoredEntries,
    context: VerifyContext,
  ) {
    this.#scratch = scratch;
    this.#stored = stored;
    this.#context = context;
    this.#rowsOf = rowStores(scratch);
    const number = statement(database, (query, p: Placeholders<{ counter: string; id: string }>) =>
      query.selectFrom('receipt').select('number').where('id', '=', p.id).where('counter', '=', p.counter),
    );
    this.#numberOf = (counter, id) => number.get({ counter, id })?.number;
  }

  walk(): Walked {
    const own = this.#stored.own() ?? null;
    const all = this.#stored.counters();
    const others = all.filter((counter) => counter !== own?.counter);
    const { connection } = this.#scratch;
    connection.exec('BEGIN');
    for (const counter of own === null ? others : [own.counter, ...others]) {
      this.#walkCounter(counter, own?.counter === counter);
    }
    connection.exec('COMMIT');
    if (own !== null) this.#checkOwnEpoch(own);
    return {
      own,
      kind: this.#kind,
      counterKey: this.#counterKey,
      entries: this.#entries,
      receipts: this.#receipts,
      faults: this.#faults,
      appliedAll: this.#appliedAll,
    };
  }

  #walkCounter(counter: string, own: boolean): void {
    const numbers = new NumberCheck((receipt) => this.#numberOf(counter, receipt));
    const shifts = new ShiftCheck();
    const { isErased } = this.#stored;
    let before: ChainHead | null = null;
    let applying = true;
    for (const row of this.#stored.of(counter)) {
      const check = checkEntry(before, row, { isErased, own });
      if (!check.ok) {
        this.#faults.chain ??= check.fault;
        this.#appliedAll = false;
        break;
      }
      const { checked } = check;
      before = row;
      this.#count();
      this.#see(row, checked, numbers, shifts);
      if (own) this.#noteOpening(checked);
      if (applying) applying = this.#apply(counter, checked, own);
    }
    this.#receipts += numbers.receipts;
  }

  #count(): void {
    this.#entries += 1;
    if (this.#entries % chunk !== 0) return;
    const { connection } = this.#scratch;
    connection.exec('COMMIT');
    connection.exec('BEGIN');
    this.#context.progress({ entries: this.#entries });
    this.#context.stopIfCancelled();
  }

  #see(row: StoredEntry, { entry }: CheckedEntry, numbers: NumberCheck, shifts: ShiftCheck): void {
    if (entry.type === 'epoch.opened') this.#checkContinues(row, entry.body as Body<'epoch.opened'>);
    const number = numbers.see(entry);
    if (number !== null) this.#faults.numbers ??= { place: placeOf(row), ...number };
    const money = shifts.see(entry);
    if (money !== null) this.#faults.money ??= { place: placeOf(row), ...money };
  }

  #checkContinues(row: StoredEntry, { continues }: Body<'epoch.opened'>): void {
    const found = this.#stored.at(row.counter, continues.epoch, continues.seq);
    if (found?.hash !== continues.hash || continues.epoch >= row.epoch)
      this.#chain(row, 'continues-elsewhere');
  }

  #noteOpening({ entry }: CheckedEntry): void {
    if (entry.type !== 'ledger.opened') return;
    const body = entry.body as Body<'ledger.opened'>;
    this.#kind = body.kind;
    this.#counterKey = body.counterKey;
  }

  /** False once nothing more of this counter may be applied. */
  #apply(counter: string, { entry, content, known }: CheckedEntry, own: boolean): boolean {
    if (!known && !own) return false;
    const fault = applyStored(this.#rowsOf(counter), entry, content as Json | null);
    if (fault === null) return true;
    this.#faults.replay ??= fault;
    this.#appliedAll = false;
    return false;
  }

  #checkOwnEpoch(own: { readonly counter: string; readonly epoch: number }): void {
    const last = this.#stored.tail(own.counter, 1)[0];
    if (last === undefined || last.epoch === own.epoch) return;
    this.#chain(last, 'wrong-epoch-start');
  }

  #chain(row: StoredEntry, fault: EntryFaultCode): void {
    this.#faults.chain ??= { place: placeOf(row), fault };
  }
}
