import { equationGap } from '../../../src/shared/payment/index.ts';
import type { Book } from './book.ts';

export function openShift(book: Book, float = 500_000): void {
  book.shift = book.id();
  book.put({
    type: 'shift.opened',
    body: {
      shift: book.shift,
      cashier: book.people.cashier,
      name: 'Ca sáng',
      float: book.floatLeft ?? float,
      floatLeft: book.floatLeft,
      businessDate: '2026-10-05',
    },
  });
}

/** Drawer opened, money put in, taken out and dropped, a surprise count. */
export function drawer(book: Book): void {
  book.put({
    type: 'drawer.opened',
    body: { reason: 'open', subject: null },
    private: { text: 'đổi cuộn giấy' },
  });
  book.put({
    type: 'drawer.paid-in',
    body: { move: book.id(), amount: 200_000 },
    private: { text: 'thêm tiền lẻ' },
  });
  const move = book.id();
  const approval = book.approve('pay-out', move);
  book.put({
    type: 'drawer.paid-out',
    body: { move, amount: 50_000, approval },
    private: { text: 'mua giấy' },
  });
  book.put({
    type: 'drawer.dropped',
    body: { move: book.id(), amount: 100_000 },
    private: { text: 'vào két' },
  });
  count(book, 'surprise', book.reads.runningFigures(book.shift).expectedCash);
}

/** A count in single thousands and what is left as torn; its id. */
export function count(book: Book, purpose: 'surprise' | 'close', total: number): string {
  const id = book.id();
  const notes = Math.floor(total / 1000);
  book.put({
    type: 'count.taken',
    body: {
      count: id,
      shift: book.shift,
      purpose,
      attempt: (book.reads.shift(book.shift)?.counts ?? 0) + 1,
      lines: [{ denomination: 1000, notes }],
      torn: total - notes * 1000,
      total,
    },
  });
  return id;
}

/** Another cashier takes the shift over, and gives it back. */
export function takeOver(book: Book): void {
  const { cashier, other } = book.people;
  for (const [from, to] of [
    [cashier, other],
    [other, cashier],
  ] as const) {
    const approval = book.approve('take-over', book.shift);
    book.put({ type: 'shift.taken-over', actor: to, body: { shift: book.shift, from, to, approval } });
  }
}

/** Counts, closes with `short` đồng missing, hands in and has it confirmed. */
export function closeShift(book: Book, short = 0): void {
  const figures = book.reads.runningFigures(book.shift);
  if (equationGap(figures) !== 0) throw new Error(`the history does not add up: ${equationGap(figures)}`);
  const counted = figures.expectedCash - short;
  const taken = count(book, 'close', counted);
  const nextFloat = Math.min(counted, 400_000);
  const z = book.id();
  book.zNumber += 1;
  book.put({
    type: 'shift.closed',
    body: {
      z,
      zNumber: book.zNumber,
      shift: book.shift,
      count: taken,
      counted,
      expected: figures.expectedCash,
      difference: -short,
      nextFloat,
      handedIn: counted - nextFloat,
      figures,
      carriedOver: [],
      approval: null,
    },
    private: { reason: short === 0 ? null : 'thối nhầm' },
  });
  book.floatLeft = nextFloat;
  const handIn = book.id();
  const amount = counted - nextFloat;
  book.put({ type: 'hand-in.made', body: { handIn, z, amount } });
  for (const [index, total] of [amount + 1_000, amount].entries()) {
    const count = {
      handIn,
      receiver: book.people.cashier,
      attempt: index + 1,
      lines: [],
      torn: total,
      total,
    };
    book.put({ type: 'hand-in.counted', actor: book.people.chief, body: count });
  }
  book.put({
    type: 'hand-in.confirmed',
    actor: book.people.chief,
    body: { handIn, receiver: book.people.cashier, counted: amount },
  });
}
