import { invariant } from '../../shared/kernel/assert.ts';
import type { Database } from '../store/database.ts';
import { type Placeholders, statement } from '../store/statement.ts';
import type { JournalRow, LedgerTables } from './schema.ts';

/** An entry as it lies in the file, with its private part where it still has one. */
export interface StoredEntry extends JournalRow {
  readonly salt: Uint8Array | null;
  readonly content: string | null;
}

type Readable = Pick<Database<LedgerTables>, 'connection' | 'query'>;

/** Entries read at a time: enough to be quick, few enough to be nothing in memory. */
const pageSize = 500;
/** A file with more counters or epochs than this is not one of ours. */
const mostChains = 10_000;

/** Reads of entries with their private parts, in order, in bounded memory, without holding the connection. */
export function storedEntries(database: Readable) {
  const page = statement(
    database,
    (query, p: Placeholders<{ counter: string; epoch: number; after: number }>) =>
      entries(query)
        .where('journal.counter', '=', p.counter)
        .where('epoch', '=', p.epoch)
        .where('seq', '>', p.after)
        .orderBy('seq')
        .limit(pageSize),
  );
  const one = statement(database, (query, p: Placeholders<{ counter: string; epoch: number; seq: number }>) =>
    entries(query)
      .where('journal.counter', '=', p.counter)
      .where('epoch', '=', p.epoch)
      .where('seq', '=', p.seq),
  );
  const tail = statement(database, (query, p: Placeholders<{ counter: string; limit: number }>) =>
    entries(query)
      .where('journal.counter', '=', p.counter)
      .orderBy('epoch', 'desc')
      .orderBy('seq', 'desc')
      .limit(p.limit),
  );
  const lastOf = statement(database, (query, p: Placeholders<{ counter: string; epoch: number }>) =>
    query
      .selectFrom('journal')
      .select('seq')
      .where('counter', '=', p.counter)
      .where('epoch', '=', p.epoch)
      .orderBy('seq', 'desc')
      .limit(1),
  );
  const nextEpoch = statement(database, (query, p: Placeholders<{ counter: string; epoch: number }>) =>
    query
      .selectFrom('journal')
      .select('epoch')
      .where('counter', '=', p.counter)
      .where('epoch', '>', p.epoch)
      .orderBy('epoch')
      .limit(1),
  );
  const nextCounter = statement(database, (query, p: Placeholders<{ counter: string }>) =>
    query
      .selectFrom('journal')
      .select('counter')
      .where('counter', '>', p.counter)
      .orderBy('counter')
      .limit(1),
  );
  const own = statement(database, (query) => query.selectFrom('own').selectAll());
  const erased = statement(database, (query, p: Placeholders<{ id: string }>) =>
    query.selectFrom('erased').select('id').where('id', '=', p.id).limit(1),
  );

  const epochAfter = (counter: string, epoch: number) => nextEpoch.get({ counter, epoch })?.epoch;
  const counterAfter = (counter: string) => nextCounter.get({ counter })?.counter;

  return {
    /** Who owns this ledger and in which epoch it is; undefined before the first entry. */
    own: () => own.get(),
    /** Counters whose journals are here, in order of id. */
    counters: () => following('', counterAfter),
    epochsOf: (counter: string) => following(0, (epoch: number) => epochAfter(counter, epoch)),
    epochAfter,
    counterAfter,
    at: (counter: string, epoch: number, seq: number): StoredEntry | undefined =>
      one.get({ counter, epoch, seq }),
    /** The next entries of an epoch after `seq`, in order, at most one page. */
    page: (counter: string, epoch: number, after: number): StoredEntry[] =>
      page.all({ counter, epoch, after }),
    /** Highest seq of an epoch; undefined when it has no entries. */
    lastSeq: (counter: string, epoch: number): number | undefined => lastOf.get({ counter, epoch })?.seq,
    /** The last `limit` entries, oldest first. */
    tail: (counter: string, limit: number): StoredEntry[] => tail.all({ counter, limit }).reverse(),
    /** Whether an erasure took the private part of this entry. */
    isErased: (id: string): boolean => erased.get({ id }) !== undefined,
    /** All entries of a counter in order of epoch and seq. Other reads and writes may go on between two of them. */
    *of(counter: string): Generator<StoredEntry, void, void> {
      for (const epoch of following(0, (after: number) => epochAfter(counter, after))) {
        for (let after = 0; ; ) {
          const rows: StoredEntry[] = page.all({ counter, epoch, after });
          yield* rows;
          const last = rows[rows.length - 1];
          if (last === undefined || rows.length < pageSize) break;
          after = last.seq;
        }
      }
    },
  };
}

/** Everything that comes after `first`, one from the other. */
export function following<T>(first: T, after: (one: T) => T | undefined): T[] {
  const found: T[] = [];
  for (let next = after(first); next !== undefined; next = after(next)) {
    invariant(found.length < mostChains, 'too many chains');
    found.push(next);
  }
  return found;
}

export type StoredEntries = ReturnType<typeof storedEntries>;

function entries(query: Database<LedgerTables>['query']) {
  return query
    .selectFrom('journal')
    .leftJoin('private_parts', 'private_parts.entry', 'journal.id')
    .selectAll('journal')
    .select(['private_parts.salt', 'private_parts.content']);
}
