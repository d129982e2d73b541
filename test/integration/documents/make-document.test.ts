/** PDF and XLSX made on a worker thread: the same bytes as here, and the calling thread is not held. */
import { afterAll, expect, test } from 'vitest';
import { pageMaker } from '../../../src/main/documents/pages.ts';
import { realClock } from '../../../src/main/ports/real.ts';
import { workerJobs } from '../../../src/main/store/jobs-worker.ts';
import type { jobs as jobTable } from '../../../src/main/worker.ts';
import { fontFolder } from '../../support/documents/golden.ts';
import { pageSamples } from '../../support/documents/page-samples.ts';
import { longestTurnMs } from '../../support/thread-load.ts';

const mark = { kind: 'original' } as const;
const jobs = workerJobs<typeof jobTable>({
  workerUrl: new URL('../../../src/main/worker.ts', import.meta.url),
  clock: realClock(),
});
afterAll(() => jobs.close());

test('a cash book as PDF and as workbook', async () => {
  const document = pageSamples('hospital')['so-quy'];
  if (document === undefined) throw new Error('no sample');
  const here = await pageMaker(fontFolder).pdf(document, mark);
  let made: unknown;
  const heldMs = await longestTurnMs(async () => {
    made = await jobs.runJob('make-document', { document, mark, format: 'pdf', fontFolder });
  });
  expect(made).toEqual({ ok: true, value: here });
  // The whole takes a hundred times a turn; handing the bytes over is all this thread does.
  expect(heldMs).toBeLessThan(100);
  const book = await jobs.runJob('make-document', { document, mark, format: 'xlsx', fontFolder });
  expect(book.ok && book.value.length).toBeGreaterThan(4_000);
});

test('a document that cannot be made fails the job and nothing else', async () => {
  const document = pageSamples('hospital')['so-quy'];
  if (document === undefined) throw new Error('no sample');
  const failed = await jobs.runJob('make-document', {
    document,
    mark,
    format: 'pdf',
    fontFolder: '/nowhere',
  });
  expect(failed).toMatchObject({ ok: false, reason: { code: 'failed' } });
});
