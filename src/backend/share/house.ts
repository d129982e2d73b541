/** What entries say of the facility itself: its standing, methods in use, series, void receipts, disputes. */
import type { Body } from '../../shared/journal/index.ts';
import type { WireEntry } from '../../shared/sync/index.ts';
import type { Tx } from '../backend.ts';
import { readBody } from '../counters/read-entry.ts';
import type { FacilityScope } from '../data/scope.ts';

/** The four cashless methods of which three must be ready (R1–R3). */
export const readyMethods = ['qr', 'website', 'mobile-money', 'card'] as const;

/** Writes down what the entries say, in their order. */
export async function noteHouse(tx: Tx, scope: FacilityScope, entries: readonly WireEntry[]): Promise<void> {
  for (const entry of entries) {
    const setting = readBody(entry, 'settings.set');
    if (setting !== null) await noteSetting(tx, scope, entry, setting);
    const opened = readBody(entry, 'series.opened');
    if (opened !== null) await noteSeries(tx, scope, opened);
    const voided = readBody(entry, 'receipt.voided');
    if (voided !== null) {
      const row = { facility: scope.facility, receipt: voided.receipt, day: entry.business_date };
      await tx
        .insertInto('receipt_void')
        .values(row)
        .onConflict((same) => same.doNothing())
        .execute();
    }
    const dispute = readBody(entry, 'dispute.opened');
    if (dispute !== null) {
      const row = { facility: scope.facility, id: dispute.dispute, deadline: dispute.deadline };
      await tx
        .insertInto('dispute')
        .values({ ...row, state: 'opened' })
        .onConflict((same) => same.doNothing())
        .execute();
    }
    const moved = readBody(entry, 'dispute.moved');
    if (moved !== null) {
      await tx
        .updateTable('dispute')
        .set({ state: moved.to })
        .where('facility', '=', scope.facility)
        .where('id', '=', moved.dispute)
        .execute();
    }
  }
}

async function noteSetting(
  tx: Tx,
  { facility }: FacilityScope,
  { at, business_date }: WireEntry,
  setting: Body<'settings.set'>,
): Promise<void> {
  if (setting.key === 'standing') {
    const { tier, urban } = setting.value;
    await tx.updateTable('facility').set({ tier, urban }).where('id', '=', facility).execute();
  }
  if (setting.key === 'methods') {
    for (const method of readyMethods) {
      await noteMethod(tx, { facility, method, since: setting.value[method], told_at: at });
    }
  }
  for (const method of readyMethods) {
    if (setting.key !== `method.${method}`) continue;
    const { on, since } = setting.value as { on: boolean; since: string | null };
    await noteMethod(tx, { facility, method, since: on ? (since ?? business_date) : null, told_at: at });
  }
}

/** Several counters tell of one facility; what was set last holds. */
async function noteMethod(
  tx: Tx,
  use: { facility: string; method: string; since: string | null; told_at: number },
): Promise<void> {
  const { since, told_at } = use;
  await tx
    .insertInto('method_use')
    .values(use)
    .onConflict((same) =>
      same
        .columns(['facility', 'method'])
        .doUpdateSet({ since, told_at })
        .where('method_use.told_at', '<=', told_at),
    )
    .execute();
}

async function noteSeries(
  tx: Tx,
  { facility }: FacilityScope,
  { series, width }: Body<'series.opened'>,
): Promise<void> {
  await tx
    .insertInto('series_width')
    .values({ facility, series, width })
    .onConflict((same) => same.columns(['facility', 'series']).doUpdateSet({ width }))
    .execute();
}
