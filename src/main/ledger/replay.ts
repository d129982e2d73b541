import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import type { Entry, Json } from '../../shared/journal/index.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import { applyEntry, IllegalMove, kinds } from '../../shared/payment/index.ts';
import { removeFile, tryRemoveFile } from '../store/copy.ts';
import { type Database, openDatabase } from '../store/database.ts';
import type { Migration } from '../store/migrate.ts';
import { transact } from '../store/transact.ts';
import { placeOf } from './check-entry.ts';
import { entryOf, moveEntryOf } from './entries.ts';
import type { EntryFault } from './faults.ts';
import { type RowStore, rowStore } from './rows.ts';
import type { LedgerTables } from './schema.ts';
import { storedEntries } from './stored.ts';

/**
 * Writes what follows from one entry into `rows`, exactly as `Ledger.append` did, inside the caller's transaction.
 * Gives back the fault when the rules forbid it, or when the type is of a newer program: nothing of that counter may be
 * applied after it.
 */
export function applyStored(rows: RowStore, entry: Entry, content: Json | null): EntryFault | null {
  const move = moveEntryOf(entry, content);
  if (move === null) return { place: placeOf(entry), fault: 'type-unknown', detail: entry.type };
  try {
    rows.write(applyEntry(rows, move));
    return null;
  } catch (cause) {
    if (!(cause instanceof IllegalMove)) throw cause;
    return { place: placeOf(entry), fault: 'illegal-move', detail: cause.code };
  }
}

/** Rows of each counter in one database, made when first asked for. */
export function rowStores(database: Database<LedgerTables>): (counter: string) => RowStore {
  const stores = new Map<string, RowStore>();
  return (counter) => {
    const known = stores.get(counter) ?? rowStore(database, counter);
    stores.set(counter, known);
    return known;
  };
}

/**
 * Rebuilds every row from the entries, in place, in one transaction: for a Z whose two computations differ (design §4
 * (d)). An entry that cannot be applied leaves everything as it was. A counter of a newer program is rebuilt up to its
 * first entry of an unknown type (design §6).
 */
export function rebuild(database: Database<LedgerTables>): Result<{ readonly entries: number }, EntryFault> {
  const stored = storedEntries(database);
  const own = stored.own()?.counter;
  const rowsOf = rowStores(database);
  let entries = 0;
  class Stop extends Error {
    readonly fault: EntryFault;
    constructor(fault: EntryFault) {
      super(fault.fault);
      this.fault = fault;
    }
  }
  try {
    transact(database, () => {
      for (const kind of kinds) database.connection.prepare(`DELETE FROM "${kind}"`).run();
      for (const counter of stored.counters()) {
        for (const row of stored.of(counter)) {
          const { salt: _, content, ...journal } = row;
          const fault = applyStored(
            rowsOf(counter),
            entryOf(journal),
            content === null ? null : (JSON.parse(content) as Json),
          );
          if (fault?.fault === 'type-unknown' && counter !== own) break;
          if (fault !== null) throw new Stop(fault);
          entries += 1;
        }
      }
    });
  } catch (cause) {
    if (cause instanceof Stop) return refuse(cause.fault);
    throw cause;
  }
  return ok({ entries });
}

/** Memory for the pages of a scratch file, in KiB; negative is how SQLite takes KiB. */
const scratchCacheKib = -65_536;

/**
 * A database beside the real one into which rows are replayed, empty and with the same schema. It holds names, so it
 * lies in the data folder; {@link dropScratch} removes it.
 * @throws OpenRefused when the folder cannot be written.
 */
export function openScratch(databasePath: string, migrations: readonly Migration[]): Database<LedgerTables> {
  const path = scratchPath(databasePath);
  removeFile(path);
  dropDeadScratches(databasePath);
  const scratch = openDatabase<LedgerTables>({ path, migrations, kind: 'money' });
  // It lives for minutes and nothing depends on it: no log, no waiting for the disk.
  scratch.connection.pragma('journal_mode = MEMORY');
  scratch.connection.pragma('synchronous = OFF');
  scratch.connection.pragma(`cache_size = ${scratchCacheKib}`);
  return scratch;
}

/** Removes the scratch database of this thread. */
export function dropScratch(databasePath: string): void {
  removeFile(scratchPath(databasePath));
}

/** Removes what verifications left whose process is gone: it holds names. */
function dropDeadScratches(databasePath: string): void {
  const prefix = `${basename(databasePath)}${scratchMark}`;
  for (const name of readdirSync(dirname(databasePath))) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number.parseInt(name.slice(prefix.length), 10);
    if (!isAlive(pid)) tryRemoveFile(join(dirname(databasePath), name));
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}

const scratchMark = '.replay-';

/** One for each thread, so that two verifications at once do not meet. */
export function scratchPath(databasePath: string): string {
  return `${databasePath}${scratchMark}${process.pid}-${threadId}`;
}
