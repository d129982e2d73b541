import type { Body, ChainHead } from '../../shared/journal/index.ts';
import type { Database } from '../store/database.ts';
import { type CheckedEntry, checkEntry } from './check-entry.ts';
import type { EntryFault, HeadPlace } from './faults.ts';
import { isAfter } from './heads.ts';
import { isSqliteError } from './open.ts';
import type { LedgerTables } from './schema.ts';
import { following, type StoredEntries, type StoredEntry, storedEntries } from './stored.ts';

/** A file to take entries from; every read may meet damage. */
export interface SalvageSource {
  readonly own: { readonly counter: string; readonly epoch: number } | undefined;
  readonly counters: readonly string[];
  epochsOf(counter: string): readonly number[];
  at(counter: string, epoch: number, seq: number): StoredEntry | 'unreadable' | undefined;
  /** Highest seq of an epoch; undefined when none or when it cannot be read. */
  lastSeq(counter: string, epoch: number): number | undefined;
  isErased(id: string): boolean;
}

/** Reads of a damaged file in which damage is an answer. Undefined when not even its tables can be found. */
export function salvageSource(database: Database<LedgerTables>): SalvageSource | undefined {
  const entries = tolerate<StoredEntries | undefined>(() => storedEntries(database), undefined);
  if (entries === undefined) return undefined;
  const own = tolerate(() => entries.own(), undefined);
  return {
    own,
    counters: following('', (one) => tolerate(() => entries.counterAfter(one), undefined)),
    // The search for a further epoch may end in damage, so the file is also asked which epoch it is in.
    epochsOf: (counter) => [
      ...following(0, (one) => tolerate(() => entries.epochAfter(counter, one), undefined)),
      ...(own?.counter === counter ? [own.epoch] : []),
    ],
    at: (counter, epoch, seq) =>
      tolerate<StoredEntry | 'unreadable' | undefined>(() => entries.at(counter, epoch, seq), 'unreadable'),
    lastSeq: (counter, epoch) => tolerate(() => entries.lastSeq(counter, epoch), undefined),
    isErased: (id) => tolerate(() => entries.isErased(id), false),
  };
}

function tolerate<R>(read: () => R, otherwise: R): R {
  try {
    return read();
  } catch (cause) {
    if (isSqliteError(cause)) return otherwise;
    throw cause;
  }
}

/** An entry that verifies, as it is stored and as it reads. */
export interface Salvaged {
  readonly row: StoredEntry;
  readonly checked: CheckedEntry;
}

/** How the entries of a counter came to their end. */
export interface SalvageEnd {
  /** The file goes on behind the last entry that verifies. */
  readonly cut: boolean;
  /** What is wrong with the entry at which it was cut; null when it cannot be read at all, or was not cut. */
  readonly fault: EntryFault | null;
}

/** Head records against which entries are held: the last that agrees before the first that does not. */
export interface Trust {
  /** Entries after this place are not taken; null when every record agrees. */
  readonly until: Pick<HeadPlace, 'epoch' | 'seq'> | null;
}

/**
 * Every entry of a counter in order, up to the last that verifies. An entry that the first file lacks or has damaged is
 * taken from another that has it right, because the chain says which one is right.
 */
export function* salvage(
  sources: readonly SalvageSource[],
  counter: string,
  own: boolean,
  trust: Trust,
): Generator<Salvaged, SalvageEnd, void> {
  const epochs = [...new Set(sources.flatMap((source) => source.epochsOf(counter)))].sort((a, b) => a - b);
  const isErased = (id: string) => sources.some((source) => source.isErased(id));
  let before: ChainHead | null = null;
  for (const [index, epoch] of epochs.entries()) {
    // A closed epoch ends where this file says: later entries of it enter only by an act of their own (design §3).
    const closed = index + 1 < epochs.length;
    const last = closed ? (sources[0]?.lastSeq(counter, epoch) ?? Number.MAX_SAFE_INTEGER) : null;
    for (let seq = 1; last === null || seq <= last; seq += 1) {
      if (trust.until !== null && isAfter({ epoch, seq }, trust.until)) return { cut: true, fault: null };
      const picked = pick(sources, { counter, epoch, seq }, before, own, isErased);
      if ('end' in picked) {
        if (picked.end.cut || seq === 1) return { ...picked.end, cut: true };
        break;
      }
      if (seq === 1 && !continuesHere(picked, before)) return { cut: true, fault: null };
      before = picked.row;
      yield picked;
    }
  }
  return { cut: false, fault: null };
}

/** Whether the epoch that this entry opens goes on from what was kept. */
function continuesHere({ checked }: Salvaged, before: ChainHead | null): boolean {
  if (before === null) return true;
  const { continues } = checked.entry.body as Body<'epoch.opened'>;
  const same = continues.epoch === before.epoch && continues.seq === before.seq;
  return same ? continues.hash === before.hash : !isAfter(continues, before);
}

function pick(
  sources: readonly SalvageSource[],
  { counter, epoch, seq }: { counter: string; epoch: number; seq: number },
  before: ChainHead | null,
  own: boolean,
  isErased: (id: string) => boolean,
): Salvaged | { readonly end: SalvageEnd } {
  let fault: EntryFault | null = null;
  let cut = false;
  for (const source of sources) {
    const row = source.at(counter, epoch, seq);
    if (row === undefined) {
      const last = source.lastSeq(counter, epoch);
      cut ||= last !== undefined && last > seq;
      continue;
    }
    cut = true;
    if (row === 'unreadable') continue;
    const check = checkEntry(before, row, { isErased, own });
    if (check.ok) return { row, checked: check.checked };
    fault ??= check.fault;
  }
  return { end: { cut, fault } };
}
