import {
  type Change,
  type IndexOf,
  type Kind,
  kinds,
  type Row,
  type World,
} from '../../shared/payment/index.ts';
import type { Database } from '../store/database.ts';
import { writeWaiting } from '../store/statement.ts';
import {
  type AnyRow,
  type KindStatements,
  type Loose,
  listBy,
  statementsOf,
  topBy,
} from './row-statements.ts';
import type { LedgerTables } from './schema.ts';

/** The rows of one counter in `money.db`, as the pure moves see them. */
export interface RowStore extends World {
  /** Writes what a move changed. Inside the caller's transaction; after a rollback the caller says {@link forget}. */
  write(changes: readonly Change[]): void;
  /** As {@link write}, but the file has it only after {@link flush}: a row changed several times is written once. */
  keep(changes: readonly Change[]): void;
  /** Writes what was kept. Before the transaction ends, and before anything but this store reads the rows. */
  flush(): void;
  /** How often rows of this kind were written here; what was derived from them holds while it stays. */
  version(kind: Kind): number;
  /** Stays while no row of this kind is new: a list of ids holds, the rows may have changed. */
  births(kind: Kind): number;
  /** Reads everything from the file again: a transaction was rolled back, or rows were written past this store. */
  forget(): void;
}

/** An id made here is a UUIDv7 (`shared/kernel/ids.ts`); its version stands at this place. */
const uuidLength = 36;
const uuidVersionAt = 14;

/** Whether a value is an id made here, or a part of something that has one (`id/part`). */
function isOwnId(value: string): boolean {
  return value[uuidVersionAt] === '7' && (value.length === uuidLength || value[uuidLength] === '/');
}

/** Rows and lists read or written until all are forgotten; a payment touches about forty. */
const usuallyKept = 5_000;

/** The rows of one list as they stand in the file, by id; `sorted` until one of them changes. */
interface KeptList {
  readonly rows: Map<string, AnyRow>;
  sorted: readonly AnyRow[] | null;
}

/** What is known of the rows of one kind. */
interface Known {
  readonly kind: Kind;
  readonly statements: KindStatements;
  /** By id; every row of a kept list is here too. */
  readonly rows: Map<string, AnyRow | undefined>;
  /** By column and value. */
  readonly lists: Map<string, Map<string, KeptList>>;
  /** At least the greatest value of a column, by column. */
  readonly tops: Map<string, string>;
  /** Rows that the file does not have as they are here. */
  readonly unwritten: Set<string>;
  version: number;
  births: number;
}

/**
 * Rows of `counter` in this database. Statements are compiled once for each kind. Only this room writes these tables,
 * so what was read or written stays known from act to act: a payment reads next to nothing twice.
 */
