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
import { type PreparedStatement, type SqlValue, statement } from '../store/statement.ts';
import type { LedgerTables } from './schema.ts';

type AnyRow = Record<string, SqlValue>;
type AnyTables = Record<string, AnyRow>;
type Key = { counter: string; id: string };

interface KindStatements {
  readonly get: PreparedStatement<Key, AnyRow>;
  readonly put: PreparedStatement<AnyRow, never>;
  readonly drop: PreparedStatement<Key, never>;
  readonly lists: Map<string, PreparedStatement<{ counter: string; value: string }, AnyRow>>;
}

/** The rows of one counter in `money.db`, as the pure moves see them. */
export interface RowStore extends World {
  /** Writes what a move changed. Inside the caller's transaction. */
  write(changes: readonly Change[]): void;
  /** Runs an act, in which nobody else writes: meanwhile each row is read from the file only once. */
  within<R>(run: () => R): R;
  /** How often rows of this kind were written here; what was derived from them holds while it stays. */
  version(kind: Kind): number;
  /** Reads everything from the file again: the rows were written past this store. */
  forget(): void;
}

/** Read with every payment and changed a few times a day, so they are kept from act to act. */
const lasting: ReadonlySet<Kind> = new Set<Kind>(['counter', 'person', 'setting', 'shift']);

/**
 * Rows of `counter` in this database. Statements are compiled once for each kind; only this room writes these tables.
 */
export function rowStore(database: Database<LedgerTables>, counter: string): RowStore {
  const loose = { connection: database.connection, query: database.query as unknown as Kysely<AnyTables> };
  const statements = new Map(kinds.map((kind) => [kind, statementsOf(loose, kind)]));
  const of = (kind: Kind) => statements.get(kind) as KindStatements;
  /** Rows of the act that runs, as it has read or written them; null outside. */
  let known: Map<string, Row<Kind> | undefined> | null = null;
  /** Rows of the lasting kinds as they are on disk. A write takes its row out, so a rollback leaves nothing wrong. */
  const kept = new Map<string, Row<Kind> | undefined>();
  const versions = new Map<Kind, number>();
  const read = (kind: Kind, id: string, key: string) => {
    if (!lasting.has(kind)) return of(kind).get.get({ counter, id }) as Row<Kind> | undefined;
    if (!kept.has(key)) kept.set(key, of(kind).get.get({ counter, id }) as Row<Kind> | undefined);
    return kept.get(key);
  };
  return {
    get: <K extends Kind>(kind: K, id: string) => {
      const key = `${kind}:${id}`;
      if (known === null) return read(kind, id, key) as Row<K> | undefined;
      if (!known.has(key)) known.set(key, read(kind, id, key));
      return known.get(key) as Row<K> | undefined;
    },
    list: <K extends Kind>(kind: K, column: IndexOf<K>, value: string) => {
      const { lists } = of(kind);
      const prepared = lists.get(column) ?? listBy(loose, kind, column);
      lists.set(column, prepared);
      const found = prepared.all({ counter, value }) as unknown as Row<K>[];
      return found.sort((a, b) => (a.id < b.id ? -1 : 1));
    },
    write: (changes) => {
      for (const { kind, id, row } of changes) {
        if (row === null) of(kind).drop.run({ counter, id });
        else of(kind).put.run({ ...(row as unknown as AnyRow), counter });
        const key = `${kind}:${id}`;
        known?.set(key, row ?? undefined);
        kept.delete(key);
        versions.set(kind, (versions.get(kind) ?? 0) + 1);
      }
    },
    version: (kind) => versions.get(kind) ?? 0,
    forget: () => {
      kept.clear();
      for (const kind of kinds) versions.set(kind, (versions.get(kind) ?? 0) + 1);
    },
    within: (run) => {
      known = new Map();
      try {
        return run();
      } finally {
        known = null;
      }
    },
  };
}

type Loose = { readonly connection: Database<LedgerTables>['connection']; readonly query: Kysely<AnyTables> };

/** Columns of a row as the moves see it. */
function columnsOf(kind: Kind): string[] {
  return Object.keys(tables[kind].columns);
}

function statementsOf(database: Loose, kind: Kind): KindStatements {
  const columns = ['counter', ...columnsOf(kind)];
  const stored = columns.filter((column) => column !== 'counter' && column !== 'id');
  return {
    get: statement(database, (query, p: Key) =>
      query.selectFrom(kind).select(columnsOf(kind)).where('counter', '=', p.counter).where('id', '=', p.id),
    ),
    put: statement(database, (query, p: AnyRow) =>
      query
        .insertInto(kind)
        .values(Object.fromEntries(columns.map((column) => [column, p[column] as SqlValue])))
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
  };
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
