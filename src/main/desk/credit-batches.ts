/**
 * A credit of the bank against settled batches of card terminals, net of the acquirer's fee (product.md E). A person says
 * it; the cards were counted when they were taken, so no money moves and nothing is counted twice.
 */
import { ok } from '../../shared/kernel/result.ts';
import { grossOf } from '../../shared/payment/index.ts';
import type { LooseCredits } from '../bank/loose-credits.ts';
import { type BookReads, batchAt } from '../ledger/facility-batches.ts';
import { findCredit } from './assign-credit.ts';
import { act, approve, type DeskContext, fail, journalApproval, type Outcome } from './context.ts';

type Books = DeskContext & BookReads;
interface PersonPin {
  readonly person: string;
  readonly pin: string;
}

interface Rest {
  readonly settlement: string;
  /** What the bank has not paid of the batch, over all words on it. */
  readonly rest: number;
  /** The sister counter whose it is. */
  readonly counter?: string;
}

/** The credit over the batches by what each lacks, to the đồng; each has some of it. */
function partsOf(rests: readonly Rest[], amount: number) {
  const whole = rests.reduce((sum, { rest }) => sum + rest, 0);
  let left = amount;
  return rests.map(({ rest, ...settlement }, index) => {
    const last = index === rests.length - 1;
    const part = last ? left : Math.floor((rest / whole) * amount);
    left -= part;
    return { ...settlement, amount: part };
  });
}

/**
 * The credit is the money of these settlements; `left` is what the bank keeps of them, its fee. At an accountant's desk
 * they are those of every counter: the entry is the desk's own and names whose each is.
 */
export function creditBatches(
  context: Books,
  loose: LooseCredits,
  request: { readonly credit: string; readonly settlements: readonly string[] },
): Outcome<{ left: number }> {
  const { ledger } = context;
  const found = findCredit(context, loose, request.credit);
  if (found === undefined) return fail('credit-finished');
  const rests: Rest[] = [];
  for (const settlement of new Set(request.settlements)) {
    const known = batchAt(context, settlement);
    if (known === undefined) return fail('batch-not-settled');
    const rest = grossOf(known.batch) - known.batch.credited;
    if (rest <= 0) return fail('batch-paid');
    const { counterId: counter } = known.of;
    rests.push({ settlement, rest, ...(counter === context.reads.counterId ? {} : { counter }) });
  }
  const { amount } = found.money;
  const parts = partsOf(rests, amount);
  if (parts.some((part) => part.amount <= 0)) return fail('credit-differs');
  const done = act(context, (actor) => {
    ledger.append({ type: 'batch.credited', actor, body: { credit: found.see(actor), parts } });
    return { left: rests.reduce((sum, { rest }) => sum + rest, 0) - amount };
  });
  if (done.ok) loose.remove(request.credit);
  return done;
}

/** It was another's: the credit waits for a person again. The chief accountant decides it. */
export async function uncreditBatches(
  context: DeskContext,
  request: { readonly credit: string; readonly text: string; readonly approval: PersonPin },
): Promise<Outcome<Record<string, never>>> {
  const { credit, text } = request;
  if (context.reads.batchCreditsOf(credit).length === 0) return fail('batch-not-credited');
  const approval = await approve(context, 'decide-unknown', credit, request.approval, []);
  if (!approval.ok) return approval;
  return act(context, (actor) => {
    const given = journalApproval(context, approval.value);
    const body = { credit, approval: given };
    context.ledger.append({ type: 'batch.uncredited', actor, body, private: { text } });
    return {};
  });
}

/** What the bank kept of a batch, or paid too much, is taken as it is, with the reason. `rest` as the window saw it. */
export async function acceptRest(
  context: Books,
  request: {
    readonly settlement: string;
    readonly rest: number;
    readonly text: string;
    readonly approval: PersonPin;
  },
): Promise<Outcome<Record<string, never>>> {
  const { settlement, rest, text } = request;
  const known = batchAt(context, settlement);
  if (known?.batch.state !== 'settled') return fail('batch-not-settled');
  const { of, batch } = known;
  if (grossOf(batch) - batch.credited !== rest) return fail('batch-rest-differs');
  if (batch.accepted === rest) return ok({});
  const own = context.reads.counterId;
  const alone =
    of.counterId === own && of.batchCreditsFor(settlement).every(({ counter }) => counter === own);
  const approval = await approve(context, 'decide-unknown', settlement, request.approval, []);
  if (!approval.ok) return approval;
  return act(context, (actor) => {
    const given = journalApproval(context, approval.value);
    const body = { settlement, rest, approval: given, ...(alone ? {} : { counter: of.counterId }) };
    context.ledger.append({ type: 'batch.rest-accepted', actor, body, private: { text } });
    return {};
  });
}
