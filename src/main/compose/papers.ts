import { join } from 'node:path';
import type { DeskContext } from '../desk/context.ts';
import { PaperFiles } from '../desk/papers/files.ts';
import { type Forms, loadForms } from '../documents/forms.ts';
import type { Reports } from '../reports/reports.ts';
import type { House } from './house.ts';

/** Templates of forms, read when the first paper is asked for. */
export function readForms(resourcesFolder: string): () => Forms {
  let forms: Forms | null = null;
  return () => {
    forms ??= loadForms(join(resourcesFolder, 'forms'));
    return forms;
  };
}

/** Papers as files, wired to the job that makes their bytes. */
export function openPapers(house: House, context: DeskContext, reports: Reports): PaperFiles {
  const { jobs, settings } = house;
  const folder = settings.resourcesFolder;
  const fontFolder = join(folder, 'fonts');
  return new PaperFiles({ context, reports, forms: context.forms }, (input) =>
    jobs.runJob('make-document', { ...input, fontFolder }),
  );
}
