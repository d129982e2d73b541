/** The contender of `bench w1`: the same rows by better-sqlite3 itself, as somebody would write them by hand. */
import { rmSync } from 'node:fs';
import BetterSqlite3, { type Database as Connection, type Statement } from 'better-sqlite3';
import { realClock } from '../../src/main/ports/real.ts';
import { type IdleCheckpoints, idleCheckpoints } from '../../src/main/store/idle-checkpoint.ts';

/** One row written: SQL and what stood for its question marks. */
interface Write {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** What one transaction wrote. */
export type WrittenAct = readonly Write[];

/** Notes what is written through a connection. */
export interface Capture {
  /** Transactions since the last call, ready for {@link HandWritten.write}: each row once, as it was in the end. */
  take(): WrittenAct[];
}

/** Wraps `prepare` of this one connection; before anything is prepared on it. */
export function captureWrites(connection: Connection): Capture {
  const prepare = connection.prepare.bind(connection) as (sql: string) => Statement<unknown[]>;
  let acts: Write[][] = [];
  let act: Write[] = [];
  const noted = (sql: string) => {
    const statement = prepare(sql);
    const kind = sql.slice(0, 6).toLowerCase();
    const run = statement.run.bind(statement);
    if (sql === 'COMMIT') {
      statement.run = () => {
        acts.push(act);
        act = [];
        return run();
      };
    } else if (kind === 'insert' || kind === 'update' || kind === 'delete') {
      // As little as can be: it is counted to the core.
      statement.run = (...params) => {
        act.push({ sql, params });
        return Reflect.apply(run, undefined, params);
      };
    }
    return statement;
  };
  connection.prepare = noted as typeof connection.prepare;
  return {
    take() {
      const taken = acts.map(lastOfEachRow);
      acts = [];
      return taken;
    },
  };
}

/** A row that an act wrote several times is written once by hand, as it stands at the end. */
function lastOfEachRow(act: readonly Write[]): Write[] {
  const lastAt = new Map(act.map((write, index) => [rowOf(write, index), index]));
  return act
    .filter((write, index) => lastAt.get(rowOf(write, index)) === index)
    .map(({ sql, params }) => ({
      sql,
      params: params.map((one) => (typeof one === 'bigint' ? Number(one) : one)),
    }));
}

function rowOf({ sql, params }: Write, index: number): string {
  const upsert = /^insert into "(\w+)" \(([^)]*)\).*on conflict/.exec(sql);
  if (upsert === null) return String(index);
  const columns = (upsert[2] ?? '').split(', ');
  return `${upsert[1]} ${params[columns.indexOf('"id"')]} ${params[columns.indexOf('"counter"')]}`;
}

/** A file written by hand: prepared statements, one plain transaction an act, the same promises (WAL, FULL, erasure). */
export class HandWritten {
  readonly connection: Connection;
  readonly checkpoints: IdleCheckpoints;
  readonly #prepared = new Map<string, Statement<unknown[]>>();
  readonly #begin: Statement;
  readonly #commit: Statement;

  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
    this.connection = new BetterSqlite3(path, { fileMustExist: true });
    this.connection.pragma('journal_mode = WAL');
    this.connection.pragma('synchronous = FULL');
    this.connection.pragma('foreign_keys = ON');
    this.connection.pragma('secure_delete = ON');
    this.checkpoints = idleCheckpoints(this, realClock());
    this.#begin = this.connection.prepare('BEGIN IMMEDIATE');
    this.#commit = this.connection.prepare('COMMIT');
  }

  /** Prepares what is missing; before the clock runs. */
  prepare(acts: readonly WrittenAct[]): void {
    for (const { sql } of acts.flat()) {
      if (!this.#prepared.has(sql)) this.#prepared.set(sql, this.connection.prepare(sql));
    }
  }

  write(act: WrittenAct): void {
    this.#begin.run();
    for (const { sql, params } of act) this.#prepared.get(sql)?.run(...params);
    this.#commit.run();
    this.checkpoints.committed();
  }

  /** Closes the file and takes it away: it is as large as the ledger. */
  close(): void {
    this.checkpoints.stop();
    this.connection.close();
    rmSync(this.#path, { force: true });
  }
}
