/** Nhật ký sự cố: what was out, from when to when, why, and the paper leaves used meanwhile (product.md C). */
import { z } from 'zod';
import { invariant } from '../../../shared/kernel/assert.ts';
import type { PaperMark } from '../model.ts';
import type { PagePaper, Table } from '../page/blocks.ts';
import { amount, checked, count, deepFreeze, instant, said } from '../parts.ts';
import { space } from './head.ts';
import { listed, numbered, reportPaper, reportParts } from './report.ts';

export const outageLogSchema = z
  .strictObject({
    kind: z.literal('outage-log'),
    ...reportParts,
    rows: z
      .array(
        z.strictObject({
          /** "Mất mạng", "Mất điện" … */
          what: said,
          from: instant,
          /** Null while it lasts. */
          to: instant.nullable(),
          /** "1 giờ 20 phút". */
          lasted: said,
          why: said,
          notedBy: said,
          /** "Quyển PT-03: số 12–18, hỏng 1", or that there were none. */
          leaves: said,
          count,
          amount,
        }),
      )
      .max(2_000)
      .readonly(),
  })
  .readonly();

export type OutageLog = z.output<typeof outageLogSchema>;

/** Freezes a log. @throws InvariantBroken when an outage ends before it begins */
export function sealOutageLog(log: z.input<typeof outageLogSchema>): OutageLog {
  return deepFreeze(checkOutageLog(checked(outageLogSchema.safeParse(log))));
}

/** @throws InvariantBroken when an outage ends before it begins */
export function checkOutageLog(log: OutageLog): OutageLog {
  invariant(
    log.rows.every(({ from, to }) => to === null || to >= from),
    'outage log: an outage ends before it begins',
  );
  return log;
}

/** The pages of a log; a period without outages says so. */
export function outageLogPaper(log: OutageLog, mark: PaperMark): PagePaper {
  const rows = listed(log.rows, () => rowsTable(log), 'Không có sự cố nào trong kỳ.');
  return reportPaper(log, [space(4), rows], mark);
}

function rowsTable({ rows }: OutageLog): Table {
  return {
    type: 'table',
    columns: [
      { head: 'STT', kind: 'number' },
      { head: 'Sự cố', kind: 'text', weight: 1.6 },
      { head: 'Từ lúc', kind: 'center', weight: 1.5 },
      { head: 'Đến lúc', kind: 'center', weight: 1.5 },
      { head: 'Kéo dài', kind: 'text', weight: 1.4 },
      { head: 'Nguyên nhân, xử lý', kind: 'text', weight: 3 },
      { head: 'Người ghi', kind: 'text', weight: 1.8 },
      { head: 'Biên lai giấy đã dùng', kind: 'text', weight: 2.4 },
      { head: 'Số tờ', kind: 'number', carry: 'sum' },
      { head: 'Số tiền nhập bù (đ)', kind: 'number', carry: 'sum' },
    ],
    rows: [
      ...numbered(rows, (row) => [
        row.what,
        { at: row.from },
        row.to === null ? 'chưa hết' : { at: row.to },
        row.lasted,
        row.why,
        row.notedBy,
        row.leaves,
        { count: row.count },
        { dong: row.amount },
      ]),
      {
        kind: 'total',
        span: 8,
        cells: [
          `Cộng ${rows.length} sự cố`,
          { count: rows.reduce((sum, row) => sum + row.count, 0) },
          { dong: rows.reduce((sum, row) => sum + row.amount, 0) },
        ],
      },
    ],
  };
}
