import { join } from 'node:path';
import type { DeskContext } from '../desk/context.ts';
import { ListExports } from '../desk/export-list.ts';
import { ListImports } from '../desk/import-list.ts';
import { derivedSecret } from '../ports/keys.ts';
import { keptSecret } from '../upkeep/local.ts';
import { checkCatalogue } from './check-catalogue.ts';
import type { House } from './house.ts';

/** What lists have to do with the rest of the counter. */
export interface ListsParts {
  readonly house: House;
  readonly context: DeskContext;
  /** What came by the feed is asked for again. */
  readonly renewed: () => void;
  readonly changed: () => void;
}

/** Lists from files, wired to the jobs that read and write them, and the check of the file they are in. */
export function openLists({ house, context, renewed, changed }: ListsParts): ListImports {
  const { catalogue, clock, jobs, moneyPath: money, settings } = house;
  const common = {
    context,
    catalogue,
    folder: join(settings.dataFolder, 'lists'),
    referenceKey: referenceKeyOf(house),
  };
  const check = checkCatalogue({ clock, jobs, catalogue });
  return new ListImports({
    ...common,
    read: (input, reins) => check.after(jobs.runJob('read-list', { ...input, money }, reins)),
    sweep: (input, reins) => check.after(jobs.runJob('sweep-lists', input, reins)),
    exports: new ListExports({
      ...common,
      write: (input) => check.after(jobs.runJob('export-list', { ...input, money })),
    }),
    renewed,
    changed,
    stopped: check.stop,
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
