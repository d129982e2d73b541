import { ok } from '../../shared/kernel/result.ts';
import { IllegalMove, isPending } from '../../shared/payment/index.ts';
import { cancelAsked, isAsked } from '../tenders/asked.ts';
import { act, type DeskContext, fail, type Outcome } from './context.ts';
import { demandFunds, issueReceipts } from './issue-receipts.ts';

/**
 * Issues the receipts of a collection that is covered, in front or parked. A credit never does this by itself (design
 * §4): a signed-in person does, in an open shift of their own. Codes that still wait are taken off. Repeated it answers
 * the same.
 */
export function issueCollection(
  context: DeskContext,
  { collection }: { readonly collection: string },
): Outcome<readonly string[]> {
  const { ledger, reads } = context;
  const row = reads.collection(collection);
  if (row === undefined) return fail('collection-not-found');
  const receipts = () =>
    reads
      .receiptsOf(collection)
      .filter((receipt) => receipt.state === 'issued')
      .map((receipt) => receipt.id);
  if (row.state === 'covered') return ok(receipts());
  return act(context, (actor) => {
    if (row.state === 'parked') ledger.append({ type: 'collection.resumed', actor, body: { collection } });
    demandFunds(context, collection);
    if (!issueReceipts(context, actor, collection)) throw new IllegalMove('not-covered');
    for (const tender of reads.tenders(collection)) {
      if (isAsked(tender) && isPending(tender.machine, tender.state)) cancelAsked(ledger, actor, tender);
    }
    return receipts();
  });
}
