import { act, type DeskContext, fail, type Outcome } from './context.ts';
import { demandLeft } from './fund-left.ts';
import { leftToCover } from './left-to-cover.ts';
import { type CollectionRequest, openCollection } from './open-collection.ts';

interface Fund {
  readonly source: 'deposit' | 'balance';
  readonly id: string;
  readonly amount: number;
}

/** Chooses deposits and credit balances that are to pay a collection in front, in this order; none takes them off. */
export function fundCollection(
  context: DeskContext,
  request: {
    readonly collection: string;
    readonly funds: readonly Fund[];
  },
): Outcome<{ left: number }> {
  const { ledger, reads } = context;
  const collection = reads.collection(request.collection);
  if (collection === undefined) return fail('collection-not-found');
  return act(context, (actor) => {
    for (const fund of request.funds) demandLeft(context, fund);
    const funds = request.funds.map(({ source, id, amount }) => ({ source, id, amount }));
    ledger.append({ type: 'collection.funded', actor, body: { collection: collection.id, funds } });
    const funded = funds.reduce((sum, fund) => sum + fund.amount, 0);
    return { left: collection.total - funded };
  });
}

/**
 * Opens a collection of bill lines and chooses what is to pay it, in one act. What is left is then asked for like any
 * other money; nothing is issued here. Repeated with the same id it answers the same.
 */
export function fundBill(
  context: DeskContext,
  request: CollectionRequest & { readonly funds: readonly Fund[] },
): Outcome<{ left: number }> {
  const { ledger, reads } = context;
  const { collection } = request;
  return act(context, (actor) => {
    if (reads.collection(collection) === undefined) {
      openCollection(context, actor, request);
      for (const fund of request.funds) demandLeft(context, fund);
      const funds = request.funds.map(({ source, id, amount }) => ({ source, id, amount }));
      ledger.append({ type: 'collection.funded', actor, body: { collection, funds } });
    }
    return { left: leftToCover(context, collection) };
  });
}
