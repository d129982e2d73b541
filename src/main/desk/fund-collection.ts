import { act, type DeskContext, fail, type Outcome } from './context.ts';

/** Chooses deposits and credit balances that are to pay a collection in front, in this order; none takes them off. */
export function fundCollection(
  context: DeskContext,
  request: {
    readonly collection: string;
    readonly funds: readonly {
      readonly source: 'deposit' | 'balance';
      readonly id: string;
      readonly amount: number;
    }[];
  },
): Outcome<{ left: number }> {
  const { ledger, reads } = context;
  const collection = reads.collection(request.collection);
  if (collection === undefined) return fail('collection-not-found');
  return act(context, (actor) => {
    const funds = request.funds.map(({ source, id, amount }) => ({ source, id, amount }));
    ledger.append({ type: 'collection.funded', actor, body: { collection: collection.id, funds } });
    const funded = funds.reduce((sum, fund) => sum + fund.amount, 0);
    return { left: collection.total - funded };
  });
}
