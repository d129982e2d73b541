import type { Kysely } from 'kysely';
import {
  type Change,
  type IndexOf,
  type Kind,
  kinds,
  type Row,
  tables,
  type World,
} from '../../shared/payment/index.ts';
import type { Database } from '../store/database.ts';
import { type PreparedStatement, type SqlValue, statement, writeWaiting } from '../store/statement.ts';
import type { LedgerTables } from './schema.ts';

type AnyRow = Record<string, SqlValue>;
type AnyTables = Record<string, AnyRow>;
type Key = { counter: string; id: string };

interface KindStatements {
  readonly get: PreparedStatement<Key, AnyRow>;
  readonly tops: Map<string, PreparedStatement<{ counter: string }, { top: SqlValue }>>;
  readonly put: PreparedStatement<AnyRow, never>;
  readonly drop: PreparedStatement<Key, never>;
  readonly lists: Map<string, PreparedStatement<{ counter: string; value: string }, AnyRow>>;
}

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

/** Lists by column and value. */
type KeptLists = Map<string, Map<string, KeptList>>;

/**
 * Rows of `counter` in this database. Statements are compiled once for each kind. Only this room writes these tables,
 * so what was read or written stays known from act to act: a payment reads next to nothing twice.
 */
export function rowStore(
  database: Database<LedgerTables>,
  counter: string,
  mostKept = usuallyKept,
): RowStore {
  const loose = { connection: database.connection, query: database.query as unknown as Kysely<AnyTables> };
  const statements = new Map(kinds.map((kind) => [kind, statementsOf(loose, kind, counter)]));
  const of = (kind: Kind) => statements.get(kind) as KindStatements;
  /** Rows to be written, in the order in which they were first changed. */
  const unwritten = new Map<string, { readonly kind: Kind; readonly id: string }>();
  /** By id; every row of a kept list is here too. */
  const rows = new Map<Kind, Map<string, AnyRow | undefined>>(kinds.map((kind) => [kind, new Map()]));
  const rowsOf = (kind: Kind) => rows.get(kind) as Map<string, AnyRow | undefined>;
  const lists = new Map<Kind, KeptLists>(kinds.map((kind) => [kind, new Map()]));
  let readCount = 0;
  const versions = new Map<Kind, number>();
  const changed = (kind: Kind) => versions.set(kind, (versions.get(kind) ?? 0) + 1);
  const bornRows = new Map<Kind, number>();
  const born = (kind: Kind) => bornRows.set(kind, (bornRows.get(kind) ?? 0) + 1);
  /** At least the greatest value of a column, by column. */
  const tops = new Map<Kind, Map<string, string>>(kinds.map((kind) => [kind, new Map()]));
  const topOf = (kind: Kind, column: string): string => {
    const known = tops.get(kind)?.get(column);
    if (known !== undefined) return known;
    const prepared = of(kind).tops.get(column) ?? topBy(loose, kind, column);
    of(kind).tops.set(column, prepared);
    let top = String(prepared.get({ counter })?.top ?? '');
    for (const one of unwritten.values()) {
      const value = one.kind === kind ? String(rowsOf(kind).get(one.id)?.[column] ?? '') : '';
      if (value > top) top = value;
    }
    tops.get(kind)?.set(column, top);
    return top;
  };
  /**
   * Whether an id made just now stands nowhere in the column yet: ids sort in order of making, so what is above the
   * greatest is new, and the file need not be asked.
   */
  const isNew = (kind: Kind, column: string, id: string) => isOwnId(id) && id > topOf(kind, column);
  const clear = () => {
    flush();
    for (const kind of kinds) {
      rowsOf(kind).clear();
      lists.get(kind)?.clear();
    }
    readCount = 0;
  };
  const readRow = (kind: Kind, id: string) => {
    if (isNew(kind, 'id', id)) return undefined;
    if (readCount > mostKept) clear();
    const found = of(kind).get.get({ counter, id });
    rowsOf(kind).set(id, found);
    readCount += 1;
    return found;
  };
  const rowsWith = (kind: Kind, column: string, value: string): AnyRow[] => {
    if (isNew(kind, column, value)) return [];
    const prepared = of(kind).lists.get(column) ?? listBy(loose, kind, column);
    of(kind).lists.set(column, prepared);
    return prepared.all({ counter, value });
  };
  const readList = (kind: Kind, column: string, value: string): KeptList => {
    if (readCount > mostKept) clear();
    const found = new Map(rowsWith(kind, column, value).map((row) => [String(row.id), row]));
    readCount += found.size + 1;
    // The file does not have what was kept.
    for (const one of unwritten.values()) {
      if (one.kind !== kind) continue;
      const row = rowsOf(kind).get(one.id);
      if (row !== undefined && row[column] === value) found.set(one.id, row);
      else found.delete(one.id);
    }
    for (const [id, row] of found) rowsOf(kind).set(id, row);
    return keepList(kind, column, value, found);
  };
  const keepList = (kind: Kind, column: string, value: string, found: Map<string, AnyRow>): KeptList => {
    const list: KeptList = { rows: found, sorted: null };
    const ofColumn = lists.get(kind)?.get(column) ?? new Map<string, KeptList>();
    lists.get(kind)?.set(column, ofColumn.set(value, list));
    return list;
  };
  const put = (kind: Kind, id: string, row: AnyRow | undefined) => {
    if (row === undefined) of(kind).drop.later({ counter, id });
    else of(kind).put.later(row);
  };
  const flush = () => {
    for (const { kind, id } of unwritten.values()) put(kind, id, rowsOf(kind).get(id));
    unwritten.clear();
    writeWaiting(database.connection);
  };
  const note = (kind: Kind, id: string, row: AnyRow | undefined) => {
    const before = rowsOf(kind).get(id);
    rowsOf(kind).set(id, row);
    readCount += 1;
    if (before === undefined) born(kind);
    for (const [column, top] of tops.get(kind) ?? []) {
      const value = String(row?.[column] ?? '');
      if (value <= top) continue;
      tops.get(kind)?.set(column, value);
      // Nothing in the file has this value yet: whoever lists by it finds what is noted from here on.
      if (column !== 'id' && isOwnId(value)) keepList(kind, column, value, new Map());
    }
    for (const [column, ofColumn] of lists.get(kind) ?? []) {
      const left = before && ofColumn.get(String(before[column]));
      if (left?.rows.delete(id)) left.sorted = null;
      const entered = row && ofColumn.get(String(row[column]));
      if (entered === undefined || row === undefined) continue;
      entered.rows.set(id, row);
      entered.sorted = null;
    }
    changed(kind);
  };
  return {
    get: <K extends Kind>(kind: K, id: string) => {
      const known = rowsOf(kind).get(id);
      const row = known !== undefined || rowsOf(kind).has(id) ? known : readRow(kind, id);
      return row as Row<K> | undefined;
    },
    list: <K extends Kind>(kind: K, column: IndexOf<K>, value: string) => {
      const list = lists.get(kind)?.get(column)?.get(value) ?? readList(kind, column, value);
      list.sorted ??= [...list.rows.values()].sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
      return list.sorted as unknown as readonly Row<K>[];
    },
    write: (changes) => {
      for (const { kind, id, row } of changes) {
        note(kind, id, (row as AnyRow | null) ?? undefined);
        put(kind, id, (row as AnyRow | null) ?? undefined);
      }
      writeWaiting(database.connection);
    },
    keep: (changes) => {
      for (const { kind, id, row } of changes) {
        note(kind, id, (row as AnyRow | null) ?? undefined);
        unwritten.set(`${kind}:${id}`, { kind, id });
      }
    },
    flush,
    version: (kind) => versions.get(kind) ?? 0,
    births: (kind) => bornRows.get(kind) ?? 0,
    forget: () => {
      unwritten.clear();
      clear();
      for (const kind of kinds) {
        tops.get(kind)?.clear();
        changed(kind);
        born(kind);
      }
    },
  };
}

