/** X and Z report on A4: the roll's figures with what a chief accountant asks next — fee types, voids, counts. */
import { z } from 'zod';
import { invariant } from '../../../shared/kernel/assert.ts';
import { dong, moment } from '../figures.ts';
import type { PaperMark } from '../model.ts';
import {
  bold,
  type PageBlock,
  type PagePaper,
  slanted,
  type Table,
  type TableRow,
  words,
} from '../page/blocks.ts';
import { amount, checked, count, deepFreeze, instant, said, signed } from '../parts.ts';
import { dateOf, headParts, letterheadOf, onePaper, signaturesOf, space, totalInWords } from './head.ts';
import { heading } from './report.ts';

const figure = z.strictObject({ label: said, count: z.int().nullable(), amount: signed });
const figures = z.array(figure).max(100).readonly();

export const shiftReportSchema = z
  .strictObject({
    kind: z.literal('shift-report'),
    ...headParts,
    /** X has no number and no effect. */
    zNumber: z.int().min(1).nullable(),
    counterName: said,
    shiftName: said,
    cashierName: said,
    openedAt: instant,
    closedAt: instant.nullable(),
    ranges: z
      .array(
        z.strictObject({
          series: said,
          first: said,
          last: said,
          issued: count,
          voided: count,
          total: amount,
        }),
      )
      .max(40)
      .readonly(),
    rounding: signed,
    apartFromReceipts: signed,
    byMethod: figures,
    byGroup: figures,
    cash: z.strictObject({
      openingFloat: amount,
      received: signed,
      returned: amount,
      refunded: amount,
      payIn: amount,
      payOut: amount,
      safeDrops: amount,
      expected: signed,
      /** Null on an X: nothing was counted. */
      counted: amount.nullable(),
      nextFloat: amount,
      handedIn: amount,
    }),
    handedInWords: said.nullable(),
    reason: said.nullable(),
    /** Receipts of earlier shifts voided or replaced in this one: the old Z never changes. */
    earlier: figures,
    carriedOver: figures,
  })
  .readonly();

export type ShiftReport = z.output<typeof shiftReportSchema>;

/** Freezes a report. @throws InvariantBroken when cash or methods do not add up (design §4 (a)–(c)) */
export function sealShiftReport(report: z.input<typeof shiftReportSchema>): ShiftReport {
  return deepFreeze(checkShiftReport(checked(shiftReportSchema.safeParse(report))));
}

/** @throws InvariantBroken when cash or methods do not add up (design §4 (a)–(c)) */
export function checkShiftReport(report: ShiftReport): ShiftReport {
  const { openingFloat, received, returned, refunded, payIn, payOut, safeDrops, expected, counted } =
    report.cash;
  const sum = openingFloat + received - returned - refunded + payIn - payOut - safeDrops;
  invariant(sum === expected, 'shift report: cash figures do not lead to the expected cash');
  invariant(
    counted === null || counted === report.cash.nextFloat + report.cash.handedIn,
    'shift report: counted is not next float + handed in',
  );
  const groups = sumOf(report.byGroup) + report.rounding + report.apartFromReceipts;
  invariant(groups === sumOf(report.byMethod), 'shift report: fee types do not lead to the methods');
  return report;
}

function sumOf(rows: ShiftReport['byMethod']): number {
  return rows.reduce((all, one) => all + one.amount, 0);
}

/** The pages of a report. */
export function shiftReportPaper(report: ShiftReport, mark: PaperMark): PagePaper {
  const { zNumber, closedAt, cash, handedInWords } = report;
  const number = zNumber === null ? null : `Z ${zNumber}`;
  const blocks: PageBlock[] = [
    letterheadOf(report),
    {
      type: 'title',
      text: report.title,
      under: [
        slanted(
          zNumber === null
            ? 'Báo cáo X: xem giữa ca, không có giá trị chốt'
            : 'Báo cáo Z: đã chốt, không sửa',
        ),
      ],
      right: number === null ? [] : [bold(`Số: ${number}`)],
    },
    {
      type: 'fields',
      fields: [
        { label: 'Quầy', value: report.counterName },
        { label: 'Ca', value: report.shiftName },
        { label: 'Thu ngân', value: report.cashierName, weight: 'bold' },
      ],
    },
    {
      type: 'fields',
      fields: [
        { label: 'Mở ca', value: moment(report.openedAt) },
        { label: closedAt === null ? 'Lập lúc' : 'Chốt ca', value: moment(closedAt ?? report.issuedAt) },
      ],
    },
    ...part('1. Chứng từ của ca', rangesTable(report)),
    ...part('2. Theo loại thu', figureTable('Loại thu', groupRows(report))),
    ...part('3. Theo hình thức thanh toán', figureTable('Hình thức', report.byMethod)),
    ...part('4. Tiền mặt trong két', cashTable(report)),
    ...listed('5. Chứng từ ca trước bị hủy hoặc thay', report.earlier),
    ...listed('6. Chuyển sang ca sau', report.carriedOver),
    space(4),
    ...(handedInWords === null ? [] : [totalInWords('Nộp thủ quỹ', dong(cash.handedIn), handedInWords)]),
    space(5),
    signaturesOf(report.signers, dateOf(report.issuedAt)),
  ];
  return onePaper(report, number, { size: 'A4', landscape: false }, blocks, mark);
}

