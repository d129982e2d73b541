import { businessDateOf } from '../../shared/kernel/clock.ts';
import { openYear, seriesFor } from '../facility/series.ts';
import { facilitySettings } from '../facility/settings.ts';
import { act, approve, type DeskContext, fail, journalApproval, type Outcome } from './context.ts';

/** Opens the shift of the signed-in person with the float that was counted into the drawer. */
export function openShift(
  context: DeskContext,
  request: { float: number; name: string },
): Outcome<{ shift: string }> {
  const { clock, ids, ledger, reads } = context;
  if (facilitySettings(reads).machine === 'accountant-desk') return fail('desk-takes-no-money');
  const today = businessDateOf(clock.now());
  if (seriesFor(reads, 'receipt', today) === undefined) {
    return fail('series-year-over', { year: Number(today.slice(0, 4)) });
  }
  return act(context, (actor) => {
    const shift = ids.next();
    ledger.append({
      type: 'shift.opened',
      actor,
      body: {
        shift,
        cashier: actor,
        name: request.name,
        float: request.float,
        floatLeft: reads.counterRow()?.floatLeft ?? null,
        businessDate: today,
      },
    });
    return { shift };
  });
}

/** Opens this year's numbers after a person has said which year it is. Only for the year the clock shows. */
export function openSeriesYear(
  context: DeskContext,
  { year }: { year: number },
): Outcome<Record<string, never>> {
  const { machine, seriesPrefix, counterName } = facilitySettings(context.reads);
  if (machine === 'accountant-desk') return fail('desk-takes-no-money');
  const today = businessDateOf(context.clock.now());
  if (Number(today.slice(0, 4)) !== year) return fail('year-differs-from-clock', { year });
  if (seriesFor(context.reads, 'receipt', today) !== undefined) return fail('series-exists', { year });
  return act(context, (actor) => {
    openYear(context.ledger, seriesPrefix, counterName, year, actor);
    return {};
  });
}

/** Takes over the shift that somebody else left open, with a third person's PIN. */
export async function takeOverShift(
  context: DeskContext,
  request: { approval: { person: string; pin: string } },
): Promise<Outcome<Record<string, never>>> {
  const shift = context.reads.openShift();
  if (shift === undefined) return fail('no-shift');
  const approval = await approve(context, 'take-over-shift', shift.id, request.approval, []);
  if (!approval.ok) return approval;
  return act(context, (actor) => {
    const approved = journalApproval(context, approval.value);
    context.ledger.append({
      type: 'shift.taken-over',
      actor,
      body: { shift: shift.id, from: shift.cashier, to: actor, approval: approved },
    });
    return {};
  });
}
