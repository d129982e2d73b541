import { join } from 'node:path';
import type { DeskContext } from '../desk/context.ts';
import { PaperFiles } from '../desk/papers/files.ts';
import { type Forms, loadForms } from '../documents/forms.ts';
import type { Reports } from '../reports/reports.ts';
import type { House } from './house.ts';

/** Papers as files, wired to the job that makes their bytes. Templates are read when the first paper is asked for. */
export function openPapers(house: House, context: DeskContext, reports: Reports): PaperFiles {
  const { jobs, settings } = house;
  const folder = settings.resourcesFolder;
  const fontFolder = join(folder, 'fonts');
  let forms: Forms | null = null;
  const read = (): Forms => {
    forms ??= loadForms(join(folder, 'forms'));
    return forms;
  };
  return new PaperFiles({ context, reports, forms: read }, (input) =>
    jobs.runJob('make-document', { ...input, fontFolder }),
  );
}
