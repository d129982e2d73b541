/** How the newest paper of a document stands, and where, as a window shows it. */
import type { PaperState } from '../../shared/rpc/contract.ts';
import type { PaperStanding } from './ports.ts';
import type { JobRow } from './rows.ts';

/** Stands for a printer where a paper was made as a file. */
export const fileName = 'pdf';
/** Stands for a printer where the counter has none. */
export const noPrinter = 'none';

/** What a person answered settles what the printer left open; without paper a replacement is on its way. */
export function shownPaper({
  state,
  answer,
  printer,
}: Pick<PaperStanding, 'state' | 'answer' | 'printer'>): PaperState {
  const open = state === 'unknown' || state === 'sent';
  if (open && answer === 'came') return 'came';
  return state === 'sent' && printer === fileName ? 'file' : state;
}

/** One paper of several, without what a person said of it. */
export function shownJob({ state, printer }: Pick<JobRow, 'state' | 'printer'>): JobRow['state'] | 'file' {
  return state === 'sent' && printer === fileName ? 'file' : state;
}

/** The printer that has a paper or was to have it: not the usual one when another took over. Null where none was asked. */
export function shownPrinter(printer: string | null): string | null {
  return printer === fileName || printer === noPrinter ? null : printer;
}
