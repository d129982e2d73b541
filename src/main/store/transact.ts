import type { Database as Connection, Statement } from 'better-sqlite3';
import { InvariantBroken, invariant } from '../../shared/kernel/assert.ts';
import { forgetWaiting, writeWaiting } from './statement.ts';

/**
 * Thrown when COMMIT itself failed (disk full, write error). The transaction is not in effect on this connection, but
 * what is on the disk shows only after the file is opened again: the money path must stop and the process restart.
 */
export class CommitFailed extends Error {
  override readonly name = 'CommitFailed';
}

interface Brackets {
  readonly begin: Statement<[]>;
  readonly commit: Statement<[]>;
  readonly rollback: Statement<[]>;
}

const bracketsOf = new WeakMap<Connection, Brackets>();

/**
 * Runs `run` as one BEGIN IMMEDIATE transaction and returns what it returns, after the commit is on disk.
 * When `run` throws, everything is rolled back and the same error is thrown on.
 * @throws {InvariantBroken} when nested, when `run` returns a promise, or when it ended the transaction itself;
 * in each case nothing is written. @throws {CommitFailed} see there.
 */
export function transact<R>(database: { readonly connection: Connection }, run: () => R): R {
  const { connection } = database;
  if (connection.inTransaction) throw new InvariantBroken('transaction inside a transaction');
  const brackets = bracketsFor(connection);
  brackets.begin.run();
  let value: R;
  try {
    value = run();
    invariant(!isPromise(value), 'a transaction is one synchronous closure, it returned a promise');
    invariant(connection.inTransaction, 'the closure ended its transaction');
    writeWaiting(connection);
  } catch (cause) {
    forgetWaiting(connection);
    if (connection.inTransaction) brackets.rollback.run();
    throw cause;
  }
  commit(connection, brackets);
  return value;
}

function commit(connection: Connection, brackets: Brackets): void {
  try {
    brackets.commit.run();
  } catch (cause) {
    if (connection.inTransaction) brackets.rollback.run();
    // A constraint checked only at commit was certainly not written.
    if (isConstraint(cause)) throw cause;
    throw new CommitFailed('commit failed', { cause });
  }
}

function bracketsFor(connection: Connection): Brackets {
  const known = bracketsOf.get(connection);
  if (known) return known;
  const made: Brackets = {
    begin: connection.prepare<[]>('BEGIN IMMEDIATE'),
    commit: connection.prepare<[]>('COMMIT'),
    rollback: connection.prepare<[]>('ROLLBACK'),
  };
  bracketsOf.set(connection, made);
  return made;
}

function isPromise(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

function isConstraint(cause: unknown): boolean {
  return (
    cause instanceof Error &&
    'code' in cause &&
    typeof cause.code === 'string' &&
    cause.code.startsWith('SQLITE_CONSTRAINT')
  );
}
