/**
 * Yearly report of the cashless share, by count and by value (design §7; R9–R12). What counts is said on the report
 * with its version; a late counter stands on a line of its own and changes nothing above it.
 */
import { z } from 'zod';
import { invariant } from '../../../shared/kernel/assert.ts';
import type { PaperMark } from '../model.ts';
import { bold, type PageBlock, type PagePaper, type Table, type TableRow, words } from '../page/blocks.ts';
import { checked, count, deepFreeze, labelled, said, signed } from '../parts.ts';
import { space } from './head.ts';
import { heading, reportPaper, reportParts } from './report.ts';

const figures = { count, cashlessCount: count, value: signed, cashlessValue: signed };
const row = z.strictObject({ label: said, ...figures });
/** What was undone after the figures were frozen is less than nothing. */
const step = { count: z.int(), cashlessCount: z.int(), value: signed, cashlessValue: signed };

export const shareReportSchema = z
  .strictObject({
    kind: z.literal('share-report'),
    ...reportParts,
    /** Tier, urban or not, code of the facility: targets differ by them. */
    attributes: z.array(labelled).max(8).readonly(),
    /** Months, or the days of one. */
    rows: z.array(row).min(1).max(31).readonly(),
    total: z.strictObject(figures),
    /** Share of the last months that is estimated, where the year is not over ("ước cả năm"). */
    estimate: row.nullable(),
    /** What came in after the figures were frozen. */
    supplements: z
      .array(z.strictObject({ label: said, ...step }))
      .max(20)
      .readonly(),
    byMethod: z
      .array(z.strictObject({ label: said, count, value: signed }))
      .max(12)
      .readonly(),
    /** Band in force, per cent of 100 × hundredths. */
    target: z.strictObject({ low: z.int().min(0), high: z.int().min(0), source: said }).nullable(),
    /** "Mã QR: sẵn sàng từ 01/03/2023" … and the light 3/4. */
    readiness: z.array(labelled).max(8).readonly(),
    /** Assisted payers, disputes and so on. */
    indicators: z.array(labelled).max(12).readonly(),
    rule: said,
  })
  .readonly();

export type ShareReport = z.output<typeof shareReportSchema>;
type Figures = ShareReport['total'];

/** Freezes a report. @throws InvariantBroken when months or methods are not the total */
export function sealShareReport(report: z.input<typeof shareReportSchema>): ShareReport {
  return deepFreeze(checkShareReport(checked(shareReportSchema.safeParse(report))));
}

/** @throws InvariantBroken when months or methods are not the total, or more is cashless than there is */
export function checkShareReport(report: ShareReport): ShareReport {
  const keys = ['count', 'cashlessCount', 'value', 'cashlessValue'] as const;
  for (const key of keys) {
    const sum = report.rows.reduce((all, one) => all + one[key], 0);
    invariant(sum === report.total[key], `share report: ${key} of the rows is not the total`);
  }
  const { total, byMethod } = report;
  invariant(
    total.cashlessCount <= total.count && total.cashlessValue <= total.value,
    'share report: over 100 %',
  );
  const counted = byMethod.reduce((all, one) => all + one.count, 0);
  const value = byMethod.reduce((all, one) => all + one.value, 0);
  invariant(counted === total.count && value === total.value, 'share report: methods are not the total');
  return report;
}

/** Hundredths of a per cent, rounded half up; 0 of 0 is 0. */
export function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part * 10_000) / whole);
}

/** The pages of a report. */
export function shareReportPaper(report: ShareReport, mark: PaperMark): PagePaper {
  const facts = (label: string, list: ShareReport['attributes']): PageBlock[] =>
    list.length === 0
      ? []
      : [
          {
            type: 'text',
            runs: [bold(`${label}: `), words(list.map((one) => `${one.label}: ${one.value}`).join(' · '))],
          },
        ];
  const content: PageBlock[] = [
    ...facts('Đơn vị', report.attributes),
    space(3),
    heading('1. Tỷ lệ giao dịch không dùng tiền mặt'),
    periodTable(report),
    targetLine(report),
    space(5),
    heading('2. Theo hình thức thanh toán'),
    methodTable(report),
    space(5),
    ...facts('3. Phương thức sẵn sàng', report.readiness),
    ...facts('4. Chỉ tiêu khác', report.indicators),
    space(3),
    { type: 'text', runs: [words(`Cách tính: ${report.rule}`)], size: 'small' },
  ];
  return reportPaper(report, content, mark, false);
}

function targetLine({ target, total }: ShareReport): PageBlock {
  if (target === null) return { type: 'text', runs: [words('Chưa có chỉ tiêu đang áp dụng cho kỳ này.')] };
  const value = shareOf(total.cashlessValue, total.value);
  const counted = shareOf(total.cashlessCount, total.count);
  const stand = (share: number) =>
    share < target.low ? 'chưa đạt' : share > target.high ? 'vượt khung' : 'đạt';
  const band = `${target.low / 100}–${target.high / 100}%`;
  return {
    type: 'text',
    runs: [
      words(`Chỉ tiêu ${band} (${target.source}): số lượng `),
      bold(stand(counted)),
      words(', giá trị '),
      bold(stand(value)),
      words('.'),
    ],
  };
}

function cells(row: Figures): TableRow['cells'] {
  return [
    { count: row.count },
    { count: row.cashlessCount },
    { share: shareOf(row.cashlessCount, row.count) },
    { dong: row.value },
    { dong: row.cashlessValue },
    { share: shareOf(row.cashlessValue, row.value) },
  ];
}

function periodTable(report: ShareReport): Table {
  const counts = 'Số lượng giao dịch';
  const values = 'Giá trị giao dịch (đ)';
  const line = (one: ShareReport['rows'][number]): TableRow => ({
    kind: 'line',
    cells: [one.label, ...cells(one)],
  });
  const estimate = report.estimate === null ? [] : [line(report.estimate)];
  const late = report.supplements.map(line);
  return {
    type: 'table',
    columns: [
      { head: 'Kỳ', kind: 'text' },
      { head: 'Tổng', group: counts, kind: 'number' },
      { head: 'Không TM', group: counts, kind: 'number' },
      { head: 'Tỷ lệ', group: counts, kind: 'number' },
      { head: 'Tổng', group: values, kind: 'number' },
      { head: 'Không TM', group: values, kind: 'number' },
      { head: 'Tỷ lệ', group: values, kind: 'number' },
    ],
    rows: [
      ...report.rows.map(line),
      { kind: 'total', cells: ['Cộng', ...cells(report.total)] },
      ...estimate,
      ...(late.length === 0
        ? []
        : [{ kind: 'section', cells: ['Số liệu bổ sung sau ngày chốt'] } as const, ...late]),
    ],
  };
}

function methodTable({ byMethod, total }: ShareReport): Table {
  return {
    type: 'table',
    columns: [
      { head: 'Hình thức', kind: 'text' },
      { head: 'Số lượng', kind: 'number' },
      { head: '% số lượng', kind: 'number' },
      { head: 'Giá trị (đ)', kind: 'number' },
      { head: '% giá trị', kind: 'number' },
    ],
    rows: [
      ...byMethod.map(
        (one): TableRow => ({
          kind: 'line',
          cells: [
            one.label,
            { count: one.count },
            { share: shareOf(one.count, total.count) },
            { dong: one.value },
            { share: shareOf(one.value, total.value) },
          ],
        }),
      ),
      {
        kind: 'total',
        cells: ['Cộng', { count: total.count }, { share: 10_000 }, { dong: total.value }, { share: 10_000 }],
      },
    ],
  };
}
