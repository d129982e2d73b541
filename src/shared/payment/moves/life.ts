/** Moves of what the counter does beyond taking money (`journal/types/life.ts`). */
import { canonical } from '../../journal/index.ts';
import type { lifeTypes } from '../../journal/types/life.ts';
import { isPending } from '../machines.ts';
import { type Draft, demand, type MoveEntry, type MovesOf, needApproval } from '../world.ts';
import { dropFunding, openCollection, patchBill } from './collection.ts';
import { leftOf, sum } from './money.ts';
import { fundBalance, intoFund, ownShift } from './shift.ts';
import { settles } from './tenders.ts';

/** A leaf of an open paper book, once; with money it belongs to the collection in front. */
function paperEntered(draft: Draft, entry: MoveEntry<'paper.entered'>): void {
  const { body, content } = entry;
  ownShift(draft, entry);
  const series = draft.need('series', body.series);
  demand(series.purpose === 'paper-book' && series.closedAt === null, 'series-not-open', body.series);
  demand(body.number >= series.next, 'paper-not-in-book');
  demand(body.writtenAt <= entry.at && body.paperDate <= entry.business_date, 'paper-from-the-future');
  needApproval(draft, body.approval, body.paper);
  if (body.collection !== null) {
    openCollection(draft, body.collection);
    demand(draft.list('paper', 'collection', body.collection).length === 0, 'paper-differs');
    demand(draft.list('receipt', 'collection', body.collection).length === 0, 'paper-differs');
  }
  draft.create('paper', {
    id: `${body.series}|${body.number}`,
    series: body.series,
    number: body.number,
    collection: body.collection,
    paperDate: body.paperDate,
    writtenAt: body.writtenAt,
    at: entry.at,
    approval: body.approval,
    writer: content?.writer ?? null,
    text: content?.text ?? null,
    entry: entry.id,
  });
}

/** Lowers what is owed on a bill line. An exemption names its decision; carried-over days are used once. */
function feeReduced(draft: Draft, { id, at, body, content }: MoveEntry<'fee.reduced'>): void {
  demand((body.ground === 'meal-days') === (body.carry !== null), 'reduction-without-ground');
  demand(body.ground !== 'exempt' || content === null || content.decision !== null, 'decision-needed');
  if (body.carry === null) {
    demand(body.approval !== null, 'approval-needed');
    needApproval(draft, body.approval, body.bill);
  } else {
    const carry = draft.need('carry', body.carry);
    demand(carry.amount - carry.used >= body.amount, 'carry-too-small');
    draft.patch('carry', carry.id, { used: carry.used + body.amount });
  }
  draft.create('reduction', {
    id: body.reduction,
    bill: body.bill,
    amount: body.amount,
    ground: body.ground,
    carry: body.carry,
    state: 'standing',
    at,
    decision: content?.decision ?? null,
    text: content?.text ?? null,
    entry: id,
  });
  patchBill(draft, body.bill, { reduced: body.amount });
}

function feeRestored(draft: Draft, { body }: MoveEntry<'fee.restored'>): void {
  const reduction = draft.need('reduction', body.reduction);
  demand(reduction.state === 'standing', 'reduction-finished');
  needApproval(draft, body.approval, body.reduction);
  draft.patch('reduction', reduction.id, { state: 'lifted' });
  patchBill(draft, reduction.bill, { reduced: -reduction.amount });
  if (reduction.carry === null) return;
  const carry = draft.need('carry', reduction.carry);
  draft.patch('carry', carry.id, { used: carry.used - reduction.amount });
}

function mealDaysRecorded(draft: Draft, { id, at, body, content }: MoveEntry<'meal-days.recorded'>): void {
  needApproval(draft, body.approval, body.carry);
  demand(body.amount === body.days * body.dayPrice, 'meal-days-do-not-add-up');
  draft.create('carry', {
    id: body.carry,
    payer: body.payer,
    days: body.days,
    amount: body.amount,
    used: 0,
    at,
    period: content?.period ?? null,
    entry: id,
  });
}

