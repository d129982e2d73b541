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
}

/**
 * Rows of `counter` in this database. Statements are compiled once for each kind; only this room writes these tables.
 */
export function rowStore(database: Database<LedgerTables>, counter: string): RowStore {
  const loose = { connection: database.connection, query: database.query as unknown as Kysely<AnyTables> };
  const statements = new Map(kinds.map((kind) => [kind, statementsOf(loose, kind)]));
  const of = (kind: Kind) => statements.get(kind) as KindStatements;
  /** Rows of the act that runs, as it has read or written them; null outside. */
  let known: Map<string, Row<Kind> | undefined> | null = null;
  const read = <K extends Kind>(kind: K, id: string) => withoutCounter<K>(of(kind).get.get({ counter, id }));
  return {
    get: <K extends Kind>(kind: K, id: string) => {
      if (known === null) return read(kind, id);
      const key = `${kind}:${id}`;
      if (!known.has(key)) known.set(key, read(kind, id));
      return known.get(key) as Row<K> | undefined;
    },
    list: <K extends Kind>(kind: K, column: IndexOf<K>, value: string) => {
      const { lists } = of(kind);
      const prepared = lists.get(column) ?? listBy(loose, kind, column);
      lists.set(column, prepared);
      const found = prepared.all({ counter, value }).map((row) => withoutCounter<K>(row) as Row<K>);
      return found.sort((a, b) => (a.id < b.id ? -1 : 1));
    },
    write: (changes) => {
      for (const { kind, id, row } of changes) {
        if (row === null) of(kind).drop.run({ counter, id });
        else of(kind).put.run({ ...(row as unknown as AnyRow), counter });
        known?.set(`${kind}:${id}`, row ?? undefined);
      }
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

function withoutCounter<K extends Kind>(row: AnyRow | undefined): Row<K> | undefined {
  if (row === undefined) return undefined;
  const { counter: _, ...rest } = row;
  return rest as unknown as Row<K>;
}

type Loose = { readonly connection: Database<LedgerTables>['connection']; readonly query: Kysely<AnyTables> };

function statementsOf(database: Loose, kind: Kind): KindStatements {
  const columns = ['counter', ...Object.keys(tables[kind].columns)];
  const stored = columns.filter((column) => column !== 'counter' && column !== 'id');
  return {
    get: statement(database, (query, p: Key) =>
      query.selectFrom(kind).selectAll().where('counter', '=', p.counter).where('id', '=', p.id),
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
    query.selectFrom(kind).selectAll().where('counter', '=', p.counter).where(column, '=', p.value),
  );
}
