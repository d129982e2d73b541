import type { FunctionComponent } from 'react';
import type { TextKey } from '../../../shared/i18n/translate.ts';
import { correctionActs } from '../corrections/historyActs.ts';
import type { House } from '../frame/Frame.tsx';
import { terminalActs } from '../terminal/historyActs.tsx';
import type { Opened } from './useHistory.ts';

/** What the dialog of an act is given: the receipt, and how to leave. */
export interface ActDialogProps {
  readonly opened: Opened;
  readonly close: () => void;
}

/** What can be done with a receipt besides printing it: hung under its detail. */
export interface HistoryAct {
  readonly chord: string;
  readonly label: TextKey;
  /** Whether it is offered for this receipt to the person signed in. */
  fits(opened: Opened, house: House): boolean;
  /** Opens over the list. */
  readonly Dialog: FunctionComponent<ActDialogProps>;
}

/** Acts in the order of their buttons. */
const acts: readonly HistoryAct[] = [...correctionActs, ...terminalActs];

/** The acts that fit a receipt. */
export function actsFor(opened: Opened, house: House): readonly HistoryAct[] {
  return acts.filter((act) => act.fits(opened, house));
}
