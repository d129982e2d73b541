/** Acts beyond taking money: paper leaves, lowered fees, funds, settlements, sets, frozen reports, the treasurer's fund. */
import { freeOf, leftOf } from '../design-table.ts';
import { openWith } from './collections.ts';
import type { Act, Play } from './play.ts';
import { freeze } from './receipts.ts';
import { leftToAsk, openCollections } from './tenders.ts';

const hash = 'ef'.repeat(32);
const payers = ['P1', 'P2', 'P3'];

/** One leaf of a paper book: spoiled, or with cash and its receipt in one go. */
export const enterLeaf: Act = (play) => {
  if (play.shift === undefined) return false;
  const book = play.number('paper-book').series;
  const used = play.world.list('paper', 'series', book).map(({ number }) => number);
  const number = Math.max(0, ...used) + play.between(1, 3);
  const paper = play.id();
  const bill = `GIAY${play.between(1, 9)}`;
  const spoiled = play.chance.maybe(0.2) || (play.world.get('bill', bill)?.unknown ?? 0) > 0;
  const amount = play.between(1, 200_000);
  const collection = spoiled
    ? null
    : openWith(play, play.chance.pick(payers), 'bills', [{ bill, amount, onBehalf: play.chance.maybe(0.2) }]);
  const approval = play.approve('enter-paper-receipt', paper);
  play.put({
    type: 'paper.entered',
    actor: play.cashier,
    body: {
      ...{ paper, series: book, number, collection: collection?.id ?? null, approval },
      ...{ paperDate: '2026-10-04', writtenAt: play.world.at - 3_600_000 },
    },
    content: { writer: 'Người Viết', text: 'mất điện' },
  });
  if (collection !== null) issueLeaf(play, collection.id, book, number, amount);
  return true;
};

function issueLeaf(play: Play, collection: string, series: string, number: number, amount: number): void {
  const [tender, receipt, actor] = [play.id(), play.id(), play.cashier];
  play.put({ type: 'cash.intended', actor, body: { tender, collection, amount, due: amount, rounding: 0 } });
  play.put({
    type: 'cash.received',
    actor,
    body: { tender, method: 'cash', from: 'intended', moved: amount, claim: 0, given: amount, change: 0 },
  });
  const [line] = play.world.list('line', 'collection', collection);
  if (line === undefined) throw new Error('a collection without a line');
  const row = { line: line.id, receipt, source: 'tender' as const, id: tender, amount };
  const allocation = freeze(play, collection, [row]);
  play.put({
    type: 'receipt.issued',
    actor,
    body: {
      ...{ receipt, collection, allocation, series, number, onBehalf: line.onBehalf === 1, total: amount },
      lines: [{ line: line.id, bill: line.bill, group: line.group, amount }],
      ...{ words: 'bằng chữ', sources: [{ source: 'tender', id: tender, amount }], rounding: 0 },
      ...{ roundingTender: null, paidAt: play.world.at - 3_600_000, issueDate: '2026-10-04', replaces: null },
      facility: { institution: 'school', name: 'Trường Thử', address: 'Số 1', budgetCode: '' },
      form: { title: 'BIÊN LAI', code: '', issuedUnder: '' },
    },
    content: {
      ...{ payerName: 'Người Nộp', payerAddress: null, beneficiaryName: null, beneficiaryCode: null },
      ...{ reason: 'thu', lineNames: ['Học phí'], cashierName: 'Người Viết' },
    },
  });
}

/** A fee is lowered, by decision or by meal days carried over; now and then it is taken back. */
export const lowerFee: Act = (play) => {
  const standing = play.world.all('reduction').filter((one) => one.state === 'standing');
  const back = play.pickOrNone(standing);
  if (back !== undefined && play.chance.maybe(0.3)) {
    const approval = play.approve('reduce-fee', back.id);
    play.put({ type: 'fee.restored', body: { reduction: back.id, approval }, content: { text: 'nhầm' } });
    return true;
  }
  const bill = `HD${play.between(0, 9)}`;
  const reduction = play.id();
  const carry = play.pickOrNone(play.world.all('carry').filter((one) => one.amount > one.used));
  if (carry !== undefined && play.chance.maybe(0.5)) {
    const amount = play.between(1, carry.amount - carry.used);
    play.put({
      type: 'fee.reduced',
      body: { reduction, bill, amount, ground: 'meal-days', carry: carry.id, approval: null },
      content: { decision: null, text: 'nghỉ ăn' },
    });
    return true;
  }
  const approval = play.approve('reduce-fee', bill);
  play.put({
    type: 'fee.reduced',
    body: { reduction, bill, amount: play.between(1, 90_000), ground: 'exempt', carry: null, approval },
    content: { decision: 'QĐ 1', text: 'hộ nghèo' },
  });
  return true;
};

