/** The X report of the shift that is open: the computation of the Z, at any time, with no effect (product.md D). */
import { ok } from '../../shared/kernel/result.ts';
import type { Row } from '../../shared/payment/index.ts';
import type { ShiftFigures } from '../../shared/rpc/contract.ts';
import { xReport } from '../reports/shift-figures.ts';
import { type DeskContext, fail, type Outcome } from './context.ts';

/**
 * Shift and figures. Not to the person whose shift it is, also one who is treasurer besides: whoever is going to count
 * blind does not see what is expected (`x-of-own-shift`).
 */
export function xOfOpenShift({ reads, staff }: Pick<DeskContext, 'reads' | 'staff'>): Outcome<{
  readonly shift: Row<'shift'>;
  readonly figures: ShiftFigures;
}> {
  const shift = reads.openShift();
  if (shift === undefined) return fail('no-shift');
  const here = staff.require('unlocked');
  if (!here.ok) return here;
  if (here.value.person === shift.cashier) return fail('x-of-own-shift');
  return ok({ shift, figures: xReport(reads, shift.id) });
}
