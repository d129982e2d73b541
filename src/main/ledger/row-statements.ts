/** The statements on the rows of one kind, compiled once. */
import type { Kysely } from 'kysely';
import { type Kind, tables } from '../../shared/payment/index.ts';
import type { Database } from '../store/database.ts';
import { type PreparedStatement, type SqlValue, statement } from '../store/statement.ts';
import type { LedgerTables } from './schema.ts';

/** A row of whichever kind. */
export type AnyRow = Record<string, SqlValue>;
export type AnyTables = Record<string, AnyRow>;
type Key = { counter: string; id: string };

export interface KindStatements {
  readonly get: PreparedStatement<Key, AnyRow>;
  readonly tops: Map<string, PreparedStatement<{ counter: string }, { top: SqlValue }>>;
  readonly put: PreparedStatement<AnyRow, never>;
  readonly drop: PreparedStatement<Key, never>;
  readonly lists: Map<string, PreparedStatement<{ counter: string; value: string }, AnyRow>>;
}

/** The database, with its tables by name at run time. */
export type Loose = {
  readonly connection: Database<LedgerTables>['connection'];
  readonly query: Kysely<AnyTables>;
};

/** Columns of a row as the moves see it. */
function columnsOf(kind: Kind): string[] {
  return Object.keys(tables[kind].columns);
}

/** Reads one row, writes it whole, takes it away; `tops` and `lists` fill up as columns are asked for. */
export function statementsOf(database: Loose, kind: Kind, counter: string): KindStatements {
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
export function topBy(database: Loose, kind: Kind, column: string) {
  return statement(database, (query, p: { counter: string }) =>
    query
      .selectFrom(kind)
      .select((eb) => eb.fn.max(column).as('top'))
      .where('counter', '=', p.counter),
  );
}

/**
 * Rows with a value in a column. Without ORDER BY: built with STAT4, SQLite looks at bound values when it plans a sorted query, and so plans it anew
 * on every run, ten times as long as the lookup itself.
 */
export function listBy(database: Loose, kind: Kind, column: string) {
  return statement(database, (query, p: { counter: string; value: string }) =>
    query
      .selectFrom(kind)
      .select(columnsOf(kind))
      .where('counter', '=', p.counter)
      .where(column, '=', p.value),
  );
}
