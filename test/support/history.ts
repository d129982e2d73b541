/**
 * A legal history of a counter, written by real acts into a real file, in which every entry type of the union occurs.
 * Deterministic: the same seed gives the same bytes.
 */
import { continueInNewEpoch } from '../../src/main/ledger/epoch.ts';
import { Book } from './ledger-history/book.ts';
import * as house from './ledger-history/house.ts';
import * as life from './ledger-history/life.ts';
import * as papers from './ledger-history/papers.ts';
import * as shifts from './ledger-history/shifts.ts';
import * as tenders from './ledger-history/tenders.ts';

/** A finished history and what tests want to find in it. */
export interface History {
  readonly book: Book;
  /** A receipt that stands, paid in cash, of the first shift. */
  readonly receipt: string;
  /** Parked, with its cash already taken. */
  readonly parked: string;
  /** The bill of a standing receipt, and what is paid on it. */
  readonly paidBill: { readonly bill: string; readonly paid: number };
  /** Entries whose private parts were erased. */
  readonly erased: readonly string[];
}

/** A counter that is set up and has people and series, but no shift yet. */
export function newCounter(seed = 1): Book {
  const book = new Book(seed);
  house.setUp(book);
  return book;
}

/** One ordinary cash receipt in the open shift. */
export function payOneBill(book: Book, bill: string, amount: number): string {
  const collection = papers.openCollection(book, [{ bill, amount }]);
  const tender = tenders.payCash(book, collection, amount);
  const [receipt] = papers.issue(book, collection, [{ source: 'tender', id: tender, amount }]);
  if (receipt === undefined) throw new Error('no receipt');
  return receipt;
}

/** Opens a shift and pays `count` bills in cash. */
export function payBills(book: Book, count: number): string[] {
  shifts.openShift(book);
  return Array.from({ length: count }, (_, index) => payOneBill(book, `HD-${index}`, 100_000 + index * 1000));
}

/** Every entry type; ends in epoch 2 with a shift open, a collection parked and a card unknown. */
export function fullHistory(seed = 1, onAct: (book: Book) => void = () => undefined): History {
  const book = newCounter(seed);
  book.onAct = () => onAct(book);
  house.sessions(book);
  house.proposals(book);
  house.imports(book);
  shifts.openShift(book);
  shifts.drawer(book);
  shifts.takeOver(book);
  const receipt = cashAndRounding(book);
  house.prints(book, receipt);
  cards(book);
  codes(book);
  strayMoney(book);
  depositsAndRefunds(book, receipt);
  life.paperLeaves(book);
  life.loweredFees(book);
  life.settledStay(book);
  life.broughtFunds(book);
  life.houseOfPapers(book, receipt);
  house.clockSetBack(book);
  const erased = erasure(book);
  shifts.closeShift(book, 1_000);
  life.fund(book);
  shifts.openShift(book);
  afterZ(book);
  const parked = openThings(book);
  newEpoch(book);
  payOneBill(book, 'HD-sau', 77_000);
  return { book, receipt, parked, paidBill: { bill: 'HD-1', paid: 150_300 }, erased };
}

function cashAndRounding(book: Book): string {
  const undone = papers.openCollection(book, [{ bill: 'HD-0', amount: 10_000 }]);
  tenders.move(book, tenders.askCash(book, undone, 10_000), 'cancelled', 0);
  const returned = tenders.payCash(book, undone, 10_000);
  tenders.move(book, returned, 'returned', 0, { reason: 'khach-doi-y' });
  papers.undo(book, undone);

  const up = papers.openCollection(book, [{ bill: 'HD-x', amount: 1_000 }]);
  papers.changeCollection(book, up, [
    { bill: 'HD-1', amount: 150_300 },
    { bill: 'BH-1', amount: 50_000, onBehalf: true },
  ]);
  papers.park(book, up);
  papers.resume(book, up);
  const cash = tenders.payCash(book, up, 200_300, 200);
  const [receipt] = papers.issue(book, up, [{ source: 'tender', id: cash, amount: 200_300 }], {
    roundedUp: { tender: cash, by: 200 },
  });

  const down = papers.openCollection(book, [{ bill: 'HD-2', amount: 80_100 }]);
  const less = tenders.payCash(book, down, 80_100, -100);
  papers.issue(book, down, [
    { source: 'tender', id: less, amount: 80_000 },
    { source: 'rounding', id: less, amount: 100 },
  ]);
  if (receipt === undefined) throw new Error('no receipt');
  return receipt;
}

