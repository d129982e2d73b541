import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { DeskContext } from '../desk/context.ts';
import { StatementImports } from '../desk/import-statement.ts';
import type { House } from './house.ts';

/** Statements of the bank, wired to the job that reads them. */
export function openStatements({ jobs, settings }: House, context: DeskContext): StatementImports {
  return new StatementImports({
    context,
    folder: join(settings.dataFolder, 'statements'),
    read: (input) => jobs.runJob('read-statement', input, {}),
    rows: (input) => jobs.runJob('statement-rows', input, {}),
    breathe: () => setImmediate(),
  });
}
