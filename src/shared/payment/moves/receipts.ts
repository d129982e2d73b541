/** Allocation of money to lines, and the receipts that stand on it (design §4 "Issuing freezes"). */
import { canonical } from '../../journal/index.ts';
import type { Row } from '../tables.ts';
import { type Draft, demand, type MoveEntry } from '../world.ts';
import { isOnReceipt, openCollection, patchBill } from './collection.ts';
import { groupSum, nextNumber, sum, takeOfFund, takeOfTender } from './money.ts';
import { ownShift } from './shift.ts';

type Issued = MoveEntry<'receipt.issued'>['body'];

function keyOf(source: { readonly source: string; readonly id: string }): string {
  return `${source.source}|${source.id}`;
}

/** Lines in the chosen order against money in the order of confirmation; every line is covered, once. */
export function allocationFrozen(draft: Draft, { body }: MoveEntry<'allocation.frozen'>): void {
  const collection = draft.need('collection', body.collection);
  demand(collection.state !== 'parked', 'collection-parked');
  demand(collection.state !== 'undone', 'collection-finished');
  demand(collection.purpose === 'bills', 'collection-is-deposit');
  const byLine = groupSum(
    body.rows,
    (row) => row.line,
    (row) => row.amount,
  );
  for (const line of draft.list('line', 'collection', body.collection)) {
    const standing = isOnReceipt(draft, line.id);
    const amount = byLine.get(line.id);
    byLine.delete(line.id);
    if (amount === undefined) demand(standing || collection.state === 'covered', 'line-not-covered', line.id);
    else demand(!standing && amount === line.amount, 'line-not-covered', line.id);
  }
  demand(byLine.size === 0, 'line-not-found');
  for (const row of body.rows) noSecondCharge(draft, row);
  const rounded = body.rows.filter((row) => row.source === 'rounding');
  for (const [id, amount] of groupSum(
    rounded,
    (row) => row.id,
    (row) => row.amount,
  )) {
    const tender = draft.need('tender', id);
    demand(tender.machine === 'cash' && amount <= tender.amount - tender.due, 'rounding-does-not-add-up');
  }
  body.rows.forEach((row, position) => {
    draft.create('allocation', {
      id: `${body.allocation}/${String(position).padStart(4, '0')}`,
      allocation: body.allocation,
      collection: body.collection,
      line: row.line,
      receipt: row.receipt,
      source: row.source,
      sourceId: row.id,
      amount: row.amount,
      state: 'planned',
    });
  });
}

/** While a card attempt on a bill is unknown, no deposit or balance pays it either (design §4 "unknown"). */
function noSecondCharge(draft: Draft, row: { readonly line: string; readonly source: string }): void {
  if (row.source !== 'deposit' && row.source !== 'balance') return;
  const { bill } = draft.need('line', row.line);
  demand((draft.get('bill', bill)?.unknown ?? 0) === 0, 'bill-blocked', bill);
}

/** A tender pays the papers of its own collection, and those that replace a paper on which it stood. */
function demandOwnMoney(draft: Draft, body: Issued, tenderId: string): void {
  const { collection } = draft.need('tender', tenderId);
  if (collection === null || collection === body.collection) return;
  const before = body.replaces === null ? [] : draft.list('allocation', 'receipt', body.replaces);
  const stoodThere = before.some((row) => row.source === 'tender' && row.sourceId === tenderId);
  demand(stoodThere, 'money-of-another');
}

/** A deposit or balance pays what its payer owes, or what is owed for the person it was paid in for. */
function demandOwnFund(draft: Draft, body: Issued, payer: string): void {
  if (draft.need('collection', body.collection).payer === payer) return;
  const served = body.lines.map((line) => draft.need('line', line.line).beneficiary);
  demand(served.includes(payer), 'money-of-another');
}

/** Takes the money of the sources, and from the rounded cash what it was rounded up by. */
function takeSources(draft: Draft, body: Issued): void {
  for (const { source, id, amount } of body.sources) {
    if (source === 'tender') {
      demandOwnMoney(draft, body, id);
      takeOfTender(draft, id, amount);
    } else if (source !== 'rounding') {
      demandOwnFund(draft, body, draft.need(source, id).payer);
      takeOfFund(draft, source, id, amount);
    }
  }
  if (body.roundingTender !== null && body.rounding > 0) {
    takeOfTender(draft, body.roundingTender, body.rounding);
  }
}

/** Rounding of this cash tender that stands on receipts of its collection already. */
function roundingUsed(draft: Draft, collection: string, tender: string): number {
  let used = 0;
  for (const receipt of draft.list('receipt', 'collection', collection)) {
    const { roundingTender } = JSON.parse(receipt.frozen) as { roundingTender: string | null };
    if (receipt.state === 'issued' && roundingTender === tender) used += receipt.rounding;
  }
  return used;
}

/**
 * What rounding the cash of this receipt may come to. Receipts of one cash tender share its rounding, once; it stays
 * in the collection it was asked for, even when its money is re-allocated to another: rounding is nobody's money.
 */
function checkRounding(draft: Draft, body: Issued): void {
  const rounded = body.sources.filter((source) => source.source === 'rounding');
  demand(sum(rounded, (one) => one.amount) === Math.max(0, -body.rounding), 'rounding-does-not-add-up');
  if (body.rounding === 0) return;
  demand(body.roundingTender !== null, 'rounding-does-not-add-up');
  const tender = draft.need('tender', body.roundingTender);
  demand(tender.collection === body.collection, 'rounding-does-not-add-up');
  demand(tender.kept > 0 && rounded.every((one) => one.id === tender.id), 'rounding-does-not-add-up');
  const whole = tender.due - tender.amount;
  const used = roundingUsed(draft, body.collection, tender.id) + body.rounding;
  // Down may be spread over the receipts it helps to cover; up stands on one of them, whole.
  const fits = body.rounding > 0 ? used === whole : whole <= used;
  demand(fits, 'rounding-does-not-add-up');
}

