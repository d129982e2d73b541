/** Connected terminals whose batch is still open when a shift closes: never a reason not to close, always said. */
import type { Row } from '../../shared/payment/index.ts';
import type { UnsettledTerminal } from '../../shared/rpc/card-match.ts';
import { oursOf } from './card-settle.ts';
import type { DeskContext } from './context.ts';

/** Terminals that took a card in this shift and were not settled since, with what lies in their batch. */
export function unsettledTerminals(
  context: Pick<DeskContext, 'clock' | 'reads'>,
  shift: Pick<Row<'shift'>, 'openedAt'>,
): UnsettledTerminal[] {
  const { reads } = context;
  const unknown = reads.cardsIn('unknown');
  const names = new Set([
    ...reads.terminalsSince(shift.openedAt),
    ...unknown.flatMap(({ through }) => through ?? []),
  ]);
  return [...names].sort().flatMap((terminal) => {
    const { count, total } = oursOf(context, terminal, null);
    const open = unknown.filter(({ through }) => through === terminal).length;
    return count === 0 && open === 0 ? [] : [{ terminal, count, total, unknown: open }];
  });
}
