/**
 * Báo cáo chứng từ hủy: what, why, who, printed or not, and what became of the money (facts §2.4, product.md C); and
 * the refunds paid another way than the money came.
 */
import { z } from 'zod';
import { invariant } from '../../../shared/kernel/assert.ts';
import { dong } from '../figures.ts';
import type { PaperMark } from '../model.ts';
import { bold, type PageBlock, type PagePaper, type Table, type TableRow, words } from '../page/blocks.ts';
import { amount, checked, count, deepFreeze, instant, said } from '../parts.ts';
import { space } from './head.ts';
import { heading, listed, numbered, reportPaper, reportParts } from './report.ts';

export const voidReportSchema = z
  .strictObject({
    kind: z.literal('void-report'),
    ...reportParts,
    rows: z
      .array(
        z.strictObject({
          series: said,
          number: said,
          issuedAt: instant,
          voidedAt: instant,
          total: amount,
          reason: said,
          voidedBy: said,
          approvedBy: said,
          /** "Đã in, thu hồi liên 2", "Chưa in", "Không thu hồi được liên 2". */
          paper: said,
          /** "Cấp lại biên lai 004183", "Trả lại tiền mặt", "Giữ làm số dư". */
          money: said,
        }),
      )
      .max(5_000)
      .readonly(),
    /** Paid in the period another way than the money came; each had an approver and a reason (design §4). */
    otherWay: z
      .array(
        z.strictObject({
          voucher: said,
          paidAt: instant,
          /** What it was paid back on: a receipt, a deposit, a balance. */
          of: said,
          payee: said,
          /** How the money came, and how it went. */
          came: said,
          went: said,
          amount,
          reason: said,
          paidBy: said,
          approvedBy: said,
        }),
      )
      .max(5_000)
      .readonly(),
    byPerson: z
      .array(z.strictObject({ name: said, issued: count, voided: count, total: amount }))
      .max(200)
      .readonly(),
  })
  .readonly();

export type VoidReport = z.output<typeof voidReportSchema>;

/** Freezes a report. @throws InvariantBroken when people's voids are not the rows */
export function sealVoidReport(report: z.input<typeof voidReportSchema>): VoidReport {
  return deepFreeze(checkVoidReport(checked(voidReportSchema.safeParse(report))));
}

/** @throws InvariantBroken when people's voids are not the rows */
export function checkVoidReport(report: VoidReport): VoidReport {
  const voided = report.byPerson.reduce((sum, one) => sum + one.voided, 0);
  const total = report.byPerson.reduce((sum, one) => sum + one.total, 0);
  invariant(voided === report.rows.length && total === sum(report), 'void report: people are not the rows');
  return report;
}

function sum({ rows }: VoidReport): number {
  return rows.reduce((all, row) => all + row.total, 0);
}

/** The pages of a report; a period without voids says so. */
export function voidReportPaper(report: VoidReport, mark: PaperMark): PagePaper {
  const content: PageBlock[] = [
    space(4),
    listed(report.rows, () => rowsTable(report), 'Không có chứng từ nào bị hủy trong kỳ.'),
    space(6),
    heading('Theo người lập chứng từ'),
    peopleTable(report),
    space(4),
    { type: 'text', runs: [words('Tổng số tiền trên chứng từ hủy: '), bold(dong(sum(report)))], glued: true },
    space(6),
    heading('Hoàn tiền bằng hình thức khác với lúc thu'),
    listed(report.otherWay, () => otherWayTable(report), 'Không có lần nào trong kỳ.'),
  ];
  return reportPaper(report, content, mark);
}

function rowsTable(report: VoidReport): Table {
  const rows = numbered(report.rows, (row) => [
    `${row.series}/${row.number}`,
    { at: row.issuedAt },
    { at: row.voidedAt },
    { dong: row.total },
    row.reason,
    row.voidedBy,
    row.approvedBy,
    row.paper,
    row.money,
  ]);
  return {
    type: 'table',
    columns: [
      { head: 'STT', kind: 'number' },
      { head: 'Chứng từ', kind: 'center', weight: 2 },
      { head: 'Lập lúc', kind: 'center', weight: 1.5 },
      { head: 'Hủy lúc', kind: 'center', weight: 1.5 },
      { head: 'Số tiền (đ)', kind: 'number', carry: 'sum' },
      { head: 'Lý do', kind: 'text', weight: 2.6 },
      { head: 'Người hủy', kind: 'text', weight: 2 },
      { head: 'Người duyệt', kind: 'text', weight: 2 },
      { head: 'Giấy', kind: 'text', weight: 1.8 },
      { head: 'Xử lý tiền', kind: 'text', weight: 2.2 },
    ],
    rows: [
      ...rows,
      {
        kind: 'total',
        span: 4,
        cells: [`Cộng ${rows.length} chứng từ`, { dong: sum(report) }, null, null, null, null, null],
      },
    ],
  };
}

function otherWayTable({ otherWay }: VoidReport): Table {
  const rows = numbered(otherWay, (row) => [
    row.voucher,
    { at: row.paidAt },
    row.of,
    row.payee,
    row.came,
    row.went,
    { dong: row.amount },
    row.reason,
    row.paidBy,
    row.approvedBy,
  ]);
  return {
    type: 'table',
    columns: [
      { head: 'STT', kind: 'number' },
      { head: 'Phiếu chi', kind: 'center', weight: 2 },
      { head: 'Trả lúc', kind: 'center', weight: 1.5 },
      { head: 'Hoàn cho', kind: 'text', weight: 2 },
      { head: 'Người nhận', kind: 'text', weight: 2.2 },
      { head: 'Lúc thu', kind: 'text', weight: 1.5 },
      { head: 'Lúc hoàn', kind: 'text', weight: 1.5 },
      { head: 'Số tiền (đ)', kind: 'number', carry: 'sum' },
      { head: 'Lý do', kind: 'text', weight: 2.4 },
      { head: 'Người trả', kind: 'text', weight: 2 },
      { head: 'Người duyệt', kind: 'text', weight: 2 },
    ],
    rows: [
      ...rows,
      {
        kind: 'total',
        span: 7,
        cells: [
          `Cộng ${rows.length} lần`,
          { dong: otherWay.reduce((all, row) => all + row.amount, 0) },
          null,
          null,
          null,
        ],
      },
    ],
  };
}

function peopleTable({ byPerson }: VoidReport): Table {
  return {
    type: 'table',
    columns: [
      { head: 'Người lập', kind: 'text' },
      { head: 'Chứng từ đã lập', kind: 'number' },
      { head: 'Bị hủy', kind: 'number' },
      { head: 'Tỷ lệ', kind: 'number' },
      { head: 'Số tiền hủy (đ)', kind: 'number' },
    ],
    rows: byPerson.map(
      (one): TableRow => ({
        kind: 'line',
        cells: [
          one.name,
          { count: one.issued },
          { count: one.voided },
          one.issued === 0 ? '–' : { share: Math.round((one.voided * 10_000) / one.issued) },
          { dong: one.total },
        ],
      }),
    ),
  };
}
