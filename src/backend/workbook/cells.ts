/** Cells of the province's workbooks: amounts are numbers, shares are per cent, text is never a formula. */
import writeXlsx, { type CellObject, type SheetData } from 'write-excel-file/node';
import type { Share } from '../../shared/money/index.ts';

export type Row = (CellObject | null)[];

export interface Sheet {
  readonly sheet: string;
  readonly data: SheetData;
  readonly columns: { width: number }[];
}

const amountFormat = '#,##0';
const shareFormat = '0.0%';
/** A cell that begins so is a formula for whoever opens the list as text. */
const formulaStart = /^[=+\-@\t\r]/;

/** A title. */
export const bold = (value: string): CellObject => ({ value, fontWeight: 'bold' });

/** Names of columns. */
export const head = (...names: string[]): Row =>
  names.map((value) => ({
    value,
    fontWeight: 'bold',
    wrap: true,
    backgroundColor: '#E8F0F9',
    borderStyle: 'thin',
  }));

/** Text that is nothing but text for whatever program opens it. */
export const text = (value: string): CellObject => ({
  value: formulaStart.test(value) ? `'${value}` : value,
  wrap: true,
});

/** A count, or đồng. */
export const number = (value: number): CellObject => ({ value, type: Number, format: amountFormat });

/** Per cent of the whole; empty where there is none. */
export const share = (part: number, whole: number): CellObject | null =>
  whole === 0 ? null : { value: part / whole, type: Number, format: shareFormat };

/** Share by number and by value, under {@link shareHeads}. */
export function shareCells({ count, cashlessCount, amount, cashlessAmount }: Share): Row {
  return [
    ...[number(count), number(cashlessCount), share(cashlessCount, count)],
    ...[number(amount), number(cashlessAmount), share(cashlessAmount, amount)],
  ];
}

export const shareHeads = [
  'Số lượt',
  'Không tiền mặt',
  '% số lượt',
  'Giá trị (đ)',
  'Không tiền mặt (đ)',
  '% giá trị',
];

/** Widths of columns, in characters. */
export function widths(...list: number[]): { width: number }[] {
  return list.map((width) => ({ width }));
}

/** The bytes of the workbook. */
export async function bytesOf(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const options = sheets.map((one) => ({ ...one, orientation: 'landscape' as const }));
  return new Uint8Array(await writeXlsx(options, { fontFamily: 'Arial', fontSize: 11 }).toBuffer());
}
