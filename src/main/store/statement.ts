import type { Database as Connection } from 'better-sqlite3';
import type { Compilable, CompiledQuery, DeleteResult, InsertResult, Kysely, UpdateResult } from 'kysely';
import { InvariantBroken, invariant } from '../../shared/kernel/assert.ts';

/** What SQLite stores. Booleans are 0 and 1, times are milliseconds, money is whole đồng: no fractions anywhere. */
export type SqlValue = string | number | bigint | Uint8Array | null;

/** The parameters of a query while it is built: typed as the values, at run time markers that take their place. */
export type Placeholders<Params> = { readonly [Name in keyof Params]: Params[Name] };

type Checked<Params> = { readonly [Name in keyof Params]: SqlValue };
type NoParams = Record<never, never>;
/** Nothing to pass when the query has no parameters. */
type Given<Params> = keyof Params extends never ? [] : [params: Params];
/** A write without RETURNING has no rows. */
type RowOf<Output> = Output extends InsertResult | UpdateResult | DeleteResult ? never : Output;

/** A prepared query. Each call runs it synchronously on the connection it was made for. */
export interface PreparedStatement<Params, Row> {
  /** The first row, or undefined. */
  get(...given: Given<Params>): Row | undefined;
  /** All rows; the query limits how many. */
  all(...given: Given<Params>): Row[];
  /** Runs a write and says how many rows it changed. */
  run(...given: Given<Params>): { readonly changes: number };
  /**
   * Within {@link transact}: runs a write before the next statement that reads or writes at once, and at the latest
   * before the commit. Writes that follow on each other cost half of what they cost one by one between other work.
   */
  later(...given: Given<Params>): void;
  /** Rows one by one. The connection takes no write until the loop ends. */
  iterate(...given: Given<Params>): IterableIterator<Row>;
}

class Placeholder {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** A write that waits, with its values. */
interface Waiting {
  readonly prepared: { run(...values: SqlValue[]): unknown };
  readonly values: readonly SqlValue[];
}

const waitingOf = new WeakMap<Connection, Waiting[]>();

function waitingOn(connection: Connection): Waiting[] {
  const known = waitingOf.get(connection);
  if (known !== undefined) return known;
  const none: Waiting[] = [];
  waitingOf.set(connection, none);
  return none;
}

/** Runs what {@link PreparedStatement.later} put off on this connection, in order. */
export function writeWaiting(connection: Connection): void {
  runAll(waitingOn(connection));
}

/** The transaction was rolled back: what waits is not written. */
export function forgetWaiting(connection: Connection): void {
  waitingOn(connection).length = 0;
}

function runAll(waiting: Waiting[]): void {
  if (waiting.length === 0) return;
  for (const { prepared, values: bound } of waiting.splice(0)) prepared.run(...bound);
}

/** One `?` of the compiled SQL: the name of a parameter, or a value fixed when the query was built. */
type Slot = { readonly name: string } | { readonly fixed: SqlValue };

/**
 * Compiles a query once and prepares it, so that a run costs little more than better-sqlite3 itself.
 * Parameters and rows are typed by the table types of the database; annotate the parameters, the row is inferred:
 *
 * ```ts
 * const linesOfBill = statement(database, (query, p: Placeholders<{ bill: string }>) =>
 *   query.selectFrom('lines').select(['id', 'amount']).where('bill', '=', p.bill));
 * linesOfBill.all({ bill });
 * ```
 *
 * A list for `in (…)` has no fixed number of `?`: pass JSON and select from `json_each`.
 * @throws {SqliteError} at once when a table or column does not exist.
 * @throws {InvariantBroken} on a run with a parameter missing, not a whole safe number, or of a type SQLite lacks
 * (better-sqlite3 itself would store undefined and NaN as NULL).
 */
export function statement<T, Output, Params extends Checked<Params> = NoParams>(
  database: { readonly connection: Connection; readonly query: Kysely<T> },
  build: (query: Kysely<T>, params: Placeholders<Params>) => Compilable<Output> | CompiledQuery<Output>,
): PreparedStatement<Params, RowOf<Output>> {
  const built = build(database.query, placeholders<Params>());
  const compiled = 'compile' in built ? built.compile() : built;
  const slots = compiled.parameters.map(slotOf);
  const prepared = database.connection.prepare<SqlValue[], RowOf<Output>>(compiled.sql);
  const waiting = waitingOn(database.connection);
  return {
    get: (...given) => {
      runAll(waiting);
      return prepared.get(...values(slots, given[0]));
    },
    all: (...given) => {
      runAll(waiting);
      return prepared.all(...values(slots, given[0]));
    },
    run: (...given) => {
      runAll(waiting);
      return { changes: prepared.run(...values(slots, given[0])).changes };
    },
    later: (...given) => void waiting.push({ prepared, values: values(slots, given[0]) }),
    iterate: (...given) => {
      runAll(waiting);
      return prepared.iterate(...values(slots, given[0]));
    },
  };
}

function placeholders<Params>(): Placeholders<Params> {
  return new Proxy({} as Placeholders<Params>, {
    get: (_, name) => {
      invariant(typeof name === 'string', 'parameters have names');
      return new Placeholder(name);
    },
    // `.values(p)` would silently insert nothing: the columns are only known at run time.
    ownKeys: () => {
      throw new InvariantBroken('name every parameter: { column: p.column }');
    },
  });
}

function slotOf(parameter: unknown): Slot {
  if (parameter instanceof Placeholder) return { name: parameter.name };
  return { fixed: bindable('a fixed value', parameter) };
}

function values(slots: readonly Slot[], given: object | undefined): SqlValue[] {
  const bound: SqlValue[] = [];
  for (const slot of slots) {
    if ('fixed' in slot) bound.push(slot.fixed);
    else bound.push(bindable(slot.name, (given as Record<string, unknown> | undefined)?.[slot.name]));
  }
  return bound;
}

function bindable(name: string, value: unknown): SqlValue {
  if (typeof value === 'string' || value === null) return value;
  // As a number better-sqlite3 binds REAL, and 7 / 2 in SQL would be 3.5; as a bigint it binds INTEGER.
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value === 'bigint' || value instanceof Uint8Array) return value;
  throw new InvariantBroken(`parameter ${name} cannot be stored: ${typeof value} ${String(value)}`);
}
