import type { Clock } from '../../shared/kernel/clock.ts';
import type { Ids } from '../../shared/kernel/ids.ts';
import type { Random } from '../../shared/kernel/random.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import { IllegalMove } from '../../shared/payment/index.ts';
import type { Failure } from '../../shared/rpc/define.ts';
import type { CatalogueReads } from '../catalogue/read.ts';
import type { CashDrawerPort } from '../devices/ports.ts';
import type { Forms } from '../documents/forms.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerReads } from '../ledger/read.ts';
import type { Spool } from '../spool/spool.ts';
import type { Approval, ApprovalAct } from '../staff/approvals.ts';
import type { Staff } from '../staff/staff.ts';

/** What the desk stands on; put together by `counter.ts`. */
export interface DeskContext {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly ledger: Ledger;
  readonly reads: LedgerReads;
  readonly staff: Staff;
  readonly spool: Spool;
  readonly catalogue: CatalogueReads;
  /** Rebuilds every row from the entries, outside an act; false when an entry forbids it (design §4 (d)). */
  readonly rebuild: () => boolean;
  /** Templates of forms by date (`resources/forms`); read when the first is asked for. */
  readonly forms: () => Forms;
  /** The drawer, if one is connected. */
  readonly drawer: () => CashDrawerPort | undefined;
  /** Whether everything a sister has written is here, as far as the backend knew a moment ago. */
  readonly isCurrent: (counter: string) => boolean;
}

/** Answer of a desk method. */
export type Outcome<T> = Result<T, Failure>;

/** A refusal after which the money is as it was before. */
export function fail(
  code: string,
  detail?: Failure['detail'],
): { readonly ok: false; readonly reason: Failure } {
  return refuse(detail === undefined ? { code, moneyMoved: 'no' } : { code, moneyMoved: 'no', detail });
}

/**
 * Runs one act of the signed-in person: one transaction, and a rule that forbids it becomes a failure that moved no
 * money.
 */
export function act<T>(context: DeskContext, run: (actor: string) => T): Outcome<T> {
  const person = context.staff.require('unlocked');
  if (!person.ok) return person;
  const done = context.ledger.act(() => run(person.value.person));
  return done.ok ? ok(done.value) : fail(done.reason);
}

/** A second person's PIN for an act, still to be journalled together with it. */
export async function approve(
  context: DeskContext,
  what: ApprovalAct,
  subject: string,
  given: { readonly person: string; readonly pin: string } | null,
  involved: readonly string[],
): Promise<Outcome<Approval>> {
  if (given === null) return fail('approval-needed');
  return context.staff.approve({ act: what, subject, person: given.person, pin: given.pin, involved });
}

/** Journals an approval inside the act it is for. @throws IllegalMove when it holds no more. */
export function journalApproval(context: DeskContext, approval: Approval): string {
  const journalled = context.staff.journalApproval(approval);
  if (!journalled.ok) throw new IllegalMove(journalled.reason.code);
  return approval.approval;
}