/** Chooses funds for a collection. They are taken only when its receipts are issued (design §4 "allocation"). */
function collectionFunded(draft: Draft, entry: MoveEntry<'collection.funded'>): void {
  const { body } = entry;
  ownShift(draft, entry);
  const collection = openCollection(draft, body.collection);
  demand(collection.purpose === 'bills', 'collection-is-deposit');
  dropFunding(draft, collection.id);
  const lines = draft.list('line', 'collection', collection.id);
  for (const line of lines)
    demand((draft.get('bill', line.bill)?.unknown ?? 0) === 0, 'bill-blocked', line.bill);
  const served = new Set([collection.payer, ...lines.map((line) => line.beneficiary)]);
  const taken = sum(draft.list('tender', 'collection', collection.id), (tender) =>
    isPending(tender.machine, tender.state) ? tender.amount : settles(tender),
  );
  const funds = sum(body.funds, (fund) => fund.amount);
  demand(funds === 0 || taken + funds <= collection.total, 'tender-exceeds-due');
  demand(new Set(body.funds.map((fund) => fund.id)).size === body.funds.length, 'fund-twice');
  body.funds.forEach((fund, position) => {
    const { source: kind } = fund;
    const row = draft.need(kind, fund.id);
    demand(served.has(row.payer), 'money-of-another');
    demand(leftOf(row) >= fund.amount, `${kind}-too-small`);
    draft.create('funding', {
      id: `${collection.id}/${String(position).padStart(2, '0')}`,
      collection: collection.id,
      source: fund.source,
      sourceId: fund.id,
      amount: fund.amount,
    });
  });
}

/**
 * A deposit or balance of another counter stands here too, with what is left of it. No money moves: what of it is used or
 * given back here is told by the entries that do it, and what is left of it anywhere by the rows of all counters.
 */
function fundBrought(draft: Draft, entry: MoveEntry<'fund.brought'>): void {
  const { body, content } = entry;
  demand(body.home !== entry.counter, 'fund-is-here');
  demand((body.proof === 'slip') === (body.approval !== null), 'approval-needed');
  if (body.approval !== null) needApproval(draft, body.approval, body.id);
  const fund = {
    ...{ id: body.id, payer: body.payer, amount: body.amount, used: 0, refunding: 0, refunded: 0 },
    ...{ at: body.takenAt, home: body.home ?? '', way: body.way },
  };
  if (body.source === 'balance') {
    demand(body.proof === 'journal' && body.home !== null && body.stay === null, 'fund-differs');
    draft.create('balance', { ...fund, tender: '' });
    return;
  }
  const { series, number, stay } = body;
  demand(series !== null && number !== null && stay !== null, 'fund-differs');
  demand(body.proof === 'slip' || body.home !== null, 'fund-differs');
  // Two counters may have the same series: another home is another deposit.
  const same = draft
    .list('deposit', 'payer', body.payer)
    .some(
      (one) =>
        isSlip(one, series, number) && (body.home === null || one.home === '' || one.home === body.home),
    );
  demand(!same, 'deposit-exists', `${series} ${number}`);
  draft.create('deposit', {
    ...fund,
    ...{ collection: '', stay, series, number, sources: '[]', shift: entry.shift ?? '', entry: entry.id },
    payerName: content?.payerName ?? null,
    beneficiaryName: content?.beneficiaryName ?? null,
    beneficiaryCode: content?.beneficiaryCode ?? null,
  });
}

function isSlip(row: { readonly series: string; readonly number: number }, series: string, number: number) {
  return row.series === series && row.number === number;
}

/** A settlement adds up, and its deposits have what it says of them. */
function staySettled(draft: Draft, entry: MoveEntry<'stay.settled'>): void {
  const { body } = entry;
  ownShift(draft, entry);
  const payable = body.own + body.outOfList + body.surcharge - body.exempted;
  const applied = sum(body.deposits, (one) => one.applied);
  const back = sum(body.deposits, (one) => one.left);
  demand(
    payable >= 0 && body.gross === body.insurance + payable + body.exempted,
    'settlement-does-not-add-up',
  );
  demand(payable === applied + body.due && body.back === back, 'settlement-does-not-add-up');
  demand(body.due === 0 || back === 0, 'settlement-does-not-add-up');
  demand((body.collection === null) === (payable === 0), 'settlement-does-not-add-up');
  if (body.collection !== null) {
    demand(openCollection(draft, body.collection).total === payable, 'settlement-does-not-add-up');
  }
  for (const one of body.deposits) {
    const deposit = draft.need('deposit', one.deposit);
    demand(deposit.stay === body.stay, 'deposit-of-another-stay');
    // Less than the row says where another counter has used or given back of it.
    demand(leftOf(deposit) >= one.applied + one.left, 'deposit-too-small');
  }
  draft.create('settlement', {
    id: body.settlement,
    stay: body.stay,
    payer: body.payer,
    collection: body.collection,
    due: body.due,
    back: body.back,
    at: entry.at,
    figures: canonical(body),
  });
}