export const recordDays: Act = (play) => {
  const [carry, days, dayPrice] = [play.id(), play.between(1, 5), play.between(1, 40_000)];
  const approval = play.approve('reduce-fee', carry);
  play.put({
    type: 'meal-days.recorded',
    body: { carry, payer: play.chance.pick(payers), days, dayPrice, amount: days * dayPrice, approval },
    content: { period: 'Tháng 9', text: 'ốm' },
  });
  return true;
};

/** Chooses funds for a collection in front; now and then none. */
export const chooseFunds: Act = (play) => {
  if (play.shift === undefined) return false;
  const open = openCollections(play).filter(({ purpose }) => purpose === 'bills');
  const collection = play.pickOrNone(open);
  if (collection === undefined) return false;
  const lines = play.world.list('line', 'collection', collection.id);
  if (lines.some(({ bill }) => (play.world.get('bill', bill)?.unknown ?? 0) > 0)) return false;
  const chosen = play.world.list('funding', 'collection', collection.id);
  let lacking = leftToAsk(play, collection);
  if (lacking > 0) lacking += chosen.reduce((sum, fund) => sum + fund.amount, 0);
  const funds = (['deposit', 'balance'] as const).flatMap((source) =>
    play.world
      .all(source)
      .filter((fund) => fund.payer === collection.payer)
      .flatMap((fund) => {
        const amount = Math.min(lacking, leftOf(fund));
        if (amount <= 0 || play.chance.maybe(0.3)) return [];
        lacking -= amount;
        return [{ source, id: fund.id, amount }];
      }),
  );
  if (funds.length === 0 && play.chance.maybe(0.8)) return false;
  play.put({ type: 'collection.funded', actor: play.cashier, body: { collection: collection.id, funds } });
  return true;
};

/** Settles a stay of which nothing is payable or all is open: the entry alone, as its receipts are other acts. */
export const settle: Act = (play) => {
  if (play.shift === undefined) return false;
  const deposit = play.pickOrNone(play.world.all('deposit'));
  if (deposit === undefined) return false;
  const stay = play.world.list('deposit', 'stay', deposit.stay);
  const deposits = stay
    .filter((one) => leftOf(one) > 0)
    .map((one) => ({ deposit: one.id, applied: 0, left: leftOf(one) }));
  const insurance = play.between(0, 500_000);
  const exempted = play.between(0, 9_000);
  play.put({
    type: 'stay.settled',
    actor: play.cashier,
    body: {
      ...{ settlement: play.id(), stay: deposit.stay, payer: deposit.payer, collection: null },
      ...{ gross: insurance + exempted, insurance, own: exempted, outOfList: 0, surcharge: 0, exempted },
      ...{ deposits, due: 0, back: deposits.reduce((sum, one) => sum + one.left, 0) },
    },
  });
  return true;
};

/** A deposit or balance of another counter is brought here, by its journal or against its slip. */
export const bringFund: Act = (play) => {
  const source = play.chance.pick(['deposit', 'balance'] as const);
  const [deposit, fund] = [source === 'deposit', play.id()];
  const slip = deposit && play.chance.maybe(0.5);
  const approval = slip ? play.approve('fund-elsewhere', fund) : null;
  play.put({
    type: 'fund.brought',
    actor: play.cashier,
    body: {
      ...{ source, id: fund, home: slip && play.chance.maybe(0.5) ? null : play.id() },
      ...{ payer: play.chance.pick(payers), stay: deposit ? `S${play.between(1, 3)}` : null },
      ...{ series: deposit ? 'TU26-Q9' : null, number: deposit ? play.world.entries.length : null },
      ...{ amount: play.between(1, 900_000), takenAt: play.world.at - 86_400_000 },
      way: play.chance.pick(['cash', 'card', 'transfer'] as const),
      ...{ proof: slip ? 'slip' : 'journal', approval },
    },
    content: { payerName: 'Người Nộp', beneficiaryName: null, beneficiaryCode: null },
  });
  return true;
};

