/** The lines of a receipt or voucher as a table: quantity, price and amount (Điều 16 e). */
import type { Table } from '../page/blocks.ts';
import { numbered } from './report.ts';

/** A line of a document about money. */
export interface SaidLine {
  readonly name: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly amount: number;
}

/** STT, name, quantity, price, amount, and the total. */
export function linesTable(lines: readonly SaidLine[], total: number): Table {
  const rows = numbered(lines, (line) => [
    line.name,
    { count: line.quantity },
    { dong: line.unitPrice },
    { dong: line.amount },
  ]);
  return {
    type: 'table',
    columns: [
      { head: 'STT', kind: 'number' },
      { head: 'Nội dung thu', kind: 'text' },
      { head: 'Số lượng', kind: 'number' },
      { head: 'Đơn giá', kind: 'number' },
      { head: 'Số tiền (đ)', kind: 'number', carry: 'sum' },
    ],
    rows: [...rows, { kind: 'total', span: 4, cells: ['Tổng cộng', { dong: total }] }],
  };
}
