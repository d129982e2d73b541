/** How the newest paper of a document stands, as a window shows it. */
import type { PaperState } from '../../shared/rpc/contract.ts';
import type { PaperStanding } from './ports.ts';

/** What a person answered settles what the printer left open; without paper a replacement is on its way. */
export function shownPaper({ state, answer }: Pick<PaperStanding, 'state' | 'answer'>): PaperState {
  const open = state === 'unknown' || state === 'sent';
  return open && answer === 'came' ? 'came' : state;
}