type Loose = { readonly connection: Database<LedgerTables>['connection']; readonly query: Kysely<AnyTables> };

/** Columns of a row as the moves see it. */
function columnsOf(kind: Kind): string[] {
  return Object.keys(tables[kind].columns);
}

function statementsOf(database: Loose, kind: Kind, counter: string): KindStatements {
  const columns = ['counter', ...columnsOf(kind)];
  const stored = columns.filter((column) => column !== 'counter' && column !== 'id');
  return {
    get: statement(database, (query, p: Key) =>
      query.selectFrom(kind).select(columnsOf(kind)).where('counter', '=', p.counter).where('id', '=', p.id),
    ),
    put: statement(database, (query, p: AnyRow) =>
      query
        .insertInto(kind)
        .values({
          ...Object.fromEntries(stored.map((column) => [column, p[column] as SqlValue])),
          id: p.id as SqlValue,
          counter,
        })
        .onConflict((conflict) =>
          conflict
            .columns(['counter', 'id'])
            .doUpdateSet((eb) =>
              Object.fromEntries(stored.map((column) => [column, eb.ref(`excluded.${column}`)])),
            ),
        ),
    ),
    drop: statement(database, (query, p: Key) =>
      query.deleteFrom(kind).where('counter', '=', p.counter).where('id', '=', p.id),
    ),
    lists: new Map(),
    tops: new Map(),
  };
}

/** The greatest value of a column that has an index. */
function topBy(database: Loose, kind: Kind, column: string) {
  return statement(database, (query, p: { counter: string }) =>
    query
      .selectFrom(kind)
      .select((eb) => eb.fn.max(column).as('top'))
      .where('counter', '=', p.counter),
  );
}

/**
 * Without ORDER BY: built with STAT4, SQLite looks at bound values when it plans a sorted query, and so plans it anew
 * on every run, ten times as long as the lookup itself.
 */
function listBy(database: Loose, kind: Kind, column: string) {
  return statement(database, (query, p: { counter: string; value: string }) =>
    query
      .selectFrom(kind)
      .select(columnsOf(kind))
      .where('counter', '=', p.counter)
      .where(column, '=', p.value),
  );
}
