/** Bảng kê chứng từ thu: every number of the period with its fate, gaps, voids, reprints, refunds (facts §2.3). */
import { z } from 'zod';
import { invariant } from '../../../shared/kernel/assert.ts';
import { dong } from '../figures.ts';
import type { PaperMark } from '../model.ts';
import type { PagePaper, Table, TableRow } from '../page/blocks.ts';
import { amount, checked, deepFreeze, instant, said } from '../parts.ts';
import { space, totalInWords } from './head.ts';
import { heading, numbered, reportPaper, reportParts } from './report.ts';

export const registerSchema = z
  .strictObject({
    kind: z.literal('receipt-register'),
    ...reportParts,
    rows: z
      .array(
        z.strictObject({
          series: said,
          number: said,
          at: instant,
          payer: said,
          reason: said,
          cash: amount,
          cashless: amount,
          /** "Hủy", "In lại", "Hoàn", with whom and why; empty when nothing happened. */
          fate: z.string().max(200),
          /** A voided receipt stands in the list and not in the sums. */
          voided: z.boolean(),
        }),
      )
      .max(20_000)
      .readonly(),
    ranges: z
      .array(
        z.strictObject({
          series: said,
          first: said,
          last: said,
          issued: z.int().min(0),
          voided: z.int().min(0),
          /** Numbers without paper; "không" when there are none. */
          gaps: said,
        }),
      )
      .max(40)
      .readonly(),
    total: amount,
    words: said,
  })
  .readonly();

export type ReceiptRegister = z.output<typeof registerSchema>;

/** Freezes a register. @throws InvariantBroken when its rows are not its total */
export function sealRegister(register: z.input<typeof registerSchema>): ReceiptRegister {
  return deepFreeze(checkRegister(checked(registerSchema.safeParse(register))));
}

/** @throws InvariantBroken when rows that stand are not the total */
export function checkRegister(register: ReceiptRegister): ReceiptRegister {
  const { cash, cashless } = sums(register);
  invariant(cash + cashless === register.total, 'register: rows are not the total');
  return register;
}

function sums({ rows }: ReceiptRegister): { cash: number; cashless: number } {
  const standing = rows.filter((row) => !row.voided);
  return {
    cash: standing.reduce((sum, row) => sum + row.cash, 0),
    cashless: standing.reduce((sum, row) => sum + row.cashless, 0),
  };
}

/** The pages of a register. */
export function registerPaper(register: ReceiptRegister, mark: PaperMark): PagePaper {
  const content = [
    space(2),
    heading('A. Dải số chứng từ'),
    rangesTable(register),
    space(5),
    heading('B. Chi tiết'),
    rowsTable(register),
    space(4),
    totalInWords('Tổng số tiền thu', dong(register.total), register.words),
  ];
  return reportPaper(register, content, mark);
}

function rangesTable({ ranges }: ReceiptRegister): Table {
  return {
    type: 'table',
    columns: [
      { head: 'Ký hiệu', kind: 'text', weight: 2 },
      { head: 'Từ số', kind: 'center' },
      { head: 'Đến số', kind: 'center' },
      { head: 'Đã lập', kind: 'number' },
      { head: 'Trong đó hủy', kind: 'number' },
      { head: 'Số thiếu', kind: 'text', weight: 3 },
    ],
    rows: ranges.map(
      (range): TableRow => ({
        kind: 'line',
        cells: [
          range.series,
          range.first,
          range.last,
          { count: range.issued },
          { count: range.voided },
          range.gaps,
        ],
      }),
    ),
  };
}

function rowsTable(register: ReceiptRegister): Table {
  const { cash, cashless } = sums(register);
  const rows = numbered(register.rows, (row) => {
    const money = (value: number) => ({ dong: row.voided ? 0 : value });
    return [
      row.series,
      row.number,
      { at: row.at },
      row.payer,
      row.reason,
      money(row.cash),
      money(row.cashless),
      money(row.cash + row.cashless),
      row.fate,
    ];
  });
  return {
    type: 'table',
    columns: [
      { head: 'STT', kind: 'number' },
      { head: 'Ký hiệu', kind: 'center', weight: 1.5 },
      { head: 'Số', kind: 'center', weight: 1.2 },
      { head: 'Giờ, ngày lập', kind: 'center', weight: 2 },
      { head: 'Người nộp tiền', kind: 'text', weight: 3 },
      { head: 'Nội dung', kind: 'text', weight: 2.6 },
      { head: 'Tiền mặt', group: 'Số tiền (đ)', kind: 'number', carry: 'sum' },
      { head: 'Không tiền mặt', group: 'Số tiền (đ)', kind: 'number', carry: 'sum' },
      { head: 'Cộng', group: 'Số tiền (đ)', kind: 'number', carry: 'sum' },
      { head: 'Tình trạng', kind: 'text', weight: 2.4 },
    ],
    rows: [
      ...rows,
      {
        kind: 'total',
        span: 6,
        cells: ['Tổng cộng', { dong: cash }, { dong: cashless }, { dong: cash + cashless }, null],
      },
    ],
  };
}
