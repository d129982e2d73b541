/**
 * The daily set for the e-invoice system (NĐ 254 Đ9 k4 m): receipts with an invoice of their own, receipts summed into
 * the one of the day, and those left out with the reason. The day is the calendar day of the receipt. One row a line,
 * our receipt number as the key, so that a second upload is refused and not doubled (facts/files.md §5).
 */
import { z } from 'zod';
import { invariant } from '../../../shared/kernel/assert.ts';
import { dong } from '../figures.ts';
import type { PaperMark } from '../model.ts';
import { bold, type PageBlock, type PagePaper, type Table, type TableRow, words } from '../page/blocks.ts';
import { dayText } from '../page/cells.ts';
import { amount, checked, day, deepFreeze, instant, line, said } from '../parts.ts';
import { dateOf, headParts, letterheadOf, onePaper, signaturesOf, space, totalInWords } from './head.ts';
import { numbered } from './report.ts';

const receipt = z.strictObject({
  series: said,
  number: said,
  at: instant,
  buyer: said,
  address: z.string().max(500),
  taxCode: z.string().max(20),
  code: z.string().max(60),
  /** `TM`, `CK`, `TM/CK`: the words of invoices. */
  payment: z.literal(['TM', 'CK', 'TM/CK']),
  lines: z.array(line).min(1).max(200).readonly(),
  total: amount,
});

export const einvoiceSetSchema = z
  .strictObject({
    kind: z.literal('einvoice-set'),
    ...headParts,
    day,
    scope: said,
    asOf: said,
    /** What stands for "không chịu thuế" in the receiving system. */
    vat: said,
    single: z.array(receipt).max(20_000).readonly(),
    summed: z.array(receipt).max(20_000).readonly(),
    excluded: z
      .array(z.strictObject({ series: said, number: said, total: amount, reason: said }))
      .max(20_000)
      .readonly(),
    total: amount,
    words: said,
  })
  .readonly();

export type EinvoiceSet = z.output<typeof einvoiceSetSchema>;
type SetReceipt = EinvoiceSet['single'][number];

/** Freezes a set. @throws InvariantBroken when a receipt stands twice or sums differ */
export function sealEinvoiceSet(set: z.input<typeof einvoiceSetSchema>): EinvoiceSet {
  return deepFreeze(checkEinvoiceSet(checked(einvoiceSetSchema.safeParse(set))));
}

/** @throws InvariantBroken when a receipt stands twice, its lines are not its total, or the receipts not the set's */
export function checkEinvoiceSet(set: EinvoiceSet): EinvoiceSet {
  const receipts = [...set.single, ...set.summed];
  for (const one of receipts) {
    const sum = one.lines.reduce((all, part) => all + part.amount, 0);
    invariant(sum === one.total, `einvoice set: lines of ${one.number}`);
  }
  invariant(sumOf(receipts) === set.total, 'einvoice set: receipts are not the total');
  const keys = [...receipts, ...set.excluded].map(keyOf);
  invariant(new Set(keys).size === keys.length, 'einvoice set: a receipt stands twice');
  return set;
}

function keyOf({ series, number }: { readonly series: string; readonly number: string }): string {
  return `${series}-${number}`;
}

function sumOf(receipts: readonly { readonly total: number }[]): number {
  return receipts.reduce((all, one) => all + one.total, 0);
}

/** The pages of a set: the list that goes with the summed invoice. */
export function einvoiceSetPaper(set: EinvoiceSet, mark: PaperMark): PagePaper {
  const blocks: PageBlock[] = [
    letterheadOf(set),
    {
      type: 'title',
      text: set.title,
      under: [words(`Ngày ${dayText(set.day)} · ${set.scope}`), words(`Số liệu đến: ${set.asOf}`)],
      right: [],
    },
    space(3),
    ...part('A. Lập hóa đơn riêng', set.single),
    ...part('B. Cộng vào hóa đơn tổng hợp trong ngày', set.summed),
    ...excludedPart(set),
    space(4),
    totalInWords('Tổng giá trị lập hóa đơn (A + B)', dong(set.total), set.words),
    space(6),
    signaturesOf(set.signers, dateOf(set.issuedAt)),
  ];
  return onePaper(set, dayText(set.day), { size: 'A4', landscape: true }, blocks, mark);
}

