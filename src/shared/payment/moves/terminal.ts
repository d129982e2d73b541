import { canonical } from '../../journal/index.ts';
import type { terminalTypes } from '../../journal/types/terminal.ts';
import type { Row } from '../tables.ts';
import { type Draft, demand, type MoveEntry, type MovesOf, needApproval } from '../world.ts';
import { isOpenVoid, refundReason, sum, tendersOf } from './money.ts';

function voidSent(draft: Draft, { body, at, id }: MoveEntry<'terminal.void-sent'>): void {
  const tender = draft.need('tender', body.tender);
  demand(tender.machine === 'card' && tender.state === 'approved', 'illegal-tender-move');
  demand(tender.through === body.terminal && tender.kept === body.amount, 'void-differs');
  demand(tender.allocated === 0 && tender.refunding === 0, 'money-stands-against-document');
  demand(body.reason !== refundReason, 'void-differs');
  demand(!backOf(draft, body.tender).some(isOpenVoid), 'void-under-way');
  needApproval(draft, body.approval, body.tender);
  draft.create('cardVoid', { ...sentRow(body, at, id), id: body.void, reason: body.reason });
}

/** What the terminal was ever asked to give back of this charge. */
function backOf(draft: Draft, tender: string): readonly Row<'cardVoid'>[] {
  return draft.list('cardVoid', 'tender', tender);
}

type Sent = MoveEntry<'terminal.void-sent' | 'terminal.refund-sent'>['body'];

function sentRow(
  { tender, terminal, reference, amount, before }: Sent,
  at: number,
  entry: string,
): Omit<Row<'cardVoid'>, 'id' | 'reason'> {
  return {
    ...{ tender, terminal, reference, amount, entry },
    ...{ before: canonical(before), state: 'sent', cause: null, sentAt: at, changedAt: at },
  };
}

/** Cards that a refund's money came by. */
function cardsBehind(draft: Draft, { source, sourceId }: Row<'refund'>): readonly Row<'tender'>[] {
  const all = source === 'tender' ? [draft.need('tender', sourceId)] : tendersOf(draft, source, sourceId);
  return all.filter(({ machine }) => machine === 'card');
}

/** An approved refund may leave by the terminal that took the money; never more in all than that charge. */
function refundSent(draft: Draft, { body, at, id }: MoveEntry<'terminal.refund-sent'>): void {
  const refund = draft.need('refund', body.refund);
  demand(
    refund.state === 'approved',
    refund.state === 'requested' ? 'refund-not-approved' : 'refund-finished',
  );
  demand(refund.way === 'card' && refund.amount === body.amount, 'refund-differs');
  const tender = cardsBehind(draft, refund).find((card) => card.id === body.tender);
  demand(tender?.state === 'approved' && tender.through === body.terminal, 'refund-differs');
  const back = backOf(draft, tender.id);
  demand(!back.some(isOpenVoid), 'void-under-way');
  const given = back.filter(({ state }) => state === 'approved');
  demand(sum(given, ({ amount }) => amount) + body.amount <= tender.due, 'refund-above-balance');
  const row = { ...sentRow(body, at, id), id: body.refund, reason: refundReason };
  const earlier = draft.get('cardVoid', body.refund);
  demand(earlier?.reference !== body.reference, 'refund-differs');
  if (earlier === undefined) draft.create('cardVoid', row);
  else draft.patch('cardVoid', body.refund, row);
}

const voidEnds: Readonly<Record<string, readonly string[]>> = {
  sent: ['approved', 'declined', 'not-sent', 'unknown'],
  unknown: ['approved', 'declined'],
};

type Ended = MoveEntry<'terminal.void-ended' | 'terminal.refund-ended'>['body'];

function ended(draft: Draft, row: Row<'cardVoid'>, body: Ended, at: number): void {
  demand(row.tender === body.tender, 'void-differs');
  demand(voidEnds[row.state]?.includes(body.outcome), 'void-finished');
  if (body.decision !== null) {
    demand(row.state === 'unknown', 'void-finished');
    needApproval(draft, body.decision.approval, row.tender);
  }
  draft.patch('cardVoid', row.id, { state: body.outcome, cause: body.cause, changedAt: at });
}

export const terminalMoves: MovesOf<typeof terminalTypes> = {
  'terminal.void-sent': voidSent,
  'terminal.void-ended': (draft, { body, at }) => ended(draft, draft.need('cardVoid', body.void), body, at),
  'terminal.refund-sent': refundSent,
  'terminal.refund-ended': (draft, { body, at }) => {
    const row = draft.need('cardVoid', body.refund);
    demand(row.reference === body.reference, 'void-differs');
    ended(draft, row, body, at);
  },
  'terminal.settling': (draft, { body, at, actor }) => {
    draft.create('terminalBatch', {
      id: body.settlement,
      terminal: body.terminal,
      by: actor,
      state: 'settling',
      cause: null,
      batch: null,
      count: null,
      total: null,
      ourCount: 0,
      ourTotal: 0,
      at,
    });
  },
  'terminal.settled': (draft, { body, at }) => {
    demand(draft.need('terminalBatch', body.settlement).state === 'settling', 'settlement-finished');
    const { settlement, outcome, ...told } = body;
    draft.patch('terminalBatch', settlement, { ...told, state: outcome, at });
  },
};
