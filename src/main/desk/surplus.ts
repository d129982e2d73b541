/** Money that came and that no unfinished collection wants: too much, late, twice (design §4). */
import { invariant } from '../../shared/kernel/assert.ts';
import { ok } from '../../shared/kernel/result.ts';
import { freeMoney, IllegalMove, isProven, type Row } from '../../shared/payment/index.ts';
import type { ChosenLine } from '../../shared/rpc/contract.ts';
import { payerOfTender } from '../bank/surplus.ts';
import { act, type DeskContext, fail, type Outcome } from './context.ts';
import { issueReceipts } from './issue-receipts.ts';
import { openCollection } from './open-collection.ts';

interface Surplus {
  readonly tender: Row<'tender'>;
  readonly payer: string;
  readonly free: number;
}

/** Money that is free and of no collection that still wants it. */
function surplusOf({ reads }: DeskContext, id: string): Outcome<Surplus> {
  const tender = reads.tender(id);
  if (tender === undefined) return fail('tender-not-found');
  const state = tender.collection === null ? undefined : reads.collection(tender.collection)?.state;
  const free = freeMoney(tender);
  if (free === 0 || state === 'open' || state === 'parked') return fail('no-surplus');
  if (!isProven(tender.machine, tender.state)) return fail('money-not-proven');
  const payer = payerOfTender(reads, tender);
  return payer === null ? fail('surplus-without-payer') : ok({ tender, payer, free });
}

function keepAs(
  { ids, ledger }: DeskContext,
  actor: string,
  surplus: Surplus,
  amount: number,
): { readonly balance: string; readonly amount: number } {
  const balance = ids.next();
  const { tender, payer } = surplus;
  ledger.append({ type: 'balance.created', actor, body: { balance, tender: tender.id, payer, amount } });
  return { balance, amount };
}

/** Keeps all of a surplus as the payer's credit balance. */
export function keepSurplus(
  context: DeskContext,
  { tender }: { readonly tender: string },
): Outcome<{ readonly balance: string; readonly amount: number }> {
  const surplus = surplusOf(context, tender);
  if (!surplus.ok) return surplus;
  return act(context, (actor) => keepAs(context, actor, surplus.value, surplus.value.free));
}

export interface UseSurplus {
  readonly tender: string;
  readonly collection: string;
  readonly payer: string;
  readonly payerName: string;
  readonly payerAddress?: string | undefined;
  readonly lines: readonly ChosenLine[];
}

/**
 * Pays lines of the same payer with a surplus and issues their receipts: balance, collection, receipts in one
 * transaction. What the lines do not need stays where it is. Repeated with the same ids it answers the same.
 */
export function useSurplus(context: DeskContext, request: UseSurplus): Outcome<readonly string[]> {
  const { ledger, reads } = context;
  const { collection } = request;
  const receipts = () => reads.receiptsOf(collection).map((receipt) => receipt.id);
  if (reads.collection(collection) !== undefined) return ok(receipts());
  const surplus = surplusOf(context, request.tender);
  if (!surplus.ok) return surplus;
  if (surplus.value.payer !== request.payer) return fail('money-of-another');
  const total = request.lines.reduce((sum, { amount }) => sum + amount, 0);
  if (total > surplus.value.free) return fail('surplus-too-small', { free: surplus.value.free });
  return act(context, (actor) => {
    openCollection(context, actor, { ...request, moneyIsHere: true });
    const { balance } = keepAs(context, actor, surplus.value, total);
    ledger.append({
      type: 'collection.funded',
      actor,
      body: { collection, funds: [{ source: 'balance', id: balance, amount: total }] },
    });
    if (!issueReceipts(context, actor, collection)) throw new IllegalMove('not-covered');
    const issued = receipts();
    invariant(issued.length > 0, 'a covered collection has receipts');
    return issued;
  });
}
