import { ok } from '../../shared/kernel/result.ts';
import type { elsewhereMethods } from '../../shared/rpc/elsewhere.ts';
import { bringFund, type ElsewhereParts, fundsElsewhere } from '../desk/bring-fund.ts';
import type { DeskContext } from '../desk/context.ts';
import type { Handlers } from './calls.ts';

/** Handlers of `shared/rpc/elsewhere.ts`. */
export function elsewhereHandlers(
  context: DeskContext,
  parts: ElsewhereParts,
): Pick<Handlers, keyof typeof elsewhereMethods> {
  return {
    'fund.elsewhere': ({ payer }) => ok({ funds: fundsElsewhere(context, parts, payer) }),
    'fund.bring': (request) => bringFund(context, parts, request),
  };
}
