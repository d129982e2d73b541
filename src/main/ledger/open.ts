import type { ChainHead } from '../../shared/journal/index.ts';
import type { SignatureCheck } from '../../shared/kernel/signer.ts';
import type { Database } from '../store/database.ts';
import { type Placeholders, statement } from '../store/statement.ts';
import { checkEntry } from './check-entry.ts';
import type { EntryFault, LedgerFault } from './faults.ts';
import { headFault, headFileOf, readHeadFile } from './heads.ts';
import { Ledger, type LedgerPorts } from './ledger.ts';
import { type LedgerReads, ledgerReads } from './read.ts';
import type { LedgerTables } from './schema.ts';
import { type StoredEntries, storedEntries } from './stored.ts';

/** Entries checked at every start. The whole journal is checked by `verify`, as a job. */
const tailLength = 300;

export interface OpenLedgerOptions {
  /** Checks head records against this counter's key; undefined while there is no key yet. */
  readonly heads?: SignatureCheck | undefined;
}

/** Whether a head record was there to compare with. `missing` is shown; `behind`: the last write was cut short. */
export type HeadState = 'current' | 'behind' | 'missing';

export type OpenedLedger =
  /** A new file. The first act calls {@link createOwn}, then appends `ledger.opened`. */
  | { readonly state: 'empty' }
  | {
      readonly state: 'ready';
      readonly ledger: Ledger;
      readonly reads: LedgerReads;
      readonly heads: HeadState;
    }
  | { readonly state: 'quarantined'; readonly fault: LedgerFault };

/**
 * Opens the ledger of a database that the caller has opened: checks the last entries of its chain with their private
 * parts, and the head records beside the file. What is wrong with the file is a value, never thrown; nothing is
 * written here.
 */
export function openLedger(
  database: Database<LedgerTables>,
  ports: LedgerPorts,
  options: OpenLedgerOptions = {},
): OpenedLedger {
  let found: Found;
  try {
    found = look(database, options);
  } catch (cause) {
    if (!isSqliteError(cause)) throw cause;
    return { state: 'quarantined', fault: { code: 'unreadable', message: cause.message } };
  }
  if (found.fault !== null) return { state: 'quarantined', fault: found.fault };
  if (found.own === null) return { state: 'empty' };
  const ledger = new Ledger(database, ports, found.own.counter, found.own.epoch);
  return { state: 'ready', ledger, reads: ledgerReads(database, ledger), heads: found.heads };
}

/**
 * Writes whose ledger this is and in which epoch. Once in the life of a file, inside the act that appends its first
 * entry: `ledger.opened`, or `epoch.opened` in a recovered file.
 */
export function createOwn(database: Database<LedgerTables>, counter: string, epoch: number): void {
  const insert = statement(database, (query, p: Placeholders<{ counter: string; epoch: number }>) =>
    query.insertInto('own').values({ one: 1, counter: p.counter, epoch: p.epoch }),
  );
  insert.run({ counter, epoch });
}

/** True for an error of SQLite about the file: damaged, unreadable, not a database. */
export function isSqliteError(cause: unknown): cause is Error {
  return (
    cause instanceof Error &&
    'code' in cause &&
    typeof cause.code === 'string' &&
    cause.code.startsWith('SQLITE_')
  );
}

/** An entry of this counter that only a newer program knows is not damage: nothing may be cut off for it. */
export function faultOfEntry(entry: EntryFault): LedgerFault {
  const newer = entry.fault === 'type-unknown' || entry.fault === 'version-unknown';
  return { code: newer ? 'newer-program' : 'wrong-entry', entry };
}

interface Found {
  readonly fault: LedgerFault | null;
  readonly own: { readonly counter: string; readonly epoch: number } | null;
  readonly heads: HeadState;
}

function look(database: Database<LedgerTables>, options: OpenLedgerOptions): Found {
  const stored = storedEntries(database);
  const own = stored.own() ?? null;
  const file = options.heads === undefined ? null : readHeadFile(headFileOf(database.path), options.heads);
  const records = file?.records ?? [];
  const of = (fault: LedgerFault | null, heads: HeadState = 'missing'): Found => ({ fault, own, heads });
  if (own === null) {
    const recorded = records[records.length - 1];
    if (recorded !== undefined) return of(headFault(records, emptyJournal(recorded.counter)));
    return of(stored.counters().length === 0 ? null : { code: 'no-owner' });
  }
  const { head, fault } = checkTail(stored, own.counter);
  if (fault !== null) return of(faultOfEntry(fault));
  const ahead = headFault(records, {
    counter: own.counter,
    head,
    hashAt: (epoch, seq) => stored.at(own.counter, epoch, seq)?.hash,
  });
  if (ahead !== null) return of(ahead);
  if (head === null || head.epoch !== own.epoch) return of({ code: 'no-owner' });
  return of(null, headState(records, head));
}

function headState(records: readonly { readonly hash: string }[], head: ChainHead): HeadState {
  if (records.length === 0) return 'missing';
  return records.some((record) => record.hash === head.hash) ? 'current' : 'behind';
}

function emptyJournal(counter: string) {
  return { counter, head: null, hashAt: () => undefined };
}

/** Checks the last entries of a counter; the one before them is taken as it stands. */
function checkTail(
  stored: StoredEntries,
  counter: string,
): { readonly head: ChainHead | null; readonly fault: EntryFault | null } {
  const rows = stored.tail(counter, tailLength + 1);
  let before: ChainHead | null = rows.length > tailLength ? (rows.shift() ?? null) : null;
  for (const row of rows) {
    const check = checkEntry(before, row, { isErased: stored.isErased, own: true });
    if (!check.ok) return { head: before, fault: check.fault };
    before = row;
  }
  return { head: before, fault: null };
}
