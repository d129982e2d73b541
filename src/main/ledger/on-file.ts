import type { Database as Connection, Statement } from 'better-sqlite3';
import type { Database } from '../store/database.ts';
import type { RowStore } from './rows.ts';

/**
 * The same database for reads in SQL: before each of them, rows that an act has changed and not yet written are
 * written, so that a query within an act sees what the act did.
 */
export function onFile<T>(database: Database<T>, rows: Pick<RowStore, 'flush'>): Database<T> {
  const { connection } = database;
  const flushing = Object.create(connection) as Connection;
  const prepare = connection.prepare.bind(connection) as (sql: string) => Statement<unknown[]>;
  flushing.prepare = ((sql: string) => {
    const statement = prepare(sql);
    const [get, all, iterate] = [statement.get, statement.all, statement.iterate];
    statement.get = (...values) => {
      rows.flush();
      return get.apply(statement, values);
    };
    statement.all = (...values) => {
      rows.flush();
      return all.apply(statement, values);
    };
    statement.iterate = (...values) => {
      rows.flush();
      return iterate.apply(statement, values);
    };
    return statement;
  }) as Connection['prepare'];
  return { ...database, connection: flushing };
}
