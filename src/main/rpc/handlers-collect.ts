import { ok } from '../../shared/kernel/result.ts';
import type { ReceiptView } from '../../shared/rpc/contract.ts';
import { beginUssd } from '../desk/ask-ussd.ts';
import { assignCredit, type LooseCredits } from '../desk/assign-credit.ts';
import { type DeskContext, fail } from '../desk/context.ts';
import { beginManual, cancelManualCard, keyCard, voidManualCard } from '../desk/key-card.ts';
import { printSlip } from '../desk/payment-slip.ts';
import { keepSurplus, useSurplus } from '../desk/surplus.ts';
import { qrView } from '../views/codes.ts';
import { creditCandidates, creditsFor } from '../views/credits.ts';
import type { CustomerDisplay } from '../views/display.ts';
import type { Handlers } from './calls.ts';

export interface CollectParts {
  readonly context: DeskContext;
  readonly loose: LooseCredits;
  readonly display: CustomerDisplay;
  readonly receiptsOf: (ids: readonly string[]) => ReceiptView[];
}

type CollectMethod =
  | `collect.ussd${string}`
  | `collect.manual${string}`
  | 'collect.slip'
  | `credit.${string}`
  | `surplus.${string}`;

/** The methods of `shared/rpc/collect.ts`. */
export function collectHandlers({
  context,
  loose,
  display,
  receiptsOf,
}: CollectParts): Pick<Handlers, Extract<keyof Handlers, CollectMethod>> {
  const { reads, catalogue } = context;
  const credits = { reads, catalogue, loose };
  const collected = (collection: string, receipts: readonly string[]) =>
    ok({ collection, receipts: receiptsOf(receipts), given: 0, change: 0 });
  return {
    'collect.ussdBegin': (request) => {
      const begun = beginUssd(context, request);
      return begun.ok ? ok(qrView(reads, begun.value)) : begun;
    },
    'collect.manualBegin': (request) => beginManual(context, request),
    'collect.manualKey': (request) => {
      const keyed = keyCard(context, request);
      if (!keyed.ok) return keyed;
      const { collection, receipts } = keyed.value;
      if (receipts.length > 0) display.received(receipts, 0);
      return collected(collection, receipts);
    },
    'collect.manualCancel': (request) => {
      const cancelled = cancelManualCard(context, request);
      if (cancelled.ok) display.cancelled();
      return cancelled;
    },
    'collect.manualVoid': (request) => voidManualCard(context, request),
    'collect.slip': (request) => printSlip(context, request),
    'credit.list': (request) => ok(creditsFor(credits, request)),
    'credit.candidates': ({ credit }) => {
      const found = creditCandidates(credits, credit);
      return found === null ? fail('credit-finished') : ok(found);
    },
    'credit.assign': (request) => assignCredit(context, loose, request),
    'surplus.keep': (request) => keepSurplus(context, request),
    'surplus.use': (request) => {
      const used = useSurplus(context, request);
      if (!used.ok) return used;
      display.received(used.value, 0);
      return collected(request.collection, used.value);
    },
  };
}