function cards(book: Book): void {
  const amount = 120_000;
  const undone = papers.openCollection(book, [{ bill: 'HD-3', amount }]);
  tenders.card(book, undone, amount, ['cancelled']);
  tenders.card(book, undone, amount, ['sent', 'declined']);
  tenders.card(book, undone, amount, ['sent', 'unknown', 'decided-unpaid', 'approved', 'voided']);
  tenders.takenBack(book, tenders.card(book, undone, amount, ['sent', 'approved']), amount);
  tenders.settledTerminal(book);
  tenders.manual(book, undone, amount, ['cancelled']);
  tenders.manual(book, undone, amount, ['keyed', 'voided']);
  papers.undo(book, undone);

  const paid = papers.openCollection(book, [{ bill: 'HD-4', amount: 2 * amount }]);
  const card = tenders.card(book, paid, amount, ['sent', 'unknown', 'decided-paid', 'approved']);
  const manual = tenders.manual(book, paid, amount, ['keyed', 'not-found', 'matched']);
  const [receipt] = papers.issue(book, paid, [
    { source: 'tender', id: card, amount },
    { source: 'tender', id: manual, amount },
  ]);
  if (receipt === undefined) throw new Error('no receipt');
  const scanned = papers.openCollection(book, [{ bill: 'HD-4b', amount }]);
  papers.issue(book, scanned, [{ source: 'tender', id: tenders.wallet(book, scanned, amount), amount }]);
  // Voided for good: the money stays as a balance, which pays another bill and is paid out for the rest.
  papers.voidReceipt(book, receipt, 'balance');
  const balance = book.id();
  for (const tender of [card, manual]) {
    const id = tender === card ? balance : book.id();
    book.put({ type: 'balance.created', body: { balance: id, tender, payer: 'P1', amount } });
  }
  const other = papers.openCollection(book, [{ bill: 'HD-5', amount: 100_000 }]);
  papers.issue(book, other, [{ source: 'balance', id: balance, amount: 100_000 }]);
  papers.refund(book, 'balance', balance, null, 20_000, 'paid', 'card', (refund) =>
    tenders.refundedAtTerminal(book, refund, card, 20_000),
  );
}

function codes(book: Book): void {
  const amount = 60_000;
  for (const machine of ['vietqr', 'ussd'] as const) {
    const undone = papers.openCollection(book, [{ bill: `QR-${machine}`, amount }]);
    tenders.asked(book, machine, undone, amount, ['expired']);
    tenders.asked(book, machine, undone, amount, ['claimed', 'cancelled']);
    tenders.asked(book, machine, undone, amount, ['claimed', 'accepted', 'never-came']);
    papers.undo(book, undone);
    const paid = papers.openCollection(book, [{ bill: `QR2-${machine}`, amount }]);
    const tender = tenders.asked(book, machine, paid, amount, ['accepted']);
    papers.issue(book, paid, [{ source: 'tender', id: tender, amount }]);
    tenders.goOn(book, tender, amount, 'credited');
  }
}

