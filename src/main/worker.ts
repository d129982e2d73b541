import {
  type BuildJobInput,
  buildImport,
  type PreviewJobInput,
  previewImport,
  sweepGenerations,
} from './catalogue/jobs.ts';
import { moneyMigrations } from './compose/migrations.ts';
import { verifyLedger } from './ledger/verify.ts';
import { signatureCheckOf } from './ports/keys.ts';
import { type CheckDepth, checkFile } from './store/integrity.ts';
import type { JobContext, JobTable } from './store/jobs.ts';
import { serveJobs } from './store/jobs-serve.ts';

/** Every job of the counter by name. The composition root runs the same table inline in the simulation. */
export const jobs = {
  'check-file': (input: { readonly path: string; readonly depth: CheckDepth }) =>
    checkFile(input.path, input.depth),
  'preview-import': (input: PreviewJobInput, context: JobContext<number>) => previewImport(input, context),
  'build-import': (input: BuildJobInput, context: JobContext<number>) => buildImport(input, context),
  'sweep-lists': (
    input: { readonly catalogue: string; readonly keep: readonly number[] },
    context: JobContext<number>,
  ) => sweepGenerations(input, context),
  'verify-ledger': (input: { readonly path: string }, context: JobContext<{ entries: number }>) =>
    verifyLedger({ path: input.path, migrations: moneyMigrations, signatureCheckOf }, context),
} satisfies JobTable;

serveJobs(jobs);
