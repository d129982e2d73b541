import type { TextKey } from '../../../shared/i18n/translate.ts';
import type { House } from '../frame/Frame.tsx';
import type { Opened } from './useHistory.ts';

/** What can be done with a receipt besides printing it: hung under its detail and into the key bar. */
export interface HistoryAct {
  readonly chord: string;
  readonly label: TextKey;
  /** Whether it is offered for this receipt to the person signed in. */
  fits(opened: Opened, house: House): boolean;
  run(opened: Opened, house: House): void;
}

/** Acts in the order of their buttons. */
const acts: readonly HistoryAct[] = [];

/** The acts that fit a receipt. */
export function actsFor(opened: Opened, house: House): readonly HistoryAct[] {
  return acts.filter((act) => act.fits(opened, house));
}
