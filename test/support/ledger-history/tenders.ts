import { heldAndClaim } from '../../../src/shared/payment/index.ts';
import type { Book } from './book.ts';

const cardResult = {
  approvalCode: '123456',
  rrn: '000000000001',
  stan: '000001',
  terminal: 'T1',
  merchant: null,
  batch: '000001',
  scheme: null,
  lastFour: '4242',
} as const;

/** Moves a tender to a state in which it keeps `kept` đồng. */
export function move(book: Book, tender: string, to: string, kept: number, extra: object = {}): void {
  const row = book.reads.tender(tender);
  if (row === undefined) throw new Error('no tender');
  const claim = (k: number) => heldAndClaim({ kept: k, allocated: row.allocated }).claim;
  book.put({
    type: `${row.machine}.${to}` as 'cash.cancelled',
    body: {
      tender,
      method: row.method,
      from: row.state,
      moved: kept - row.kept,
      claim: claim(kept) - claim(row.kept),
      ...extra,
    },
  });
}

/** Cash in the hand of the cashier, asked for with `rounding`, given with 9.000 đ too much. */
export function payCash(book: Book, collection: string, amount: number, rounding = 0): string {
  const tender = askCash(book, collection, amount, rounding);
  const due = amount + rounding;
  move(book, tender, 'received', due, { given: due + 9_000, change: 9_000 });
  return tender;
}

export function askCash(book: Book, collection: string, amount: number, rounding = 0): string {
  const tender = book.id();
  const due = amount + rounding;
  book.put({ type: 'cash.intended', body: { tender, collection, amount, due, rounding } });
  return tender;
}

export function askCard(book: Book, collection: string, amount: number): string {
  const tender = book.id();
  book.put({
    type: 'card.intended',
    body: { tender, collection, amount, terminal: 'T1', reference: tender.slice(-12) },
  });
  return tender;
}

/** An e-wallet that scanned the code of the card terminal. */
export function wallet(book: Book, collection: string, amount: number): string {
  const tender = book.id();
  const named = { terminal: 'T1', reference: tender.slice(-12), by: 'wallet' } as const;
  book.put({ type: 'card.intended', body: { tender, collection, amount, ...named } });
  for (const state of ['sent', 'approved']) {
    move(book, tender, state, state === 'approved' ? amount : 0, cardExtra(book, tender, state));
  }
  return tender;
}

/** A card that goes the way of these states; `paid` is what it keeps in those that keep money. */
export function card(book: Book, collection: string, amount: number, states: readonly string[]): string {
  const tender = askCard(book, collection, amount);
  for (const state of states) {
    const keeps = state === 'approved' || state === 'decided-paid';
    move(book, tender, state, keeps ? amount : 0, cardExtra(book, tender, state));
  }
  return tender;
}

function cardExtra(book: Book, tender: string, state: string): object {
  switch (state) {
    case 'approved':
      return cardResult;
    case 'declined':
      return { responseCode: '05' };
    case 'unknown':
      return { cause: 'timeout' };
    case 'decided-paid':
    case 'decided-unpaid':
      return { approval: book.approve('decide', tender), evidence: 'slip' };
    case 'voided':
      return { reason: 'khach-doi-y' };
    default:
      return {};
  }
}

export function manual(book: Book, collection: string, amount: number, states: readonly string[]): string {
  const tender = book.id();
  book.put({ type: 'manual.intended', body: { tender, collection, amount } });
  for (const state of states) {
    const keeps = state === 'keyed' || state === 'matched';
    const extra = {
      keyed: cardResult,
      matched: { credit: null, batch: '000001' },
      'not-found': { ground: 'batch' },
      voided: { reason: 'khach-doi-y' },
      cancelled: {},
    }[state];
    move(book, tender, state, keeps ? amount : 0, extra);
  }
  return tender;
}

/** A VietQR code, or Mobile Money over USSD, that goes the way of these states. */
export function asked(
  book: Book,
  machine: 'vietqr' | 'ussd',
  collection: string,
  amount: number,
  states: readonly string[],
): string {
  const tender = book.id();
  const expiresAt = book.clock.now() + 600_000;
  if (machine === 'vietqr') {
    const codes = { matchKey: 'code', matchCode: tender.slice(-12), serviceCode: 'QRIBFTTA' } as const;
    const shown = { payload: 'x'.repeat(40), holder: 'DON VI MAU', bank: 'NH MAU', accountNumber: '0001234' };
    const body = { tender, collection, amount, account: 'vp', wallet: false, expiresAt, ...codes, ...shown };
    book.put({ type: 'vietqr.shown', body });
  } else {
    const body = { tender, collection, amount, operator: 'nha-mang', operatorNumber: '0001', expiresAt };
    book.put({ type: 'ussd.asked', body, private: { phone: '0900000000' } });
  }
  for (const state of states) goOn(book, tender, amount, state);
  return tender;
}