function part(label: string, receipts: readonly SetReceipt[]): PageBlock[] {
  const head: PageBlock = { type: 'text', runs: [bold(label)], glued: receipts.length > 0 };
  if (receipts.length === 0) return [head, { type: 'text', runs: [words('Không có.')] }, space(3)];
  const rows = numbered(receipts, (one) => [
    one.series,
    one.number,
    { at: one.at },
    one.buyer,
    one.lines.map(({ name }) => name).join('; '),
    one.payment,
    { dong: one.total },
  ]);
  const table: Table = {
    type: 'table',
    columns: [
      { head: 'STT', kind: 'number' },
      { head: 'Ký hiệu', kind: 'center', weight: 1.6 },
      { head: 'Số', kind: 'center', weight: 1.2 },
      { head: 'Giờ, ngày lập', kind: 'center', weight: 2 },
      { head: 'Người mua', kind: 'text', weight: 3 },
      { head: 'Nội dung', kind: 'text', weight: 5 },
      { head: 'HTTT', kind: 'center', weight: 1 },
      { head: 'Số tiền (đ)', kind: 'number', carry: 'sum' },
    ],
    rows: [
      ...rows,
      { kind: 'total', span: 7, cells: [`Cộng ${rows.length} biên lai`, { dong: sumOf(receipts) }] },
    ],
  };
  return [head, table, space(5)];
}

function excludedPart({ excluded }: EinvoiceSet): PageBlock[] {
  const head: PageBlock = { type: 'text', runs: [bold('C. Không đưa vào')], glued: excluded.length > 0 };
  if (excluded.length === 0) return [head, { type: 'text', runs: [words('Không có.')] }];
  const rows = numbered(excluded, (one) => [one.series, one.number, one.reason, { dong: one.total }]);
  const table: Table = {
    type: 'table',
    columns: [
      { head: 'STT', kind: 'number' },
      { head: 'Ký hiệu', kind: 'center', weight: 1.5 },
      { head: 'Số', kind: 'center', weight: 1.2 },
      { head: 'Lý do', kind: 'text', weight: 6 },
      { head: 'Số tiền (đ)', kind: 'number' },
    ],
    rows: [...rows, { kind: 'total', span: 4, cells: ['Cộng', { dong: sumOf(excluded) }] }],
  };
  return [head, table];
}

/** One sheet of rows for upload: names of columns, then a row for each line with the key of its receipt repeated. */
export function einvoiceRows(set: EinvoiceSet, which: 'single' | 'summed'): Table {
  const rows = set[which].flatMap((one) =>
    one.lines.map(
      (part, index): TableRow => ({
        kind: 'line',
        cells: [
          keyOf(one),
          one.series,
          one.number,
          { at: one.at },
          one.buyer,
          one.address,
          one.taxCode,
          one.code,
          one.payment,
          { count: index + 1 },
          part.name,
          { count: part.quantity },
          { dong: part.unitPrice },
          { dong: part.amount },
          set.vat,
        ],
      }),
    ),
  );
  const text = (head: string) => ({ head, kind: 'text' }) as const;
  const figure = (head: string) => ({ head, kind: 'number' }) as const;
  return {
    type: 'table',
    columns: [
      text('Khóa'),
      text('Ký hiệu biên lai'),
      text('Số biên lai'),
      text('Thời điểm lập'),
      text('Tên người mua'),
      text('Địa chỉ'),
      text('Mã số thuế / số định danh'),
      text('Mã người mua'),
      text('Hình thức thanh toán'),
      figure('Dòng'),
      text('Tên hàng hóa, dịch vụ'),
      figure('Số lượng'),
      figure('Đơn giá'),
      figure('Thành tiền'),
      text('Thuế suất'),
    ],
    rows,
  };
}
