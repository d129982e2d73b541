/** Voiding a receipt: a paper's fate, and what becomes of each amount on it (design §4 "Documents and money"). */
import { canBeGivenBack, heldAndClaim } from '../machines.ts';
import { type Draft, demand, type MoveEntry, needApproval } from '../world.ts';
import { patchBill } from './collection.ts';
import { demandProven, groupSum, sum } from './money.ts';
import { openShift } from './shift.ts';

type Fate = MoveEntry<'receipt.voided'>['body']['fates'][number];

/** Whether the rules allow this fate for money in this state (design §4 "Accepted", "Documents and money"). */
function checkFate(draft: Draft, fate: Fate, replacedBy: string | null): void {
  if (fate.source === 'rounding') return;
  if (fate.source !== 'tender') {
    demand(fate.fate === 'restored', 'fate-not-allowed');
    return;
  }
  const tender = draft.need('tender', fate.id);
  switch (fate.fate) {
    case 're-allocated':
      demand(replacedBy !== null, 'fate-not-allowed');
      return;
    case 'returned':
      demand(canBeGivenBack(tender.machine, tender.state), 'money-not-proven');
      return;
    case 'refund':
    case 'balance':
      demandProven(draft, fate.id);
      return;
    case 'claim-dropped':
      return;
    case 'restored':
      demand(false, 'fate-not-allowed');
  }
}

/** Gives back to its source what a voided receipt had taken, and checks what is said about claims. */
function free(draft: Draft, fates: readonly Fate[], roundedUp: ReadonlyMap<string, number>): void {
  const ofTenders = fates.filter((fate) => fate.source === 'tender');
  const byTender = groupSum(
    ofTenders,
    (fate) => fate.id,
    (fate) => fate.amount,
  );
  for (const [id, amount] of byTender) {
    const tender = draft.need('tender', id);
    const allocated = tender.allocated - amount;
    const dropped = sum(
      ofTenders.filter((fate) => fate.id === id && fate.fate === 'claim-dropped'),
      (fate) => fate.amount,
    );
    const claimLess = heldAndClaim(tender).claim - heldAndClaim({ kept: tender.kept, allocated }).claim;
    demand(claimLess === dropped, 'claim-differs');
    draft.patch('tender', id, { allocated });
  }
  for (const [id, amount] of roundedUp) {
    draft.patch('tender', id, { allocated: draft.need('tender', id).allocated - amount });
  }
  for (const fate of fates) {
    if (fate.source === 'tender' || fate.source === 'rounding') continue;
    const fund = draft.need(fate.source, fate.id);
    draft.patch(fate.source, fate.id, { used: fund.used - fate.amount });
  }
}

/** Voids a receipt: the number stays, every amount on it gets its fate, and its lines are owed again. */
export function receiptVoided(draft: Draft, entry: MoveEntry<'receipt.voided'>): void {
  const { body } = entry;
  openShift(draft, entry);
  const receipt = draft.need('receipt', body.receipt);
  demand(receipt.state === 'issued', 'receipt-void');
  demand(draft.get('invoiced', receipt.id) === undefined, 'receipt-invoiced');
  demand(receipt.refunded === 0 && receipt.refunding === 0, 'receipt-refunded');
  demand(receipt.total === body.total && receipt.rounding === body.rounding, 'receipt-differs');
  demand(receipt.series === body.series && (receipt.z !== null) === body.afterZ, 'receipt-differs');
  needApproval(draft, body.approval, receipt.id);
  const rows = draft.list('allocation', 'receipt', body.receipt).filter((row) => row.state === 'standing');
  const taken = groupSum(
    rows,
    (row) => `${row.source}|${row.sourceId}`,
    (row) => row.amount,
  );
  const said = groupSum(
    body.fates,
    (fate) => `${fate.source}|${fate.id}`,
    (fate) => fate.amount,
  );
  for (const [source, amount] of taken) {
    const given = said.get(source) ?? (source.startsWith('rounding|') ? amount : 0);
    demand(given === amount, 'fate-missing');
  }
  demand(
    [...said.keys()].every((source) => taken.has(source)),
    'fate-missing',
  );
  for (const fate of body.fates) checkFate(draft, fate, body.replacedBy);
  const frozen = JSON.parse(receipt.frozen) as {
    lines: { bill: string; amount: number }[];
    roundingTender: string | null;
  };
  const roundedUp = new Map(
    frozen.roundingTender === null ? [] : [[frozen.roundingTender, Math.max(0, receipt.rounding)]],
  );
  free(draft, body.fates, roundedUp);
  for (const row of rows) draft.patch('allocation', row.id, { state: 'freed' });
  const { state } = draft.need('collection', receipt.collection);
  const unfinished = state === 'open' || state === 'parked';
  for (const line of frozen.lines)
    patchBill(draft, line.bill, { paid: -line.amount, held: unfinished ? line.amount : 0 });
  draft.patch('receipt', receipt.id, { state: 'void', voidedAt: entry.at, replacedBy: body.replacedBy });
}
