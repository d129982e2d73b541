import type { Row } from '../../../src/shared/payment/index.ts';
import type { Book } from './book.ts';

export interface NewLine {
  readonly bill: string;
  readonly amount: number;
  readonly onBehalf?: boolean;
}

/** What a receipt may be paid from, in order. */
export interface Money {
  readonly source: 'tender' | 'deposit' | 'balance' | 'rounding';
  readonly id: string;
  readonly amount: number;
}

export const payerName = 'Phạm Người Nộp';

function names(lines: readonly NewLine[]) {
  return {
    payerName,
    payerAddress: 'Thôn Thử',
    lines: lines.map(({ bill }) => ({
      name: `Khoản ${bill}`,
      period: 'Tháng 10',
      beneficiaryName: 'Bé Mẫu',
      beneficiaryCode: 'HS01',
    })),
  };
}

function bodyLines(book: Book, lines: readonly NewLine[]) {
  return lines.map(({ bill, amount, onBehalf = false }) => ({
    line: book.id(),
    bill,
    group: onBehalf ? 'bhyt' : 'vien-phi',
    amount,
    onBehalf,
    beneficiary: 'B1',
    account: 'vp',
  }));
}

export function openCollection(
  book: Book,
  lines: readonly NewLine[],
  purpose: 'bills' | 'deposit' = 'bills',
): string {
  const collection = book.id();
  book.put({
    type: 'collection.opened',
    body: { collection, payer: 'P1', purpose, lines: bodyLines(book, lines) },
    private: names(lines),
  });
  return collection;
}

export function changeCollection(book: Book, collection: string, lines: readonly NewLine[]): void {
  book.put({
    type: 'collection.changed',
    body: { collection, lines: bodyLines(book, lines) },
    private: names(lines),
  });
}

export function park(book: Book, collection: string): void {
  book.put({ type: 'collection.parked', body: { collection } });
}

export function resume(book: Book, collection: string): void {
  book.put({ type: 'collection.resumed', body: { collection } });
}

export function undo(book: Book, collection: string): void {
  book.put({ type: 'collection.undone', body: { collection, reason: 'doi-y' } });
}

interface Paper {
  readonly receipt: string;
  readonly onBehalf: boolean;
  readonly lines: readonly Row<'line'>[];
}

interface PlanRow extends Money {
  readonly line: string;
  readonly receipt: string;
}

/** Rows of an allocation: lines in order against money in order. */
function plan(papers: readonly Paper[], money: readonly Money[]): PlanRow[] {
  const rows: PlanRow[] = [];
  const left = money.map((one) => ({ ...one }));
  for (const { receipt, lines } of papers) {
    for (const line of lines) {
      let due = line.amount;
      for (const one of left) {
        const amount = Math.min(due, one.amount);
        if (amount === 0) continue;
        rows.push({ source: one.source, id: one.id, line: line.id, receipt, amount });
        one.amount -= amount;
        due -= amount;
      }
      if (due > 0) throw new Error(`${due} đ not covered`);
    }
  }
  return rows;
}

export interface IssueOptions {
  readonly replaces?: string;
  readonly receipt?: string;
  /** Cash that was rounded up, and by how much. */
  readonly roundedUp?: { readonly tender: string; readonly by: number };
  /** The leaf of a paper book whose number it takes. */
  readonly paper?: { readonly series: string; readonly number: number };
}

/** Freezes the allocation and issues the receipts of a collection, one for our own lines and one for lines on behalf. */
export function issue(
  book: Book,
  collection: string,
  money: readonly Money[],
  options: IssueOptions = {},
): string[] {
  const lines = book.reads.lines(collection);
  const papers = [false, true]
    .map((onBehalf) => ({
      receipt: options.receipt ?? book.id(),
      onBehalf,
      lines: lines.filter((line) => (line.onBehalf === 1) === onBehalf),
    }))
    .filter((paper) => paper.lines.length > 0);
  const rows = plan(papers, money);
  const allocation = book.id();
  book.act(() => {
    const actor = book.people.cashier;
    const frozen = rows.map(({ line, receipt, source, id, amount }) => ({
      line,
      receipt,
      source,
      id,
      amount,
    }));
    book.ledger.append({ type: 'allocation.frozen', actor, body: { allocation, collection, rows: frozen } });
    papers.forEach((paper, index) => {
      issueOne(book, collection, allocation, paper, rows, index === 0 ? options : {});
    });
  });
  return papers.map((paper) => paper.receipt);
}

