import { readFileSync } from 'node:fs';
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
  eat: () => {
    const eaten: number[][] = [];
    for (;;) eaten.push(new Array(100_000).fill(Math.random()));
  },
} satisfies JobTable;

serveJobs(sampleJobs);
