import { join } from 'node:path';
import type { DeskContext } from '../desk/context.ts';
import { ListExports } from '../desk/export-list.ts';
import { ListImports } from '../desk/import-list.ts';
import { derivedSecret } from '../ports/keys.ts';
import { keptSecret } from '../upkeep/local.ts';
import type { House } from './house.ts';

/** Lists from files, wired to the jobs that read and write them. */
export function openLists(house: House, context: DeskContext): ListImports {
  const { catalogue, jobs, moneyPath: money, settings } = house;
  const common = {
    context,
    catalogue,
    folder: join(settings.dataFolder, 'lists'),
    referenceKey: referenceKeyOf(house),
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

/**
 * Names bills and payers of lists. The same at every counter of the facility, for all hold its keys: a bill of a list that
 * two counters read has one name, and what one took is seen at the other. A counter that had a key of its own before
 * keeps it, or everything paid there would be owed again.
 */
function referenceKeyOf({ keys, local }: House): Uint8Array {
  return keptSecret(local, 'references') ?? derivedSecret(keys.sealing, 'references');
}