export function rowStore(
  database: Database<LedgerTables>,
  counter: string,
  mostKept = usuallyKept,
): RowStore {
  const loose = { connection: database.connection, query: database.query as unknown as Loose['query'] };
  const known = Object.fromEntries(kinds.map((kind) => [kind, nothingKnown(loose, kind, counter)])) as Record<
    Kind,
    Known
  >;
  /** Rows to be written, in the order in which they were first changed. */
  const unwritten: { readonly of: Known; readonly id: string }[] = [];
  let readCount = 0;
  const topOf = (of: Known, column: string): string => {
    const before = of.tops.get(column);
    if (before !== undefined) return before;
    const prepared = of.statements.tops.get(column) ?? topBy(loose, of.kind, column);
    of.statements.tops.set(column, prepared);
    let top = String(prepared.get({ counter })?.top ?? '');
    for (const id of of.unwritten) {
      const value = String(of.rows.get(id)?.[column] ?? '');
      if (value > top) top = value;
    }
    of.tops.set(column, top);
    return top;
  };
  /**
   * Whether an id made just now stands nowhere in the column yet: ids sort in order of making, so what is above the
   * greatest is new, and the file need not be asked.
   */
  const isNew = (of: Known, column: string, id: string) => isOwnId(id) && id > topOf(of, column);
  const clear = () => {
    flush();
    for (const kind of kinds) {
      known[kind].rows.clear();
      known[kind].lists.clear();
    }
    readCount = 0;
  };
  const readRow = (of: Known, id: string) => {
    if (isNew(of, 'id', id)) return undefined;
    if (readCount > mostKept) clear();
    const found = of.statements.get.get({ counter, id });
    of.rows.set(id, found);
    readCount += 1;
    return found;
  };
  const rowsWith = (of: Known, column: string, value: string): AnyRow[] => {
    if (isNew(of, column, value)) return [];
    const prepared = of.statements.lists.get(column) ?? listBy(loose, of.kind, column);
    of.statements.lists.set(column, prepared);
    return prepared.all({ counter, value });
  };
  const readList = (of: Known, column: string, value: string): KeptList => {
    if (readCount > mostKept) clear();
    const found = new Map(rowsWith(of, column, value).map((row) => [String(row.id), row]));
    readCount += found.size + 1;
    // The file does not have what was kept.
    for (const id of of.unwritten) {
      const row = of.rows.get(id);
      if (row !== undefined && row[column] === value) found.set(id, row);
      else found.delete(id);
    }
    for (const [id, row] of found) of.rows.set(id, row);
    return keepList(of, column, value, found);
  };
  const put = (of: Known, id: string, row: AnyRow | undefined) => {
    if (row === undefined) of.statements.drop.later({ counter, id });
    else of.statements.put.later(row);
  };
  const flush = () => {
    for (const { of, id } of unwritten) {
      put(of, id, of.rows.get(id));
      of.unwritten.clear();
    }
    unwritten.length = 0;
    writeWaiting(database.connection);
  };
  const note = (of: Known, id: string, row: AnyRow | undefined) => {
    const before = of.rows.get(id);
    of.rows.set(id, row);
    of.version += 1;
    readCount += 1;
    if (before === undefined) of.births += 1;
    for (const [column, top] of of.tops) {
      const value = String(row?.[column] ?? '');
      if (value <= top) continue;
      of.tops.set(column, value);
      // Nothing in the file has this value yet: whoever lists by it finds what is noted from here on.
      if (column !== 'id' && isOwnId(value)) keepList(of, column, value, new Map());
    }
    for (const [column, ofColumn] of of.lists) {
      const left = before && ofColumn.get(String(before[column]));
      if (left?.rows.delete(id)) left.sorted = null;
      const entered = row && ofColumn.get(String(row[column]));
      if (entered === undefined || row === undefined) continue;
      entered.rows.set(id, row);
      entered.sorted = null;
    }
  };
  return {
    get: <K extends Kind>(kind: K, id: string) => {
      const of = known[kind];
      const row = of.rows.get(id);
      return (row !== undefined || of.rows.has(id) ? row : readRow(of, id)) as Row<K> | undefined;
    },
    list: <K extends Kind>(kind: K, column: IndexOf<K>, value: string) => {
      const of = known[kind];
      const list = of.lists.get(column)?.get(value) ?? readList(of, column, value);
      list.sorted ??= [...list.rows.values()].sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
      return list.sorted as unknown as readonly Row<K>[];
    },
    write: (changes) => {
      for (const { kind, id, row } of changes) {
        const after = (row as AnyRow | null) ?? undefined;
        note(known[kind], id, after);
        put(known[kind], id, after);
      }
      writeWaiting(database.connection);
    },
    keep: (changes) => {
      for (const { kind, id, row } of changes) {
        const of = known[kind];
        note(of, id, (row as AnyRow | null) ?? undefined);
        if (of.unwritten.has(id)) continue;
        of.unwritten.add(id);
        unwritten.push({ of, id });
      }
    },
    flush,
    version: (kind) => known[kind].version,
    births: (kind) => known[kind].births,
    forget: () => {
      for (const { of } of unwritten) of.unwritten.clear();
      unwritten.length = 0;
      clear();
      for (const kind of kinds) {
        known[kind].tops.clear();
        known[kind].version += 1;
        known[kind].births += 1;
      }
    },
  };
}

function nothingKnown(database: Loose, kind: Kind, counter: string): Known {
  return {
    kind,
    statements: statementsOf(database, kind, counter),
    rows: new Map(),
    lists: new Map(),
    tops: new Map(),
    unwritten: new Set(),
    version: 0,
    births: 0,
  };
}

function keepList(of: Known, column: string, value: string, found: Map<string, AnyRow>): KeptList {
  const list: KeptList = { rows: found, sorted: null };
  const ofColumn = of.lists.get(column) ?? new Map<string, KeptList>();
  of.lists.set(column, ofColumn.set(value, list));
  return list;
}
