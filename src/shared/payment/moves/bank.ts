import type { bankTypes } from '../../journal/types/documents.ts';
import { isLegalMove } from '../machines.ts';
import { demand, type MoveEntry, type MovesOf, needApproval } from '../world.ts';
import { openShift } from './shift.ts';

/** States a dispute may move to; `closed` is the end. */
export const disputeSteps: Readonly<Record<string, readonly string[]>> = {
  opened: ['examining', 'waiting-bank', 'upheld', 'rejected'],
  examining: ['waiting-bank', 'upheld', 'rejected'],
  'waiting-bank': ['examining', 'upheld', 'rejected'],
  upheld: ['closed'],
  rejected: ['examining', 'closed'],
  closed: [],
};

/** Whether what is said of a match agrees with the two amounts. Late ones may be of any amount. */
function fits(how: MoveEntry<'credit.matched'>['body']['how'], credited: number, due: number): boolean {
  switch (how) {
    case 'exact':
      return credited === due;
    case 'short':
      return credited < due;
    case 'over':
      return credited > due;
    default:
      return true;
  }
}

export const bankMoves: MovesOf<typeof bankTypes> = {
  'credit.seen': (draft, { id, at, body, content }) => {
    draft.create('creditKey', { id: `${body.account}|${body.bankReference}`, credit: body.credit });
    draft.create('credit', {
      id: body.credit,
      account: body.account,
      bankReference: body.bankReference,
      amount: body.amount,
      paidAt: body.paidAt,
      origin: body.origin,
      state: 'seen',
      tender: null,
      how: null,
      at,
      content: content?.content ?? null,
      otherName: content?.otherName ?? null,
      entry: id,
    });
  },
  'credit.matched': (draft, { body }) => {
    const credit = draft.need('credit', body.credit);
    demand(credit.state === 'seen' || credit.state === 'unmatched', 'credit-finished');
    const tender = draft.get('tender', body.tender);
    if (tender !== undefined) {
      // A second credit for money that has come already is born as a tender of its own, never lost in the first.
      demand(isLegalMove(tender.machine, tender.state, 'credited'), 'tender-finished');
      demand(fits(body.how, credit.amount, tender.due), 'credit-differs');
    }
    draft.patch('credit', body.credit, { state: 'matched', tender: body.tender, how: body.how });
  },
  'credit.unmatched': (draft, { body }) => {
    demand(draft.need('credit', body.credit).state === 'seen', 'credit-finished');
    draft.patch('credit', body.credit, { state: 'unmatched' });
  },
  'credit.returned': (draft, { body }) => {
    demand(draft.need('credit', body.credit).state === 'unmatched', 'credit-finished');
    needApproval(draft, body.approval, body.credit);
    draft.patch('credit', body.credit, { state: 'returned' });
  },
  'acceptance.given': (draft, entry) => {
    const { body, content } = entry;
    const shift = openShift(draft, entry);
    const tender = draft.need('tender', body.tender);
    demand(tender.due === body.amount, 'acceptance-differs');
    needApproval(draft, body.approval, body.tender);
    const used = draft.list('acceptance', 'shift', shift.id).reduce((sum, one) => sum + one.amount, 0);
    demand(used === body.usedBefore, 'acceptance-differs');
    demand(used + body.amount <= body.shiftLimit, 'acceptance-above-limit');
    draft.create('acceptance', {
      id: body.acceptance,
      tender: body.tender,
      amount: body.amount,
      approval: body.approval,
      evidence: body.evidence,
      shift: shift.id,
      at: entry.at,
      text: content?.text ?? null,
      entry: entry.id,
    });
  },
  'dispute.opened': (draft, { id, at, body, content }) => {
    if (body.receipt !== null) draft.need('receipt', body.receipt);
    if (body.tender !== null) draft.need('tender', body.tender);
    draft.create('dispute', {
      id: body.dispute,
      kind: body.kind,
      receipt: body.receipt,
      tender: body.tender,
      amount: body.amount,
      deadline: body.deadline,
      state: 'opened',
      at,
      complainant: content?.complainant ?? null,
      contact: content?.contact ?? null,
      text: content?.text ?? null,
      entry: id,
    });
  },
  'dispute.tied': (draft, { id, body, content }) => {
    const { dispute, receipt, tender, credit } = body;
    demand(draft.need('dispute', dispute).state !== 'closed', 'illegal-dispute-move');
    if (receipt !== null) draft.need('receipt', receipt);
    if (tender !== null) draft.need('tender', tender);
    if (credit !== null) draft.need('credit', credit);
    const bankReference = content?.bankReference ?? null;
    draft.put('disputeTie', { id: dispute, receipt, tender, credit, bankReference, entry: id });
  },
  'dispute.moved': (draft, { id, body, at, actor, content }) => {
    const dispute = draft.need('dispute', body.dispute);
    demand(disputeSteps[dispute.state]?.includes(body.to), 'illegal-dispute-move');
    draft.patch('dispute', body.dispute, { state: body.to });
    const { dispute: of, to } = body;
    const step = { id, dispute: of, to, by: actor, at, text: content?.text ?? null, entry: id };
    draft.create('disputeStep', step);
  },
};
