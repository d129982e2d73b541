import { canonical } from '../../journal/index.ts';
import type { terminalTypes } from '../../journal/types/terminal.ts';
import { type Draft, demand, type MoveEntry, type MovesOf, needApproval } from '../world.ts';
import { voidUnderWay } from './money.ts';

function voidSent(draft: Draft, { body, at, id }: MoveEntry<'terminal.void-sent'>): void {
  const tender = draft.need('tender', body.tender);
  demand(tender.machine === 'card' && tender.state === 'approved', 'illegal-tender-move');
  demand(tender.through === body.terminal && tender.kept === body.amount, 'void-differs');
  demand(tender.allocated === 0 && tender.refunding === 0, 'money-stands-against-document');
  demand(!voidUnderWay(draft, tender), 'void-under-way');
  needApproval(draft, body.approval, body.tender);
  draft.create('cardVoid', {
    id: body.void,
    tender: body.tender,
    terminal: body.terminal,
    reference: body.reference,
    amount: body.amount,
    reason: body.reason,
    before: canonical(body.before),
    state: 'sent',
    cause: null,
    sentAt: at,
    changedAt: at,
    entry: id,
  });
}

const voidEnds: Readonly<Record<string, readonly string[]>> = {
  sent: ['approved', 'declined', 'not-sent', 'unknown'],
  unknown: ['approved', 'declined'],
};

function voidEnded(draft: Draft, { body, at }: MoveEntry<'terminal.void-ended'>): void {
  const row = draft.need('cardVoid', body.void);
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
  'terminal.void-ended': voidEnded,
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
