import { ok } from '../../shared/kernel/result.ts';
import type { cardMatchMethods } from '../../shared/rpc/card-match.ts';
import type { DeskContext } from '../desk/context.ts';
import { matchCards, missCard, waitingCards } from '../desk/match-cards.ts';
import type { Handlers } from './calls.ts';

/** Handlers of `shared/rpc/card-match.ts`. */
export function cardMatchHandlers(context: DeskContext): Pick<Handlers, keyof typeof cardMatchMethods> {
  return {
    'cards.waiting': () => ok({ groups: waitingCards(context.reads) }),
    'cards.match': (request) => matchCards(context, request),
    'cards.missing': (request) => missCard(context, request),
  };
}
