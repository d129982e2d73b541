import type { Beside, PartJobInput } from './catalogue/build-list.ts';
import type { ExportJobInput } from './catalogue/export.ts';
import type { HalfTold } from './catalogue/halves.ts';
import type { ReadJobInput } from './catalogue/jobs.ts';
import type { StatementFile } from './desk/statement-file.ts';
import type { MakeJobInput } from './documents/jobs.ts';
import type { PaidBills } from './ledger/paid-bills.ts';
import { realClock } from './ports/real.ts';
import type { CheckDepth } from './store/integrity.ts';
import type { JobContext, JobTable } from './store/jobs.ts';
import { serveJobs } from './store/jobs-serve.ts';
import type { BackupInput } from './upkeep/backup.ts';

/** Path of `money.db`, to be read only. */
interface WithLedger {
  readonly money: string;
}

async function withPaidBills<R>({ money }: WithLedger, run: (paid: PaidBills) => Promise<R>): Promise<R> {
  const [{ openPaidBills }, { moneyMigrations }] = await Promise.all([
    import('./ledger/paid-bills.ts'),
    import('./compose/migrations.ts'),
  ]);
  const paid = openPaidBills(money, moneyMigrations);
  try {
    return await run(paid);
  } finally {
    paid.close();
  }
}

/**
 * Every job of the counter by name. The composition root runs the same table inline in the simulation. A thread lives
 * for one job, so each loads only what that job needs.
 */
export const jobs = {
  'check-file': async (input: { readonly path: string; readonly depth: CheckDepth }) => {
    const { checkFile } = await import('./store/integrity.ts');
    return checkFile(input.path, input.depth);
  },
  'read-list': async (input: ReadJobInput & WithLedger, context: JobContext<number>) => {
    const { readList } = await import('./catalogue/jobs.ts');
    const { beside } = context;
    const writeBeside: Beside | undefined =
      beside && ((part, onTold) => beside('write-list-part', part, (told) => onTold(told as HalfTold)));
    return withPaidBills(input, (paid) => readList(input, context, paid.moneyOn, writeBeside));
  },
  'write-list-part': async (input: PartJobInput, context: JobContext<HalfTold>) => {
    const { writeListPart } = await import('./catalogue/build-list.ts');
    return writeListPart(input, context);
  },
  'export-list': async (input: ExportJobInput & WithLedger, context: JobContext<number>) => {
    const { exportList } = await import('./catalogue/export.ts');
    return withPaidBills(input, (paid) => exportList(input, context, paid.receiptsOf));
  },
  'sweep-lists': async (
    input: { readonly catalogue: string; readonly keep: readonly number[] },
    context: JobContext<number>,
  ) => {
    const { sweepGenerations } = await import('./catalogue/jobs.ts');
    return sweepGenerations(input, context);
  },
  'verify-ledger': async (input: { readonly path: string }, context: JobContext<{ entries: number }>) => {
    const [{ verifyLedger }, { moneyMigrations }, { signatureCheckOf }] = await Promise.all([
      import('./ledger/verify.ts'),
      import('./compose/migrations.ts'),
      import('./ports/keys.ts'),
    ]);
    return verifyLedger({ path: input.path, migrations: moneyMigrations, signatureCheckOf }, context);
  },
  'back-up': async (input: BackupInput, context: JobContext<{ entries: number }>) => {
    const [{ backUp }, { moneyMigrations, localMigrations }, { signatureCheckOf, signerOf }] =
      await Promise.all([
        import('./upkeep/backup.ts'),
        import('./compose/migrations.ts'),
        import('./ports/keys.ts'),
      ]);
    return backUp(input, { moneyMigrations, localMigrations, signatureCheckOf, signerOf }, context);
  },
  'read-statement': async (input: StatementFile) => {
    const { readStatementFile } = await import('./desk/statement-file.ts');
    return readStatementFile(input);
  },
  'statement-rows': async (input: StatementFile) => {
    const { firstStatementRows } = await import('./desk/statement-file.ts');
    return firstStatementRows(input);
  },
  'make-document': async (input: MakeJobInput) => {
    const { makeDocument } = await import('./documents/jobs.ts');
    return makeDocument(input);
  },
} satisfies JobTable;

serveJobs(jobs, { workerUrl: new URL(import.meta.url), clock: realClock() });
