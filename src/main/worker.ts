import { type ExportJobInput, exportList } from './catalogue/export.ts';
import { pointSource, type ReadJobInput, readList, sweepGenerations } from './catalogue/jobs.ts';
import { moneyMigrations } from './compose/migrations.ts';
import { readStatementFile } from './desk/statement-file.ts';
import { type MakeJobInput, makeDocument } from './documents/jobs.ts';
import { openPaidBills, type PaidBills } from './ledger/paid-bills.ts';
import { verifyLedger } from './ledger/verify.ts';
import { signatureCheckOf } from './ports/keys.ts';
import { type CheckDepth, checkFile } from './store/integrity.ts';
import type { JobContext, JobTable } from './store/jobs.ts';
import { serveJobs } from './store/jobs-serve.ts';

/** Path of `money.db`, to be read only. */
interface WithLedger {
  readonly money: string;
}

async function withPaidBills<R>({ money }: WithLedger, run: (paid: PaidBills) => Promise<R>): Promise<R> {
  const paid = openPaidBills(money, moneyMigrations);
  try {
    return await run(paid);
  } finally {
    paid.close();
  }
}

/** Every job of the counter by name. The composition root runs the same table inline in the simulation. */
export const jobs = {
  'check-file': (input: { readonly path: string; readonly depth: CheckDepth }) =>
    checkFile(input.path, input.depth),
  'read-list': (input: ReadJobInput & WithLedger, context: JobContext<number>) =>
    withPaidBills(input, (paid) => readList(input, context, paid.moneyOn)),
  'point-source': pointSource,
  'export-list': (input: ExportJobInput & WithLedger, context: JobContext<number>) =>
    withPaidBills(input, (paid) => exportList(input, context, paid.receiptsOf)),
  'sweep-lists': (
    input: { readonly catalogue: string; readonly keep: readonly number[] },
    context: JobContext<number>,
  ) => sweepGenerations(input, context),
  'verify-ledger': (input: { readonly path: string }, context: JobContext<{ entries: number }>) =>
    verifyLedger({ path: input.path, migrations: moneyMigrations, signatureCheckOf }, context),
  'read-statement': readStatementFile,
  'make-document': (input: MakeJobInput) => makeDocument(input),
} satisfies JobTable;

serveJobs(jobs);