function issueOne(
  book: Book,
  collection: string,
  allocation: string,
  paper: Paper,
  rows: readonly PlanRow[],
  options: IssueOptions,
): void {
  const series = book.reads.series(paper.onBehalf ? 'on-behalf' : 'receipt')[0];
  if (series === undefined) throw new Error('no series');
  const sources = sumBySource(rows.filter((row) => row.receipt === paper.receipt));
  const down = sources.find((one) => one.source === 'rounding');
  book.ledger.append({
    type: 'receipt.issued',
    actor: book.people.cashier,
    body: {
      receipt: paper.receipt,
      collection,
      allocation,
      series: options.paper?.series ?? series.id,
      number: options.paper?.number ?? series.next,
      onBehalf: paper.onBehalf,
      lines: paper.lines.map(({ id, bill, group, amount }) => ({ line: id, bill, group, amount })),
      total: paper.lines.reduce((sum, line) => sum + line.amount, 0),
      words: 'bằng chữ',
      sources,
      rounding: options.roundedUp?.by ?? -(down?.amount ?? 0),
      roundingTender: options.roundedUp?.tender ?? down?.id ?? null,
      paidAt: book.clock.now(),
      issueDate: '2026-10-05',
      facility: { institution: 'hospital', name: 'Bệnh viện Mẫu', address: 'Phường Thử', budgetCode: '' },
      form: { title: 'BIÊN LAI THU TIỀN', code: 'C45-HD', issuedUnder: 'Thông tư mẫu' },
      replaces: options.replaces ?? null,
    },
    private: {
      payerName,
      payerAddress: 'Thôn Thử',
      beneficiaryName: 'Bé Mẫu',
      beneficiaryCode: 'HS01',
      reason: 'Thu viện phí',
      lineNames: paper.lines.map((line) => `Khoản ${line.bill}`),
      cashierName: 'Nguyễn Thị Mẫu',
    },
  });
}

function sumBySource(rows: readonly Money[]): Money[] {
  const sums = new Map<string, Money>();
  for (const { source, id, amount } of rows) {
    const key = `${source}|${id}`;
    sums.set(key, { source, id, amount: amount + (sums.get(key)?.amount ?? 0) });
  }
  return [...sums.values()];
}

type FateName = 're-allocated' | 'returned' | 'refund' | 'balance' | 'claim-dropped';

/** Voids a receipt; money of its tenders has this fate, what came from funds goes back to them. */
export function voidReceipt(
  book: Book,
  receipt: string,
  fate: FateName,
  replacedBy: string | null = null,
): Money[] {
  const row = book.reads.receipt(receipt);
  if (row === undefined) throw new Error('no receipt');
  const { sources } = JSON.parse(row.frozen) as { sources: Money[] };
  const approval = book.approve('void', receipt);
  book.put({
    type: 'receipt.voided',
    body: {
      receipt,
      series: row.series,
      approval,
      reason: 'sai-ten',
      total: row.total,
      rounding: row.rounding,
      fates: sources
        .filter((one) => one.source !== 'rounding')
        .map(({ source, id, amount }) => ({
          source,
          id,
          amount,
          fate: source === 'tender' ? fate : ('restored' as const),
        })),
      replacedBy,
      copyRecalled: true,
      printed: true,
      afterZ: row.z !== null,
    },
    private: { text: 'ghi sai tên' },
  });
  return sources;
}

/** Takes a deposit for a stay from one tender; its id. */
export function takeDeposit(book: Book, collection: string, tender: string, amount: number): string {
  const deposit = book.id();
  const series = book.reads.series('deposit')[0];
  if (series === undefined) throw new Error('no series');
  book.put({
    type: 'deposit.taken',
    body: {
      deposit,
      collection,
      payer: 'P1',
      stay: 'S1',
      series: series.id,
      number: series.next,
      amount,
      sources: [{ id: tender, amount }],
      words: 'bằng chữ',
      issueDate: '2026-10-05',
    },
    private: { payerName, beneficiaryName: null, beneficiaryCode: null },
  });
  return deposit;
}

/** Asks money back the way it came; paid with a voucher, or refused. `leaves` is told the refund before it is paid. */
export function refund(
  book: Book,
  source: 'tender' | 'deposit' | 'balance',
  id: string,
  receipt: string | null,
  amount: number,
  end: 'paid' | 'refused',
  way: 'cash' | 'card' = 'cash',
  leaves: (refund: string) => void = () => undefined,
): void {
  const one = book.id();
  book.put({
    type: 'refund.requested',
    body: { refund: one, source, id, receipt, amount, way, otherWay: false },
    private: { payeeName: payerName, payeeIdentity: '001', text: 'hoàn' },
  });
  const approval = book.approve('refund', one);
  if (end === 'refused') {
    book.put({
      type: 'refund.refused',
      body: { refund: one, approval },
      private: { text: 'không đủ căn cứ' },
    });
    return;
  }
  book.put({ type: 'refund.approved', body: { refund: one, approval } });
  leaves(one);
  const series = book.reads.series('refund')[0];
  if (series === undefined) throw new Error('no series');
  book.put({
    type: 'refund.paid',
    body: {
      refund: one,
      source,
      standing: receipt !== null,
      way,
      amount,
      reference: null,
      voucher: { series: series.id, number: series.next },
    },
  });
}
