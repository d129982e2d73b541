import { readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import BetterSqlite3 from 'better-sqlite3';
import { realClock } from '../../../src/main/ports/real.ts';
import { openDatabase } from '../../../src/main/store/database.ts';
import type { JobContext, JobTable } from '../../../src/main/store/jobs.ts';
import { serveJobs } from '../../../src/main/store/jobs-serve.ts';
import type { Migration } from '../../../src/main/store/migrate.ts';
import { transact } from '../../../src/main/store/transact.ts';

const rows: Migration = {
  number: 1,
  name: 'rows',
  up(connection) {
    connection.exec('create table rows (id integer primary key) strict');
  },
};

/** Jobs of jobs.test.ts; the file is also the entry of their threads. */
export const sampleJobs = {
  add: (input: { a: number; b: number }) => input.a + input.b,
  later: async (input: { text: string }, context: JobContext<number>) => {
    context.progress(1);
    await Promise.resolve();
    return input.text.toUpperCase();
  },
  /** Writes rows in one transaction with its own connection until it has all, or is told to stop. */
  fill: (input: { path: string; rows: number }, context: JobContext<{ rows: number }>) => {
    const database = openDatabase({ path: input.path, migrations: [rows] });
    try {
      const insert = database.connection.prepare('insert into rows default values');
      transact(database, () => {
        for (let row = 1; row <= input.rows; row += 1) {
          insert.run();
          if (row % 100 === 0) context.progress({ rows: row });
          context.stopIfCancelled();
        }
      });
      return { rows: input.rows };
    } finally {
      database.close();
    }
  },
  fail: () => {
    throw new Error('the list is not readable');
  },
  unclonable: () => () => 1,
  polite: async (_: unknown, context: JobContext) => {
    for (;;) {
      context.stopIfCancelled();
      await new Promise((done) => setTimeout(done, 5));
    }
  },
  deaf: () => {
    for (;;);
  },
  leaveOpen: () => {
    setInterval(() => undefined, 1000);
    return 'answered';
  },
  /** Answers, and then sits in a call that ending the thread does not interrupt, until the pipe is closed. */
  stay: (input: { pipe: string }) => {
    let behindTheAnswer = Promise.resolve();
    for (let hop = 0; hop < 100; hop += 1) behindTheAnswer = behindTheAnswer.then(() => undefined);
    void behindTheAnswer.then(() => readFileSync(input.pipe));
    return 'answered';
  },
  exit: () => process.exit(3),
  /** Who runs it, and what came of bytes that were handed in. */
  look: (input: { bytes: Uint8Array }) => ({
    process: process.pid,
    flags: process.execArgv,
    priority: getPriority(process.pid),
    sum: input.bytes.reduce((sum, byte) => sum + byte, 0),
  }),
  /** Says who runs it from within one statement, and stays in that for hours. */
  count: (_: undefined, context: JobContext<{ process: number }>) => {
    const connection = new BetterSqlite3(':memory:');
    connection.function('first', () => {
      context.progress({ process: process.pid });
      return 1;
    });
    connection
      .prepare('with recursive n(i) as (select first() union all select i + 1 from n) select count(*) from n')
      .get();
  },
  /** Adds in halves, one of them beside; cancelled, it waits until that is cancelled too. */
  halves: async (input: { a: number; beside: 'add' | 'polite' }, context: JobContext) => {
    const half = context.beside?.(input.beside, { a: input.a, b: 1 }, () => undefined);
    if (half === undefined) return null;
    while (input.beside === 'polite' && !context.cancelled())
      await new Promise((done) => setTimeout(done, 5));
    if (context.cancelled()) half.cancel();
    return half.done;
  },
  eat: () => {
    const eaten: number[][] = [];
    for (;;) eaten.push(new Array(100_000).fill(Math.random()));
  },
} satisfies JobTable;

serveJobs(sampleJobs, { workerUrl: new URL(import.meta.url), clock: realClock() });
