import { join } from 'node:path';
import type { DeskContext } from '../desk/context.ts';
import { ListExports } from '../desk/export-list.ts';
import { ListImports } from '../desk/import-list.ts';
import { localSecret } from '../upkeep/local.ts';
import type { House } from './house.ts';

/** Lists from files, wired to the jobs that read and write them. */
export function openLists(house: House, context: DeskContext): ListImports {
  const { catalogue, jobs, local, moneyPath: money, random, settings } = house;
  const common = {
    context,
    catalogue,
    folder: join(settings.dataFolder, 'lists'),
    referenceKey: localSecret(local, random, 'references'),
  };
  return new ListImports({
    ...common,
    read: (input, reins) => jobs.runJob('read-list', { ...input, money }, reins),
    point: (input) => jobs.runJob('point-source', input),
    sweep: (input, reins) => jobs.runJob('sweep-lists', input, reins),
    exports: new ListExports({
      ...common,
      write: (input) => jobs.runJob('export-list', { ...input, money }),
    }),
  });
}
