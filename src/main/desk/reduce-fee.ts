/** Fees lowered: exemption with its decision, discount, meal days carried over; never paid out in cash (facts §1.2). */
import { businessDateOf } from '../../shared/kernel/clock.ts';
import { IllegalMove } from '../../shared/payment/index.ts';
import type { CatalogueBill } from '../catalogue/read.ts';
import { act, approve, type DeskContext, fail, journalApproval, type Outcome } from './context.ts';

interface ApprovalInput {
  readonly person: string;
  readonly pin: string;
}

/** What may still be taken off a line: what is owed of it. */
function owedOn({ reads }: DeskContext, line: CatalogueBill): number {
  const { paid, held, reduced } = reads.bill(line.bill);
  return Math.max(0, line.amount - line.listedPaid - paid - held - reduced);
}

/** Lowers a line by an exemption (with decision number) or a discount; with a second person's PIN. */
export async function reduceFee(
  context: DeskContext,
  request: {
    readonly reduction: string;
    readonly bill: string;
    readonly amount: number;
    readonly ground: 'exempt' | 'discount';
    readonly decision: string | null;
    readonly text: string;
    readonly approval: ApprovalInput;
  },
): Promise<Outcome<{ reduction: string; owed: number }>> {
  const { catalogue, ledger, reads } = context;
  const line = catalogue.billByRef(request.bill);
  if (line === null) return fail('bill-not-found');
  if (request.ground === 'exempt' && (request.decision ?? '') === '') return fail('decision-needed');
  if (reads.reduction(request.reduction) !== undefined)
    return act(context, () => answer(context, request, line));
  const approval = await approve(context, 'reduce-fee', request.bill, request.approval, []);
  if (!approval.ok) return approval;
  return act(context, (actor) => {
    if (request.amount > owedOn(context, line)) throw new IllegalMove('bill-owed-less');
    const { reduction, bill, amount, ground } = request;
    const given = journalApproval(context, approval.value);
    ledger.append({
      type: 'fee.reduced',
      actor,
      body: { reduction, bill, amount, ground, carry: null, approval: given },
      private: { decision: request.decision, text: request.text },
    });
    return answer(context, request, line);
  });
}

function answer(context: DeskContext, { reduction }: { reduction: string }, line: CatalogueBill) {
  return { reduction, owed: owedOn(context, line) };
}

/** Takes a reduction back; the line is owed again. */
export async function restoreFee(
  context: DeskContext,
  request: { readonly reduction: string; readonly text: string; readonly approval: ApprovalInput },
): Promise<Outcome<Record<string, never>>> {
  const approval = await approve(context, 'reduce-fee', request.reduction, request.approval, []);
  if (!approval.ok) return approval;
  return act(context, (actor) => {
    const given = journalApproval(context, approval.value);
    context.ledger.append({
      type: 'fee.restored',
      actor,
      body: { reduction: request.reduction, approval: given },
      private: { text: request.text },
    });
    return {};
  });
}

/** Records days not eaten, with a second person's PIN; they lower the fees of a later month until used up. */
export async function recordMealDays(
  context: DeskContext,
  request: {
    readonly payer: string;
    readonly days: number;
    readonly dayPrice: number;
    readonly period: string;
    readonly text: string;
    readonly approval: ApprovalInput;
  },
): Promise<Outcome<{ carry: string; amount: number }>> {
  if (context.catalogue.openPayer(request.payer) === null) return fail('payer-not-found');
  const carry = context.ids.next();
  const approval = await approve(context, 'reduce-fee', carry, request.approval, []);
  if (!approval.ok) return approval;
  return act(context, (actor) => {
    const { payer, days, dayPrice } = request;
    const amount = days * dayPrice;
    const given = journalApproval(context, approval.value);
    context.ledger.append({
      type: 'meal-days.recorded',
      actor,
      body: { carry, payer, days, dayPrice, amount, approval: given },
      private: { period: request.period, text: request.text },
    });
    return { carry, amount };
  });
}

/** Takes carried-over days off a line of the same pupil, as far as it reaches; the rest stays carried over. */
export function applyMealDays(
  context: DeskContext,
  { bill }: { readonly bill: string },
): Outcome<{ taken: number; left: number }> {
  const { catalogue, clock, ids, ledger, reads } = context;
  const line = catalogue.billByRef(bill);
  if (line === null) return fail('bill-not-found');
  return act(context, (actor) => {
    let open = owedOn(context, line);
    let taken = 0;
    const carries = reads.carriesOf(line.payer).filter((carry) => carry.amount > carry.used);
    for (const carry of carries) {
      const amount = Math.min(open, carry.amount - carry.used);
      if (amount === 0) continue;
      ledger.append({
        type: 'fee.reduced',
        actor,
        body: { reduction: ids.next(), bill, amount, ground: 'meal-days', carry: carry.id, approval: null },
        private: { decision: null, text: `Ngày nghỉ ăn ${carry.period ?? businessDateOf(clock.now())}` },
      });
      open -= amount;
      taken += amount;
    }
    if (taken === 0) throw new IllegalMove('nothing-carried-over');
    const left = reads.carriesOf(line.payer).reduce((sum, carry) => sum + carry.amount - carry.used, 0);
    return { taken, left };
  });
}