/** Receipts of a day handed to the e-invoice system: from then on they are never void. */
export const exportSet: Act = (play) => {
  const open = play.world
    .all('receipt')
    .filter((one) => one.state === 'issued' && play.world.get('invoiced', one.id) === undefined);
  const first = play.pickOrNone(open);
  if (first === undefined || !play.chance.maybe(0.3)) return false;
  const receipts = open
    .filter((one) => one.issueDate === first.issueDate && (one.id === first.id || play.chance.maybe(0.3)))
    .map((one) => ({ receipt: one.id, mode: play.chance.pick(['single', 'summed'] as const) }));
  play.put({
    type: 'invoice.exported',
    body: { set: play.id(), day: first.issueDate, receipts, deposits: [], hash },
  });
  return true;
};

/** Outages, frozen reports, the fund counted and banked. */
export const keepHouse: Act = (play) => {
  const { world } = play;
  switch (play.chance.below(4)) {
    case 0: {
      const lasting = play.pickOrNone(world.all('outage').filter(({ to }) => to === null));
      if (lasting !== undefined)
        play.put({ type: 'outage.ended', body: { outage: lasting.id, to: world.at } });
      else
        play.put({
          type: 'outage.began',
          body: { outage: play.id(), kind: 'power', from: world.at, automatic: play.chance.maybe(0.5) },
          content: { text: null },
        });
      return true;
    }
    case 1: {
      const [before] = world.all('frozenReport');
      play.put({
        type: 'report.frozen',
        body: {
          ...{
            report: play.id(),
            kind: 'cashless',
            from: '2026-01-01',
            to: '2026-12-31',
            rule: 'cashless-1',
          },
          ...{ asOf: world.at, hash, size: 10, supplements: before?.id ?? null },
        },
      });
      return true;
    }
    case 2: {
      const [book, total] = [world.get('fund', 'fund')?.balance ?? 0, play.between(0, 900_000)];
      play.put({
        type: 'fund.counted',
        body: { count: play.id(), lines: [], torn: total, total, book },
        content: { reason: book === total ? null : 'lệch' },
      });
      return true;
    }
    default: {
      const balance = world.get('fund', 'fund')?.balance ?? 0;
      if (balance === 0) return false;
      const body = { banking: play.id(), amount: play.between(1, balance), reference: 'GNT' };
      play.put({ type: 'fund.banked', body, content: { text: 'nộp' } });
      return true;
    }
  }
};

/** What must hold of these rows: sums that others are made of, and papers that may no longer change. */
export function lifeLaws({ world }: Play): string[] {
  const wrong: string[] = [];
  const standing = world.all('reduction').filter((one) => one.state === 'standing');
  for (const bill of world.all('bill')) {
    const reduced = standing.reduce((sum, one) => sum + (one.bill === bill.id ? one.amount : 0), 0);
    if (bill.reduced !== reduced) wrong.push(`reduced of ${bill.id} is ${bill.reduced}, not ${reduced}`);
  }
  for (const carry of world.all('carry')) {
    const used = standing.reduce((sum, one) => sum + (one.carry === carry.id ? one.amount : 0), 0);
    if (carry.used !== used || used > carry.amount) wrong.push('meal days used other than taken off');
  }
  const lines = world.all('fund').filter(({ id }) => id !== 'fund');
  const balance = lines.reduce((sum, one) => sum + one.amount, 0);
  if ((world.get('fund', 'fund')?.balance ?? 0) !== balance || balance < 0)
    wrong.push('the fund does not add up');
  for (const { id } of world.all('invoiced')) {
    if (world.get('receipt', id)?.state === 'void') wrong.push('a void receipt stands in an exported set');
  }
  for (const tender of world.all('tender')) if (freeOf(tender) < 0) wrong.push('free money below nothing');
  return wrong;
}