/** Credits nobody asked for: one goes back, one pays a bill, one was never assigned. */
function strayMoney(book: Book): void {
  const back = tenders.see(book, 5_000);
  book.put({ type: 'credit.unmatched', body: { credit: back } });
  book.put({
    type: 'credit.returned',
    body: { credit: back, approval: book.approve('return', back) },
    private: { text: 'trả lại người chuyển' },
  });
  const amount = 30_000;
  const collection = papers.openCollection(book, [{ bill: 'HD-6', amount }]);
  const credit = tenders.see(book, amount);
  const tender = book.id();
  const paidAt = book.clock.now();
  book.put({ type: 'credit.matched', body: { credit, tender, how: 'exact', by: 'person' } });
  const kind = { method: 'transfer', kind: 'transfer', claim: 0 } as const;
  book.put({
    type: 'incoming.credited',
    body: { tender, collection, amount, moved: amount, credit, paidAt, ...kind },
  });
  papers.issue(book, collection, [{ source: 'tender', id: tender, amount }]);
  const dispute = book.id();
  book.put({
    type: 'dispute.opened',
    body: { dispute, kind: 'paid-twice', receipt: null, tender, amount, deadline: '2026-10-20' },
    private: { complainant: 'Phạm Người Nộp', contact: '0900000000', text: 'nộp hai lần' },
  });
  book.put({ type: 'guidance.given', body: { guidance: book.id() } });
  book.put({
    type: 'dispute.tied',
    body: { dispute, receipt: null, tender, credit },
    private: { bankReference: 'FT0000000001' },
  });
  book.put({ type: 'dispute.moved', body: { dispute, to: 'examining' }, private: { text: 'đang tra soát' } });
}

function depositsAndRefunds(book: Book, receipt: string): void {
  const collection = papers.openCollection(book, [{ bill: 'TU-1', amount: 500_000 }], 'deposit');
  const cash = tenders.payCash(book, collection, 500_000);
  const deposit = papers.takeDeposit(book, collection, cash, 500_000);
  const stay = papers.openCollection(book, [{ bill: 'HD-7', amount: 300_000 }]);
  papers.issue(book, stay, [{ source: 'deposit', id: deposit, amount: 300_000 }]);
  papers.refund(book, 'deposit', deposit, null, 200_000, 'paid');
  const [used] = book.reads.allocationsOf(receipt);
  if (used === undefined) throw new Error('no allocation');
  papers.refund(book, 'tender', used.sourceId, receipt, 10_000, 'refused');
}

/** A whole payment whose names are then erased. */
function erasure(book: Book): string[] {
  payOneBill(book, 'HD-xoa', 45_000);
  const last = book.database.connection
    .prepare(
      `SELECT id FROM journal WHERE type IN ('collection.opened', 'receipt.issued') ORDER BY seq DESC LIMIT 2`,
    )
    .all() as { id: string }[];
  const entries = last.map(({ id }) => id);
  house.erase(book, entries);
  return entries;
}

/** Corrections of papers that already stand in a Z. */
function afterZ(book: Book): void {
  const wrong = book.database.connection
    .prepare(
      `SELECT id FROM receipt WHERE z IS NOT NULL AND state = 'issued' AND onBehalf = 0 AND rounding = 0 ORDER BY id LIMIT 1`,
    )
    .get() as { id: string };
  const replacing = book.id();
  const before = book.reads.receipt(wrong.id);
  if (before === undefined) throw new Error('no receipt');
  const money = papers.voidReceipt(book, wrong.id, 're-allocated', replacing);
  papers.issue(book, before.collection, money, { replaces: wrong.id, receipt: replacing });
}

function openThings(book: Book): string {
  const amount = 90_000;
  const parked = papers.openCollection(book, [{ bill: 'HD-8', amount }]);
  tenders.payCash(book, parked, amount);
  papers.park(book, parked);
  const unsure = papers.openCollection(book, [{ bill: 'HD-9', amount }]);
  tenders.card(book, unsure, amount, ['sent', 'unknown']);
  return parked;
}

function newEpoch(book: Book): void {
  const opened = continueInNewEpoch(book.database, book.ports, book.ledger, {
    cause: 'restore',
    knownHeads: [],
    mayMiss: true,
    actor: book.people.admin,
    recoveredBy: null,
  });
  if (!opened.ok) throw new Error(opened.reason);
  book.ledger = opened.value.ledger;
  book.reads = opened.value.reads;
  book.put({
    type: 'epoch.accounted',
    actor: book.people.admin,
    body: { epoch: 2, series: 'BL26-Q1', lastNumber: 9 },
    private: { text: 'đã đối chiếu giấy' },
  });
}
