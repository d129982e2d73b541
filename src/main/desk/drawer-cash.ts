/** Cash that leaves the drawer: paid out, dropped into the safe, returned, refunded. */
import { IllegalMove } from '../../shared/payment/index.ts';
import type { DeskContext } from './context.ts';

/**
 * Cash is never negative: no more leaves the drawer than it holds by the book (facts/domain.md §2.1). What lies in it
 * besides is paid in first, with its reason. The refusal does not say what the book holds, so that a count stays blind.
 * Inside the caller's act; `amount` in đồng. @throws IllegalMove `drawer-too-small`, `no-shift`
 */
export function needInDrawer({ reads }: Pick<DeskContext, 'reads'>, amount: number): void {
  const shift = reads.openShift();
  if (shift === undefined) throw new IllegalMove('no-shift');
  if (reads.runningFigures(shift.id).expectedCash < amount) throw new IllegalMove('drawer-too-small');
}
