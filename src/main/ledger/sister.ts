/** Journals of the facility's other counters, kept read-only beside the own one (design §6 "Sister journals"). */
import type { ChainHead, Entry } from '../../shared/journal/index.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import type { Database } from '../store/database.ts';
import { type Placeholders, statement } from '../store/statement.ts';
import { checkEntry, placeOf } from './check-entry.ts';
import type { EntryFault } from './faults.ts';
import { writeStatements } from './ledger.ts';
import { applyStored, rowStores } from './replay.ts';
import type { LedgerTables } from './schema.ts';
import { type StoredEntry, storedEntries } from './stored.ts';

/** What a stretch of a sister's journal did here. */
export interface TakenStretch {
  /** Entries that were new. */
  readonly stored: number;
  /** The first entry that was stored but could not be applied; nothing of that counter is applied after it. */
  readonly stalledAt: EntryFault | null;
}

/** Why nothing of a stretch was taken. */
export type StretchRefusal =
  /** Entries are missing before it: it comes again with what is between. */
  | { readonly code: 'not-contiguous' }
  /** The same place has other content here: one of the two was forged or the sister forked. */
  | { readonly code: 'other-content'; readonly at: EntryFault['place'] }
  | { readonly code: 'wrong-entry'; readonly fault: EntryFault };

/** Reads and writes of sisters' entries. Writes run inside the caller's transaction. */
export function sisterJournals(database: Database<LedgerTables>) {
  const stored = storedEntries(database);
  const write = writeStatements(database);
  const rowsOf = rowStores(database);
  const dropPrivate = statement(database, (query, p: Placeholders<{ entry: string }>) =>
    query.deleteFrom('private_parts').where('entry', '=', p.entry),
  );

  /** Writes an entry and, unless the counter has stalled, what follows from it. */
  const take = (
    before: ChainHead | null,
    row: StoredEntry,
    apply: boolean,
  ): Result<EntryFault | null, EntryFault> => {
    const erased = row.private_digest !== null && row.content === null;
    const check = checkEntry(before, row, { isErased: (id) => erased || stored.isErased(id), own: false });
    if (!check.ok) return refuse(check.fault);
    const { salt, content, ...journal } = row;
    write.insert.run(journal);
    if (salt !== null && content !== null) write.insertPrivate.run({ entry: row.id, salt, content });
    if (!apply) return ok(null);
    const { entry, known } = check.checked;
    if (!known) return ok({ place: placeOf(row), fault: 'type-unknown', detail: entry.type });
    const fault = applyStored(rowsOf(row.counter), entry, check.checked.content);
    if (fault === null && entry.type === 'erasure.made') eraseOf(entry);
    return ok(fault);
  };

  const eraseOf = ({ body }: Entry): void => {
    for (const entry of (body as unknown as { entries: readonly string[] }).entries)
      dropPrivate.run({ entry });
  };

  return {
    /** Where the journal of a counter ends here in its newest epoch; null when there is none. */
    head: (counter: string): ChainHead | null => stored.tail(counter, 1)[0] ?? null,

    /**
     * Takes entries of one counter and epoch, in order; those that are here already are compared and left. `applying` is
     * false for a counter that stalled before. A refusal must roll the caller's transaction back.
     */
    take(entries: readonly StoredEntry[], applying: boolean): Result<TakenStretch, StretchRefusal> {
      // The transaction of an earlier call may have been rolled back, or the rows made anew.
      for (const counter of new Set(entries.map((row) => row.counter))) rowsOf(counter).forget();
      let count = 0;
      let stalledAt: EntryFault | null = null;
      for (const row of entries) {
        const same = stored.at(row.counter, row.epoch, row.seq);
        if (same !== undefined) {
          if (same.hash !== row.hash) return refuse({ code: 'other-content', at: placeOf(row) });
          continue;
        }
        const before = stored.tail(row.counter, 1)[0] ?? null;
        const follows = before !== null && before.epoch === row.epoch ? before.seq + 1 : 1;
        if (row.seq !== follows || (before !== null && row.epoch < before.epoch)) {
          return refuse({ code: 'not-contiguous' });
        }
        const taken = take(before, row, applying && stalledAt === null);
        if (!taken.ok) return refuse({ code: 'wrong-entry', fault: taken.reason });
        count += 1;
        stalledAt ??= taken.value;
      }
      return ok({ stored: count, stalledAt });
    },
  };
}

export type SisterJournals = ReturnType<typeof sisterJournals>;
