/** Whether a patient's deposit is a guarantee or a prepayment that is invoiced when taken (facts/domain.md §1.1 step 3). */
import { businessDateOf } from '../../shared/kernel/clock.ts';
import type { LedgerReads } from '../ledger/read.ts';
import { act, approve, type DeskContext, fail, journalApproval, type Outcome } from './context.ts';

export type DepositMode = 'guarantee' | 'prepayment';

interface FromDay {
  readonly mode: DepositMode;
  readonly from: string;
}

/** What was ever set, in the order in which it was set. */
function settings(reads: LedgerReads): FromDay[] {
  return reads.settingsEverSet().flatMap((body) => (body.key === 'deposit-invoicing' ? [body.value] : []));
}

/** What holds on a day: the newest word that speaks of it. A guarantee where nothing was said. */
export function depositModeOn(reads: LedgerReads, day: string): DepositMode {
  return settings(reads).findLast(({ from }) => from <= day)?.mode ?? 'guarantee';
}

/** What holds today, and what was said for later. */
export function depositMode({ clock, reads }: Pick<DeskContext, 'clock' | 'reads'>): {
  readonly today: string;
  readonly mode: DepositMode;
  readonly coming: FromDay | null;
} {
  const today = businessDateOf(clock.now());
  const newest = settings(reads).at(-1);
  const coming = newest !== undefined && newest.from > today ? newest : null;
  return { today, mode: depositModeOn(reads, today), coming };
}

/**
 * Says from which day on deposits are what, with the chief accountant's PIN. Never for a day that is over: its set for
 * the e-invoice system may be out (`setting-day-past`).
 */
export async function setDepositMode(
  context: DeskContext,
  request: FromDay & { readonly approval: { readonly person: string; readonly pin: string } },
): Promise<Outcome<Record<string, never>>> {
  const { mode, from } = request;
  if (from < businessDateOf(context.clock.now())) return fail('setting-day-past');
  const approval = await approve(context, 'set-setting', 'deposit-invoicing', request.approval, []);
  if (!approval.ok) return approval;
  return act(context, (actor) => {
    journalApproval(context, approval.value);
    context.ledger.append({
      type: 'settings.set',
      actor,
      body: { key: 'deposit-invoicing', value: { mode, from } },
    });
    return {};
  });
}