function part(label: string, table: Table): PageBlock[] {
  return [space(5), heading(label), table];
}

function listed(label: string, rows: ShiftReport['earlier']): PageBlock[] {
  if (rows.length === 0) return [space(5), { type: 'text', runs: [bold(label), words(': không có.')] }];
  return part(label, figureTable('Nội dung', rows));
}

function rangesTable({ ranges }: ShiftReport): Table {
  const total = ranges.reduce((all, one) => all + one.total, 0);
  return {
    type: 'table',
    columns: [
      { head: 'Ký hiệu', kind: 'text' },
      { head: 'Từ số', kind: 'center' },
      { head: 'Đến số', kind: 'center' },
      { head: 'Đã lập', kind: 'number' },
      { head: 'Đã hủy', kind: 'number' },
      { head: 'Số tiền (đ)', kind: 'number' },
    ],
    rows: [
      ...ranges.map(
        (one): TableRow => ({
          kind: 'line',
          cells: [
            one.series,
            one.first,
            one.last,
            { count: one.issued },
            { count: one.voided },
            { dong: one.total },
          ],
        }),
      ),
      { kind: 'total', span: 5, cells: ['Cộng', { dong: total }] },
    ],
  };
}

/** Fee types and the steps from them to the methods, so that both tables end in the same sum. */
function groupRows(report: ShiftReport): ShiftReport['byGroup'] {
  const steps = [
    { label: 'Làm tròn tiền mặt', count: null, amount: report.rounding },
    { label: 'Ngoài biên lai của ca', count: null, amount: report.apartFromReceipts },
  ];
  return [...report.byGroup, ...steps.filter((one) => one.amount !== 0)];
}

function figureTable(head: string, rows: ShiftReport['byMethod']): Table {
  return {
    type: 'table',
    columns: [
      { head, kind: 'text' },
      { head: 'Số lượng', kind: 'number' },
      { head: 'Số tiền (đ)', kind: 'number' },
    ],
    rows: [
      ...rows.map(
        (one): TableRow => ({
          kind: 'line',
          cells: [one.label, one.count === null ? null : { count: one.count }, { dong: one.amount }],
        }),
      ),
      { kind: 'total', span: 2, cells: ['Cộng', { dong: sumOf(rows) }] },
    ],
  };
}

function cashTable({ cash, reason }: ShiftReport): Table {
  const line = (label: string, value: number): TableRow => ({
    kind: 'line',
    cells: [label, { dong: value }],
  });
  const rows: TableRow[] = [
    line('Tiền đầu ca', cash.openingFloat),
    line('(+) Thu tiền mặt (đã trừ tiền trả lại)', cash.received),
    line('(−) Trả lại khách', cash.returned),
    line('(−) Hoàn tiền', cash.refunded),
    line('(+) Nộp thêm vào két', cash.payIn),
    line('(−) Chi từ két', cash.payOut),
    line('(−) Nộp bớt trong ca', cash.safeDrops),
    { kind: 'total', cells: ['Phải có trong két', { dong: cash.expected }] },
  ];
  if (cash.counted !== null) {
    const over = cash.counted - cash.expected;
    const label = over === 0 ? 'Khớp' : over > 0 ? 'Thừa' : 'Thiếu';
    rows.push(
      { kind: 'subtotal', cells: ['Kiểm đếm được', { dong: cash.counted }] },
      // In words, never by a sign: the official form and every till have opposite signs (product.md D).
      { kind: 'total', cells: [reason === null ? label : `${label} – ${reason}`, { dong: Math.abs(over) }] },
      line('Để lại đầu ca sau', cash.nextFloat),
      { kind: 'subtotal', cells: ['Nộp thủ quỹ', { dong: cash.handedIn }] },
    );
  }
  return {
    type: 'table',
    columns: [
      { head: 'Khoản', kind: 'text' },
      { head: 'Số tiền (đ)', kind: 'number' },
    ],
    rows,
  };
}