/** A replacing receipt and the void one name each other. */
function checkReplaced(draft: Draft, body: Issued): void {
  if (body.replaces === null) return;
  const replaced = draft.need('receipt', body.replaces);
  demand(replaced.state === 'void' && replaced.replacedBy === body.receipt, 'receipt-not-replaced');
}

function checkLines(
  draft: Draft,
  body: MoveEntry<'receipt.issued'>['body'],
  rows: readonly Row<'allocation'>[],
): void {
  demand(new Set(body.lines.map((line) => line.line)).size === body.lines.length, 'receipt-line-twice');
  demand(new Set(body.sources.map(keyOf)).size === body.sources.length, 'receipt-source-twice');
  demand(rows.length > 0 && rows.every((row) => row.state === 'planned'), 'allocation-not-found');
  demand(
    rows.every((row) => row.collection === body.collection),
    'receipt-differs-from-allocation',
  );
  const planned = groupSum(
    rows,
    (row) => row.line,
    (row) => row.amount,
  );
  demand(planned.size === body.lines.length, 'receipt-differs-from-allocation');
  for (const item of body.lines) {
    const line = draft.need('line', item.line);
    demand(
      planned.get(item.line) === item.amount && line.amount === item.amount,
      'receipt-differs-from-allocation',
    );
    demand(line.bill === item.bill && line.group === item.group, 'receipt-differs-from-allocation');
    demand((line.onBehalf === 1) === body.onBehalf, 'receipt-mixes-on-behalf');
  }
  demand(sum(body.lines, (line) => line.amount) === body.total, 'receipt-does-not-add-up');
  const bySource = groupSum(
    rows,
    (row) => keyOf({ source: row.source, id: row.sourceId }),
    (row) => row.amount,
  );
  demand(bySource.size === body.sources.length, 'receipt-differs-from-allocation');
  for (const source of body.sources) {
    demand(bySource.get(keyOf(source)) === source.amount, 'receipt-differs-from-allocation');
  }
}

/** The next number of the series; of a paper book once the number of the leaf that was entered for this collection. */
function numberOf(draft: Draft, body: Issued): Row<'series'> {
  const [paper] = draft.list('paper', 'collection', body.collection);
  const used =
    paper === undefined ||
    draft.list('receipt', 'collection', body.collection).some((one) => one.series === paper.series);
  if (used) return nextNumber(draft, body.series, body.number, body.onBehalf ? 'on-behalf' : 'receipt');
  const same = paper.series === body.series && paper.number === body.number;
  demand(same && paper.paperDate === body.issueDate, 'paper-differs');
  return draft.need('series', body.series);
}

/** Issues a planned receipt: takes the next number and the money that its allocation says. */
export function receiptIssued(draft: Draft, entry: MoveEntry<'receipt.issued'>): void {
  const { body, content } = entry;
  const shift = ownShift(draft, entry);
  const rows = draft
    .list('allocation', 'receipt', body.receipt)
    .filter((row) => row.allocation === body.allocation);
  checkLines(draft, body, rows);
  checkRounding(draft, body);
  const series = numberOf(draft, body);
  checkReplaced(draft, body);
  takeSources(draft, body);
  const { state } = draft.need('collection', body.collection);
  for (const row of rows) draft.patch('allocation', row.id, { state: 'standing' });
  for (const line of body.lines)
    patchBill(draft, line.bill, { paid: line.amount, held: state === 'covered' ? 0 : -line.amount });
  draft.create('receipt', {
    id: body.receipt,
    collection: body.collection,
    series: body.series,
    number: body.number,
    width: series.width,
    onBehalf: body.onBehalf ? 1 : 0,
    total: body.total,
    rounding: body.rounding,
    words: body.words,
    issuedAt: entry.at,
    issueDate: body.issueDate,
    paidAt: body.paidAt,
    shift: shift.id,
    cashier: entry.actor,
    z: null,
    state: 'issued',
    replaces: body.replaces,
    replacedBy: null,
    voidedAt: null,
    refunding: 0,
    refunded: 0,
    copies: 0,
    frozen: canonical({
      facility: body.facility,
      form: body.form,
      lines: body.lines,
      roundingTender: body.roundingTender,
      sources: body.sources,
    }),
    payerName: content?.payerName ?? null,
    payerAddress: content?.payerAddress ?? null,
    beneficiaryName: content?.beneficiaryName ?? null,
    beneficiaryCode: content?.beneficiaryCode ?? null,
    reason: content?.reason ?? null,
    lineNames: content === null ? null : canonical(content.lineNames),
    cashierName: content?.cashierName ?? null,
    entry: entry.id,
  });
  coverWhenDone(draft, body.collection, entry.at);
}

/** A collection is covered once every line of it stands on a receipt. */
function coverWhenDone(draft: Draft, id: string, at: number): void {
  const collection = draft.need('collection', id);
  if (collection.state === 'covered') return;
  openCollection(draft, id);
  const issued = draft.list('receipt', 'collection', id).filter((receipt) => receipt.state === 'issued');
  if (sum(issued, (receipt) => receipt.total) === collection.total) {
    draft.patch('collection', id, { state: 'covered', changedAt: at });
  }
}
