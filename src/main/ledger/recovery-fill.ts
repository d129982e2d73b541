import { type ChainHead, systemActor } from '../../shared/journal/index.ts';
import { InvariantBroken } from '../../shared/kernel/assert.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import type { Database } from '../store/database.ts';
import { transact } from '../store/transact.ts';
import { openEpoch, type ReopenedSeries } from './epoch.ts';
import type { EntryFault, HeadPlace } from './faults.ts';
import { highest } from './heads.ts';
import { Ledger, type LedgerPorts, writeStatements } from './ledger.ts';
import { createOwn, faultOfEntry } from './open.ts';
import { ledgerReads } from './read.ts';
import type { RecoveryFailure } from './recovery.ts';
import { applyStored, rowStores } from './replay.ts';
import { type Salvaged, type SalvageEnd, type SalvageSource, salvage, type Trust } from './salvage.ts';
import type { LedgerTables } from './schema.ts';
import { keepWholeActs } from './whole-acts.ts';

/** Entries written in one transaction, and entries held back until it is known that their act is whole. */
const chunk = 2_000;
const heldBack = 64;
const mostErasedTogether = 1_000;

export interface FillOptions {
  readonly sources: readonly SalvageSource[];
  readonly counter: string;
  readonly trust: Trust;
  readonly knownHeads: readonly HeadPlace[];
  readonly epoch: number;
  readonly ports: LedgerPorts;
  readonly actor: string;
  readonly recoveredBy: string | null;
}

export interface Filled {
  readonly epoch: number;
  readonly continues: ChainHead;
  readonly highestKnown: HeadPlace;
  readonly fault: EntryFault | null;
  readonly entries: number;
  readonly series: readonly ReopenedSeries[];
}

/** What copying the journal of one counter came to. */
interface Copied {
  readonly head: ChainHead | null;
  readonly entries: number;
  readonly end: SalvageEnd;
  /** Entries whose private part an erasure took. */
  readonly erased: readonly string[];
}

/** Fills a fresh file: entries that verify with the rows they give, then the opening of the new epoch. */
export function fillRecovered(
  draft: Database<LedgerTables>,
  options: FillOptions,
): Result<Filled, RecoveryFailure> {
  const { sources, counter } = options;
  const copier = new Copier(draft);
  const own = copier.copy(salvage(sources, counter, true, options.trust), counter);
  if (own.end.fault !== null && faultOfEntry(own.end.fault).code === 'newer-program') {
    return refuse({ code: 'newer-program', entry: own.end.fault });
  }
  if (own.head === null) return refuse({ code: 'nothing-verifies', fault: own.end.fault });
  const others = new Set(sources.flatMap((source) => source.counters).filter((one) => one !== counter));
  let { entries } = own;
  const erased = [...own.erased];
  for (const other of others) {
    const copied = copier.copy(salvage(sources, other, false, { until: null }), other);
    entries += copied.entries;
    erased.push(...copied.erased);
  }
  const series = openIn(draft, options, own.head, own.end.cut, erased);
  const known = highest([...options.knownHeads, { counter, ...own.head }], counter);
  return ok({
    epoch: options.epoch,
    continues: own.head,
    highestKnown: known ?? { counter, ...own.head },
    fault: own.end.fault,
    entries,
    series,
  });
}

function openIn(
  draft: Database<LedgerTables>,
  options: FillOptions,
  continues: ChainHead,
  cut: boolean,
  erased: readonly string[],
): readonly ReopenedSeries[] {
  const ledger = new Ledger(draft, options.ports, options.counter, options.epoch);
  const opened = ledger.act(() => {
    createOwn(draft, options.counter, options.epoch);
    const series = openEpoch(ledger, ledgerReads(draft, ledger), {
      cause: 'quarantine',
      continues,
      knownHeads: options.knownHeads,
      mayMiss: cut || options.knownHeads.length === 0,
      actor: options.actor,
      recoveredBy: options.recoveredBy,
    });
    eraseAgain(ledger, erased);
    return series;
  });
  if (!opened.ok) throw new InvariantBroken(`the new epoch was refused: ${opened.reason}`);
  return opened.value;
}

/** An erasure whose own entry was lost is made again: what it took is gone and must be seen to be gone. */
function eraseAgain(ledger: Ledger, erased: readonly string[]): void {
  const again = erased.filter((entry) => ledger.rows.get('erased', entry) === undefined);
  for (let from = 0; from < again.length; from += mostErasedTogether) {
    ledger.append({
      type: 'erasure.made',
      actor: systemActor,
      body: { entries: again.slice(from, from + mostErasedTogether), ground: 'request' },
      private: { text: 'Bút toán xóa nằm trong phần sổ bị hỏng; ghi lại khi phục hồi.' },
    });
  }
}

/** Copies entries in transactions of {@link chunk}, holding back the last ones until their acts are known to be whole. */
class Copier {
  readonly #draft: Database<LedgerTables>;
  readonly #write: ReturnType<typeof writeStatements>;
  readonly #rowsOf: ReturnType<typeof rowStores>;

  constructor(draft: Database<LedgerTables>) {
    this.#draft = draft;
    this.#write = writeStatements(draft);
    this.#rowsOf = rowStores(draft);
  }

  copy(entries: Generator<Salvaged, SalvageEnd, void>, counter: string): Copied {
    const erased: string[] = [];
    let waiting: Salvaged[] = [];
    let head: ChainHead | null = null;
    let count = 0;
    let illegal: EntryFault | null = null;
    const flush = (upTo: number) => {
      const done = this.#writeAll(waiting.slice(0, upTo), counter);
      for (const { row } of done.written) {
        head = { epoch: row.epoch, seq: row.seq, hash: row.hash };
        if (row.private_digest !== null && row.content === null) erased.push(row.id);
      }
      count += done.written.length;
      illegal = done.fault;
      waiting = waiting.slice(upTo);
    };
    let step = entries.next();
    for (; !step.done && illegal === null; step = entries.next()) {
      waiting.push(step.value);
      if (waiting.length === chunk + heldBack) flush(chunk);
    }
    let end: SalvageEnd = step.done ? step.value : { cut: true, fault: null };
    if (illegal === null) {
      flush(end.cut ? keepWholeActs(waiting.map(({ checked }) => checked.entry)) : waiting.length);
    }
    if (illegal !== null) end = { cut: true, fault: illegal };
    return { head, entries: count, end, erased };
  }

  /** One transaction: the entries up to the first that the rules forbid, with their rows. */
  #writeAll(
    salvaged: readonly Salvaged[],
    counter: string,
  ): { readonly written: readonly Salvaged[]; readonly fault: EntryFault | null } {
    const written: Salvaged[] = [];
    let fault: EntryFault | null = null;
    transact(this.#draft, () => {
      for (const one of salvaged) {
        if (one.checked.known)
          fault = applyStored(this.#rowsOf(counter), one.checked.entry, one.checked.content);
        if (fault !== null) return;
        this.#insert(one);
        written.push(one);
      }
    });
    return { written, fault };
  }

  #insert({ row, checked }: Salvaged): void {
    const { salt, content, ...journal } = row;
    this.#write.insert.run(journal);
    if (salt === null || content === null || checked.content === null) return;
    this.#write.insertPrivate.run({ entry: row.id, salt, content });
  }
}
