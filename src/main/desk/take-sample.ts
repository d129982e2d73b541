import { join } from 'node:path';
import { type DeskContext, fail, type Outcome } from './context.ts';
import type { ListImports } from './import-list.ts';

/** Sample lists by kind of institution, under `resources/samples`; made by a committed script with invented people. */
const sampleLists = { hospital: 'benh-vien.csv', school: 'truong-hoc.xlsx' } as const;

/** Name of the source a sample list is saved under, so that a real list of another name does not mix with it. */
const sampleSource = 'Danh sách mẫu';

/** Takes the sample list, so that somebody can try the counter; refused once there is a list in force. */
export async function takeSample(
  { reads }: Pick<DeskContext, 'reads'>,
  imports: Pick<ListImports, 'takeFile'>,
  folder: string,
): Promise<Outcome<Record<string, never>>> {
  if (reads.importsIn('in-force').length > 0 || reads.importsIn('begun').length > 0)
    return fail('list-already-there');
  const institution = reads.setting('facility')?.institution ?? 'hospital';
  const fileName = sampleLists[institution];
  await imports.takeFile({ path: join(folder, fileName), fileName, source: sampleSource });
  return { ok: true, value: {} };
}
