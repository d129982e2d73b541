/** Paper receipts, lowered fees, funds, settlements, outages, sets and frozen reports. */
import type { Book } from './book.ts';
import * as papers from './papers.ts';
import * as tenders from './tenders.ts';

const hash = 'cd'.repeat(32);

/** A leaf of book `QUYEN-7` with money on it, and a spoiled one. */
export function paperLeaves(book: Book): void {
  for (const number of [1, 2]) {
    const paper = book.id();
    const approval = book.approve('enter-paper-receipt', paper);
    const amount = 40_000;
    const collection = number === 1 ? papers.openCollection(book, [{ bill: 'HD-giay', amount }]) : null;
    book.put({
      type: 'paper.entered',
      body: {
        paper,
        series: 'QUYEN-7',
        number,
        collection,
        paperDate: '2026-10-05',
        writtenAt: book.clock.now() - 60_000,
        approval,
      },
      private: { writer: 'Lý Văn Thử', text: 'mất điện' },
    });
    if (collection === null) continue;
    const cash = tenders.payCash(book, collection, amount);
    papers.issue(book, collection, [{ source: 'tender', id: cash, amount }], {
      paper: { series: 'QUYEN-7', number },
    });
  }
}

/** An exemption, one that is taken back, and meal days that lower a later fee. */
export function loweredFees(book: Book): void {
  const carry = book.id();
  const days = book.approve('reduce-fee', carry);
  book.put({
    type: 'meal-days.recorded',
    body: { carry, payer: 'P1', days: 3, dayPrice: 30_000, amount: 90_000, approval: days },
    private: { period: 'Tháng 9', text: 'nghỉ ốm' },
  });
  for (const ground of ['exempt', 'meal-days'] as const) {
    const reduction = book.id();
    const exempt = ground === 'exempt';
    const approval = exempt ? book.approve('reduce-fee', 'HD-giam') : null;
    book.put({
      type: 'fee.reduced',
      body: { reduction, bill: 'HD-giam', amount: 60_000, ground, carry: exempt ? null : carry, approval },
      private: { decision: exempt ? 'QĐ 12/QĐ-BV' : null, text: 'giảm' },
    });
    const restore = book.approve('reduce-fee', reduction);
    book.put({ type: 'fee.restored', body: { reduction, approval: restore }, private: { text: 'nhầm' } });
  }
}

/** A deposit of a stay settles its bill: the funds chosen, the settlement, the receipt that they pay. */
export function settledStay(book: Book): void {
  const taken = papers.openCollection(book, [{ bill: 'TU-2', amount: 200_000 }], 'deposit');
  const deposit = papers.takeDeposit(book, taken, tenders.payCash(book, taken, 200_000), 200_000);
  const collection = papers.openCollection(book, [{ bill: 'HD-ravien', amount: 150_000 }]);
  const funds = [{ source: 'deposit', id: deposit, amount: 150_000 }] as const;
  book.put({ type: 'collection.funded', body: { collection, funds: [...funds] } });
  book.put({
    type: 'stay.settled',
    body: {
      settlement: book.id(),
      stay: 'S1',
      payer: 'P1',
      collection,
      gross: 600_000,
      insurance: 450_000,
      own: 120_000,
      outOfList: 20_000,
      surcharge: 10_000,
      exempted: 0,
      deposits: [{ deposit, applied: 150_000, left: 50_000 }],
      due: 0,
      back: 50_000,
    },
  });
  papers.issue(book, collection, funds);
}

/** Money of another counter: a deposit against its slip, given back here, and a balance that pays a bill. */
export function broughtFunds(book: Book): void {
  const taken = { home: book.id(), takenAt: book.clock.now() - 3_600_000 };
  const names = { payerName: 'Bà Nộp Hộ', beneficiaryName: 'Trần Thị Khám', beneficiaryCode: 'BN-77' };
  const deposit = book.id();
  const approval = book.approve('fund-elsewhere', deposit);
  book.put({
    type: 'fund.brought',
    body: {
      ...{ source: 'deposit', id: deposit, ...taken, home: null, payer: 'P1', stay: 'S7', amount: 90_000 },
      ...{ series: 'TU26-Q9', number: 12, way: 'cash', proof: 'slip', approval },
    },
    private: names,
  });
  papers.refund(book, 'deposit', deposit, null, 90_000, 'paid');
  const balance = book.id();
  book.put({
    type: 'fund.brought',
    body: {
      ...{ source: 'balance', id: balance, ...taken, payer: 'P1', stay: null, amount: 40_000 },
      ...{ series: null, number: null, way: 'transfer', proof: 'journal', approval: null },
    },
    private: { ...names, beneficiaryName: null, beneficiaryCode: null },
  });
  const collection = papers.openCollection(book, [{ bill: 'HD-so-du', amount: 40_000 }]);
  const funds = [{ source: 'balance', id: balance, amount: 40_000 }] as const;
  book.put({ type: 'collection.funded', body: { collection, funds: [...funds] } });
  papers.issue(book, collection, funds);
}

/** An outage from begin to end; receipts in an exported set; a report frozen and supplemented. */
export function houseOfPapers(book: Book, receipt: string): void {
  const outage = book.id();
  const from = book.clock.now() - 30_000;
  book.put({
    type: 'outage.began',
    body: { outage, kind: 'network', from, automatic: false },
    private: { text: 'đứt cáp' },
  });
  book.put({ type: 'outage.ended', body: { outage, to: from + 10_000 } });
  book.put({
    type: 'invoice.exported',
    body: { set: book.id(), day: '2026-10-05', receipts: [{ receipt, mode: 'summed' }], deposits: [], hash },
  });
  let supplements: string | null = null;
  for (let times = 0; times < 2; times += 1) {
    const report = book.id();
    book.put({
      type: 'report.frozen',
      body: {
        report,
        kind: 'cashless-year',
        from: '2026-01-01',
        to: '2026-12-31',
        rule: 'cashless-1',
        asOf: book.clock.now(),
        hash,
        size: 100,
        supplements,
      },
    });
    supplements = report;
  }
}

/** The treasurer counts the fund after the hand-in and banks some of it. */
export function fund(book: Book): void {
  const total = 50_000;
  book.put({
    type: 'fund.counted',
    body: {
      count: book.id(),
      lines: [{ denomination: 50_000, notes: 1 }],
      torn: 0,
      total,
      book: book.ledger.rows.get('fund', 'fund')?.balance ?? 0,
    },
    private: { reason: 'số dư đầu' },
  });
  book.put({
    type: 'fund.banked',
    body: { banking: book.id(), amount: 20_000, reference: 'GNT-1' },
    private: { text: 'nộp kho bạc' },
  });
}