/** The next state of a code; credited and accepted with all that belongs to the act. */
export function goOn(book: Book, tender: string, amount: number, state: string): void {
  if (state === 'claimed') move(book, tender, state, 0, { by: 'payer' });
  else if (state === 'never-came') move(book, tender, state, 0, { ground: 'sao-ke' });
  else if (state === 'accepted') accept(book, tender, amount);
  else if (state === 'credited') {
    const credit = see(book, amount);
    book.put({ type: 'credit.matched', body: { credit, tender, how: 'exact', by: 'code' } });
    move(book, tender, state, amount, { credit, paidAt: book.clock.now() });
  } else move(book, tender, state, 0);
}

function accept(book: Book, tender: string, amount: number): void {
  const acceptance = book.id();
  const used = book.ledger.rows
    .list('acceptance', 'shift', book.shift)
    .reduce((sum, one) => sum + one.amount, 0);
  book.put({
    type: 'acceptance.given',
    body: {
      acceptance,
      tender,
      amount,
      approval: book.approve('accept', tender),
      evidence: 'bank-sms',
      shiftLimit: 50_000_000,
      usedBefore: used,
    },
    private: { text: 'tin nhắn ngân hàng' },
  });
  move(book, tender, 'accepted', amount, { acceptance });
}

/** A line of our account; the credit's id. */
export function see(book: Book, amount: number): string {
  const credit = book.id();
  book.put({
    type: 'credit.seen',
    body: {
      credit,
      account: 'vp',
      bankReference: credit,
      amount,
      paidAt: book.clock.now(),
      origin: 'feed',
      found: null,
    },
    private: { content: 'NGUYEN THI MAU chuyen tien', otherName: 'NGUYEN THI MAU' },
  });
  return credit;
}

/** A charge that the terminal would not take back, then one way and another did; a batch that was settled. */
export function takenBack(book: Book, tender: string, amount: number): void {
  const before = { batch: '000001', receipt: null };
  const ends = [['not-sent'], ['unknown', 'declined'], ['unknown', 'approved']] as const;
  ends.forEach((outcomes, index) => {
    const row = book.id();
    const approval = book.approve('void', tender);
    const reference = `R${index}V`;
    book.put({
      type: 'terminal.void-sent',
      body: { void: row, tender, terminal: 'T1', reference, amount, reason: 'payer-asks', approval, before },
    });
    for (const outcome of outcomes) {
      const decided = outcomes.length === 2 && outcome === 'declined';
      const decision = decided
        ? { approval: book.approve('decide', tender), evidence: 'terminal-slip' }
        : null;
      book.put({
        type: 'terminal.void-ended',
        body: { void: row, tender, outcome, cause: outcome === 'approved' ? null : 'no-reply', decision },
      });
    }
  });
  move(book, tender, 'voided', 0, { reason: 'payer-asks' });
}

/** A refund that its terminal would not give back, nobody could say it had, and then did. */
export function refundedAtTerminal(book: Book, refund: string, tender: string, amount: number): void {
  const before = { batch: '000002', receipt: null };
  const ends = [['declined'], ['not-sent'], ['unknown', 'declined'], ['unknown', 'approved']] as const;
  ends.forEach((outcomes, index) => {
    const named = { refund, tender, reference: `R${index}` };
    book.put({ type: 'terminal.refund-sent', body: { ...named, terminal: 'T1', amount, before } });
    for (const outcome of outcomes) {
      const decided = outcomes.length === 2 && outcome === 'declined';
      const decision = decided
        ? { approval: book.approve('decide', tender), evidence: 'bank-by-phone' }
        : null;
      const cause = outcome === 'approved' ? null : 'no-reply';
      book.put({ type: 'terminal.refund-ended', body: { ...named, outcome, cause, decision } });
    }
  });
}

/** The bank pays a settled batch net of its fee: tied to another by mistake, untied, tied; the fee is accepted. */
function paidBatch(book: Book, settlement: string): void {
  const credit = see(book, 89_000);
  book.put({ type: 'credit.unmatched', body: { credit } });
  const tie = { credit, parts: [{ settlement, amount: 89_000 }] };
  book.put({ type: 'batch.credited', body: tie });
  book.put({
    type: 'batch.uncredited',
    body: { credit, approval: book.approve('decide-unknown', credit) },
    private: { text: 'gắn nhầm' },
  });
  book.put({ type: 'batch.credited', body: tie });
  book.put({
    type: 'batch.rest-accepted',
    body: { settlement, rest: 1_000, approval: book.approve('decide-unknown', settlement) },
    private: { text: 'phí của ngân hàng' },
  });
}

/** A settlement whose totals differ from ours, and one that the terminal refused. */
export function settledTerminal(book: Book): void {
  for (const outcome of ['settled', 'declined'] as const) {
    const settlement = book.id();
    book.put({ type: 'terminal.settling', body: { settlement, terminal: 'T1' } });
    const settled = outcome === 'settled';
    const told = settled
      ? { batch: '000001', count: 2, total: 90_000 }
      : { batch: null, count: null, total: null };
    book.put({
      type: 'terminal.settled',
      body: { settlement, outcome, cause: settled ? null : 'NB', ...told, ourCount: 1, ourTotal: 50_000 },
    });
    if (settled) paidBatch(book, settlement);
  }
}
