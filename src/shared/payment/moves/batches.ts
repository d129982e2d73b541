/** Credits of the bank against settled batches of terminals (`journal/types/batches.ts`). No money moves by them. */
import type { batchTypes } from '../../journal/types/batches.ts';
import type { Row } from '../tables.ts';
import { type Draft, demand, type MovesOf, needApproval } from '../world.ts';
import { sum } from './money.ts';

/** Before the number of a terminal that is not connected: its settlements are typed from paper. */
export const manualTerminal = 'manual/';

type Batch = Row<'terminalBatch'>;

/** What a settlement should bring, before the acquirer's fee: the terminal's word, else ours. */
export function grossOf({ total, ourTotal }: Pick<Batch, 'total' | 'ourTotal'>): number {
  return total ?? ourTotal;
}

/** Words on the same batch: a settlement typed from paper may be said anew, and the newest counts. */
function wordsOn(draft: Draft, batch: Batch): readonly Batch[] {
  if (!batch.terminal.startsWith(manualTerminal)) return [batch];
  return draft
    .list('terminalBatch', 'terminal', batch.terminal)
    .filter((one) => one.batch === batch.batch && one.state === 'settled');
}

/** What the bank has not paid of a batch; below zero when it paid too much. */
function restOf(draft: Draft, batch: Batch): number {
  const paid = wordsOn(draft, batch).flatMap(({ id }) => draft.list('batchCredit', 'settlement', id));
  return grossOf(batch) - sum(paid, ({ amount }) => amount);
}

export const batchMoves: MovesOf<typeof batchTypes> = {
  'batch.credited': (draft, { body, at, actor }) => {
    const credit = draft.need('credit', body.credit);
    demand(credit.state === 'seen' || credit.state === 'unmatched', 'credit-finished');
    demand(sum(body.parts, ({ amount }) => amount) === credit.amount, 'credit-differs');
    for (const { settlement, amount, counter } of body.parts) {
      // A sister's settlement is in her journal: there is nothing here to hold it against.
      const state = counter === undefined ? draft.need('terminalBatch', settlement).state : 'settled';
      // One without an answer may have been settled all the same: the bank's money says so.
      demand(state === 'settled' || state === 'unknown', 'batch-not-settled');
      draft.create('batchCredit', {
        id: `${credit.id}/${settlement}`,
        credit: credit.id,
        ...{ settlement, amount, by: actor, at },
      });
    }
    draft.patch('credit', credit.id, { state: 'matched', how: 'batch' });
  },
  'batch.uncredited': (draft, { body }) => {
    const parts = draft.list('batchCredit', 'credit', body.credit);
    demand(parts.length > 0, 'batch-not-credited');
    needApproval(draft, body.approval, body.credit);
    // The same money may be tied and untied again, each time with a word of its own: this one is for nothing else now.
    draft.patch('approval', body.approval, { subject: `spent/${body.credit}` });
    for (const { id, settlement } of parts) {
      draft.drop('batchCredit', id);
      // What was taken for its rest was that beside this credit.
      if (draft.get('batchRest', settlement) !== undefined) draft.drop('batchRest', settlement);
    }
    draft.patch('credit', body.credit, { state: 'unmatched', how: null });
  },
  'batch.rest-accepted': (draft, { id, at, body, content }) => {
    demand(body.rest !== 0, 'batch-rest-differs');
    if (body.counter === undefined) {
      const batch = draft.need('terminalBatch', body.settlement);
      demand(batch.state === 'settled', 'batch-not-settled');
      demand(body.rest === restOf(draft, batch), 'batch-rest-differs');
    }
    needApproval(draft, body.approval, body.settlement);
    const { rest, approval } = body;
    draft.put('batchRest', {
      id: body.settlement,
      ...{ rest, approval, at, entry: id, text: content?.text ?? null },
    });
  },
};