function invoiceExported(draft: Draft, { body }: MoveEntry<'invoice.exported'>): void {
  for (const { receipt, mode } of body.receipts) {
    const row = draft.need('receipt', receipt);
    demand(row.state === 'issued', 'receipt-void');
    demand(row.issueDate === body.day, 'invoice-of-another-day');
    demand(draft.get('invoiced', receipt) === undefined, 'receipt-invoiced');
    draft.create('invoiced', { id: receipt, set: body.set, day: body.day, mode });
  }
  for (const deposit of body.deposits) {
    draft.need('deposit', deposit);
    demand(draft.get('invoiced', deposit) === undefined, 'receipt-invoiced');
    draft.create('invoiced', { id: deposit, set: body.set, day: body.day, mode: 'single' });
  }
  demand(body.receipts.length + body.deposits.length > 0, 'invoice-set-empty');
}

/** Frozen once; what comes later stands on a supplement of it. */
function reportFrozen(draft: Draft, { body }: MoveEntry<'report.frozen'>): void {
  const before = draft
    .list('frozenReport', 'kind', body.kind)
    .filter((one) => one.from === body.from && one.to === body.to);
  if (body.supplements === null) demand(before.length === 0, 'report-frozen');
  else
    demand(
      before.some((one) => one.id === body.supplements),
      'report-not-found',
    );
  draft.create('frozenReport', {
    id: body.report,
    kind: body.kind,
    from: body.from,
    to: body.to,
    rule: body.rule,
    asOf: body.asOf,
    hash: body.hash,
    supplements: body.supplements,
  });
}

/** Kiểm kê quỹ: the book afterwards says what the hands counted. */
function fundCounted(draft: Draft, { id, at, body, content }: MoveEntry<'fund.counted'>): void {
  const counted = body.lines.reduce((total, line) => total + line.denomination * line.notes, body.torn);
  demand(counted === body.total, 'count-does-not-add-up');
  demand(body.book === fundBalance(draft), 'fund-differs');
  const amount = body.total - body.book;
  demand(amount === 0 || content === null || content.reason !== null, 'reason-needed');
  intoFund(draft, { id: body.count, kind: 'counted', amount, at, entry: id, text: content?.reason ?? null });
}

export const lifeMoves: MovesOf<typeof lifeTypes> = {
  'paper.entered': paperEntered,
  'fee.reduced': feeReduced,
  'fee.restored': feeRestored,
  'meal-days.recorded': mealDaysRecorded,
  'collection.funded': collectionFunded,
  'fund.brought': fundBrought,
  'stay.settled': staySettled,
  'guidance.given': (draft, { body, at }) => draft.create('guidance', { id: body.guidance, at }),
  'outage.began': (draft, { id, body, content, at }) => {
    demand(body.from <= at, 'outage-times');
    draft.create('outage', {
      id: body.outage,
      kind: body.kind,
      from: body.from,
      to: null,
      automatic: body.automatic ? 1 : 0,
      text: content?.text ?? null,
      entry: id,
    });
  },
  'outage.ended': (draft, { body, at }) => {
    const outage = draft.need('outage', body.outage);
    demand(outage.to === null && body.to >= outage.from && body.to <= at, 'outage-times');
    draft.patch('outage', outage.id, { to: body.to });
  },
  'invoice.exported': invoiceExported,
  'report.frozen': reportFrozen,
  'fund.counted': fundCounted,
  'fund.banked': (draft, { id, at, body, content }) => {
    intoFund(draft, {
      id: body.banking,
      kind: 'banked',
      amount: -body.amount,
      at,
      entry: id,
      reference: body.reference,
      text: content?.text ?? null,
    });
  },
};
