import { ok } from '../../shared/kernel/result.ts';
import type { Row } from '../../shared/payment/index.ts';
import type { MethodResponse } from '../../shared/rpc/contract.ts';
import { abortCard, beginCard, decideOnCard } from '../desk/card.ts';
import type { CardAttempts } from '../desk/card-attempts.ts';
import { cardBehind, refundOnTerminal, refundWay } from '../desk/card-refund.ts';
import { oursOf, settleTerminal, unsettledOn } from '../desk/card-settle.ts';
import { voidCard, whyNoVoid } from '../desk/card-void.ts';
import { type DeskContext, fail, type Outcome } from '../desk/context.ts';
import { cardView } from '../views/card.ts';
import { batchView, terminalView } from '../views/terminals.ts';
import type { Handlers } from './calls.ts';
import { refundView } from './handlers-corrections.ts';

export interface CardHandlerParts {
  readonly context: DeskContext;
  readonly cards: CardAttempts;
}

type CardMethod = `collect.card${string}` | `terminal.${string}`;

/** The methods of `shared/rpc/card.ts`. */
export function cardHandlers({
  context,
  cards,
}: CardHandlerParts): Pick<Handlers, Extract<keyof Handlers, CardMethod>> {
  const shown = (answer: Outcome<Row<'tender'>>) =>
    answer.ok ? ok(cardView(answer.value, cards.glance(answer.value.id))) : answer;
  return {
    'collect.cardBegin': (request) => shown(beginCard(context, cards, request)),
    'collect.cardState': ({ tender: id }) => {
      const tender = cards.tender(id);
      return tender === undefined ? fail('tender-not-found') : shown(ok(tender));
    },
    'collect.cardAbort': ({ tender }) => shown(abortCard(cards, tender)),
    'collect.cardQuery': async ({ tender }) => shown(await cards.query(tender)),
    'collect.cardDecide': async (request) => shown(await decideOnCard(context, cards, request)),
    'collect.cardVoid': async (request) => shown(await voidCard(context, cards, request)),
    'terminal.view': () =>
      ok({
        terminals: cards.terminals.all().map((terminal) =>
          terminalView(context.reads, {
            name: terminal.name,
            state: terminal.state === 'online' ? 'ready' : terminal.state,
            wallet: terminal.can.wallet,
            open: terminal.unresolved.length,
            cards: unsettledOn(context, terminal.name),
            ours: oursOf(context, terminal.name, null),
            noVoid: (tender) => whyNoVoid(context, cards, tender)?.reason.code ?? null,
            taking: (tender) => cards.openVoid(tender.id),
            glance: (tender) => cards.glance(tender),
          }),
        ),
      }),
    'terminal.refundWay': ({ refund }) => refundWayView(context, cards, refund),
    'terminal.refund': async (request) => {
      const paid = await refundOnTerminal(context, cards, request);
      return paid.ok ? ok(refundView(context, paid.value)) : paid;
    },
    'terminal.settle': async (request) => {
      const settled = await settleTerminal(context, cards, request);
      return settled.ok ? ok(batchView(settled.value)) : settled;
    },
  };
}

/** How a refund stands with the terminal of its card. */
function refundWayView(
  context: DeskContext,
  cards: CardAttempts,
  id: string,
): Outcome<MethodResponse<'terminal.refundWay'>> {
  const refund = context.reads.refund(id);
  if (refund === undefined) return fail('refund-not-found');
  const row = context.reads.cardVoid(id);
  const card = row === undefined ? cardBehind(context, refund) : cards.tender(row.tender);
  const way = refundWay(context, cards, refund);
  return ok({
    card: card === undefined ? null : cardView(card, cards.glance(card.id)),
    why: way.ok ? null : way.reason.code,
    tried:
      row === undefined
        ? null
        : { state: row.state, reference: row.reference, cause: row.cause, sentAt: row.sentAt },
  });
}
