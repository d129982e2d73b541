import { ok } from '../../shared/kernel/result.ts';
import type { cardBatchMethods } from '../../shared/rpc/card-batches.ts';
import type { LooseCredits } from '../desk/assign-credit.ts';
import type { CaseParts } from '../desk/cases.ts';
import { type DeskContext, fail } from '../desk/context.ts';
import { acceptRest, creditBatches, uncreditBatches } from '../desk/credit-batches.ts';
import { batchesForCredit, batchViews } from '../views/batches.ts';
import type { Handlers } from './calls.ts';

const dayMs = 86_400_000;

/** Handlers of `shared/rpc/card-batches.ts`. */
export function cardBatchHandlers(
  context: DeskContext,
  loose: LooseCredits,
  facility: CaseParts['facility'],
): Pick<Handlers, keyof typeof cardBatchMethods> {
  const { clock } = context;
  const books = { ...context, facility };
  return {
    'batches.list': ({ days }) => ok({ batches: batchViews(books, clock.now() - days * dayMs) }),
    'batches.forCredit': ({ credit }) => {
      const suggestions = batchesForCredit(books, loose, credit);
      return suggestions === null ? fail('credit-finished') : ok({ suggestions });
    },
    'batches.credit': (request) => creditBatches(books, loose, request),
    'batches.uncredit': (request) => uncreditBatches(context, request),
    'batches.acceptRest': (request) => acceptRest(books, request),
  };
}
