/** Sổ quỹ tiền mặt: in strict order, the day's sums closed every day, the balance never negative without being seen. */
import { z } from 'zod';
import { invariant } from '../../../shared/kernel/assert.ts';
import { dong } from '../figures.ts';
import type { PaperMark } from '../model.ts';
import { type PageBlock, type PagePaper, type Table, type TableRow, words } from '../page/blocks.ts';
import { dayText } from '../page/cells.ts';
import { amount, checked, day, deepFreeze, said, signed } from '../parts.ts';
import { space, totalInWords } from './head.ts';
import { reportPaper, reportParts } from './report.ts';

export const cashBookSchema = z
  .strictObject({
    kind: z.literal('cash-book'),
    ...reportParts,
    opening: signed,
    entries: z
      .array(
        z.strictObject({
          day,
          /** Date of the voucher, where it is another. */
          voucherDay: day,
          receiptNumber: z.string().max(40),
          paymentNumber: z.string().max(40),
          text: said,
          in: amount,
          out: amount,
          note: z.string().max(200),
        }),
      )
      .max(40_000)
      .readonly(),
    closing: signed,
    closingWords: said,
  })
  .readonly();

export type CashBook = z.output<typeof cashBookSchema>;

/** Freezes a cash book. @throws InvariantBroken when its entries do not lead to its closing balance, or go back in time */
export function sealCashBook(book: z.input<typeof cashBookSchema>): CashBook {
  return deepFreeze(checkCashBook(checked(cashBookSchema.safeParse(book))));
}

/** @throws InvariantBroken when entries do not lead to the closing balance, or are not in order of days */
export function checkCashBook(book: CashBook): CashBook {
  const closing = book.entries.reduce((sum, one) => sum + one.in - one.out, book.opening);
  invariant(closing === book.closing, 'cash book: entries do not lead to the closing balance');
  book.entries.forEach((one, index) => {
    const before = book.entries[index - 1];
    invariant(before === undefined || before.day <= one.day, 'cash book: days out of order');
  });
  return book;
}

/** The pages of a cash book. */
export function cashBookPaper(book: CashBook, mark: PaperMark): PagePaper {
  const content: PageBlock[] = [
    space(4),
    table(book),
    space(4),
    totalInWords('Tồn quỹ cuối kỳ', dong(book.closing), book.closingWords),
    {
      type: 'text',
      runs: [words('Sổ này được lập từ chứng từ theo thứ tự số; sửa sai bằng bút toán điều chỉnh.')],
      glued: true,
      size: 'small',
    },
  ];
  return reportPaper(book, content, mark);
}

function table({ opening, entries, closing }: CashBook): Table {
  const rows: TableRow[] = [
    { kind: 'subtotal', span: 5, cells: ['Số dư đầu kỳ', null, null, { dong: opening }, null] },
  ];
  let balance = opening;
  let dayIn = 0;
  let dayOut = 0;
  entries.forEach((one, index) => {
    balance += one.in - one.out;
    dayIn += one.in;
    dayOut += one.out;
    rows.push(entryRow(one, balance));
    if (entries[index + 1]?.day === one.day) return;
    rows.push(dayRow(one.day, dayIn, dayOut, balance));
    dayIn = 0;
    dayOut = 0;
  });
  const all = (side: 'in' | 'out') => entries.reduce((sum, one) => sum + one[side], 0);
  rows.push({
    kind: 'total',
    span: 5,
    cells: [
      'Cộng phát sinh · tồn cuối kỳ',
      { dong: all('in') },
      { dong: all('out') },
      { dong: closing },
      null,
    ],
  });
  return {
    type: 'table',
    numbered: true,
    columns: [
      { head: 'Ngày ghi sổ', kind: 'center', weight: 1.6 },
      { head: 'Ngày chứng từ', kind: 'center', weight: 1.6 },
      { head: 'Thu', group: 'Số hiệu chứng từ', kind: 'center', weight: 2 },
      { head: 'Chi', group: 'Số hiệu chứng từ', kind: 'center', weight: 2 },
      { head: 'Diễn giải', kind: 'text', weight: 4.5 },
      { head: 'Thu', group: 'Số tiền (đ)', kind: 'number', carry: 'sum' },
      { head: 'Chi', group: 'Số tiền (đ)', kind: 'number', carry: 'sum' },
      { head: 'Tồn', group: 'Số tiền (đ)', kind: 'number', carry: 'last' },
      { head: 'Ghi chú', kind: 'text', weight: 1.8 },
    ],
    rows,
  };
}

function entryRow(one: CashBook['entries'][number], balance: number): TableRow {
  const money = (value: number) => (value === 0 ? null : { dong: value });
  return {
    kind: 'line',
    cells: [
      { day: one.day },
      { day: one.voucherDay },
      one.receiptNumber,
      one.paymentNumber,
      one.text,
      money(one.in),
      money(one.out),
      { dong: balance },
      one.note,
    ],
  };
}

function dayRow(on: string, dayIn: number, dayOut: number, balance: number): TableRow {
  const cells = [`Cộng ngày ${dayText(on)}`, { dong: dayIn }, { dong: dayOut }, { dong: balance }, null];
  return { kind: 'subtotal', span: 5, cells };
}
