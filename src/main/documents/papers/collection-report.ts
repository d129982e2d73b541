/**
 * Báo cáo thu theo hình thức thanh toán × thu ngân × ca × loại thu × khoa/lớp: one table for each cut, every cut adding
 * up to the same total by method (design §4 (d)).
 */
import { z } from 'zod';
import { invariant } from '../../../shared/kernel/assert.ts';
import { dong } from '../figures.ts';
import type { PaperMark } from '../model.ts';
import { type PageBlock, type PagePaper, type Table, words } from '../page/blocks.ts';
import { checked, deepFreeze, said, signed } from '../parts.ts';
import { space, totalInWords } from './head.ts';
import { heading, numbered, reportPaper, reportParts } from './report.ts';

const figures = {
  /** Receipts issued less those voided; a shift that only voids is below nothing. */
  count: z.int(),
  /** By method, in the order of `methods`. */
  amounts: z.array(signed).max(9).readonly(),
  total: signed,
};

export const collectionReportSchema = z
  .strictObject({
    kind: z.literal('collection-report'),
    ...reportParts,
    methods: z.array(said).min(1).max(9).readonly(),
    cuts: z
      .array(
        z.strictObject({
          /** "Thu ngân", "Ca", "Loại thu", "Khoa", "Lớp". */
          label: said,
          rows: z
            .array(z.strictObject({ label: said, ...figures }))
            .max(2_000)
            .readonly(),
          /** A receipt with two fee types stands in two rows: then the counts of this cut are not added up. */
          countsAdd: z.boolean(),
        }),
      )
      .min(1)
      .max(8)
      .readonly(),
    total: z.strictObject(figures),
    totalWords: said,
    /** Which date decides, what is left out: said on the report (design §7). */
    rule: said,
  })
  .readonly();

export type CollectionReport = z.output<typeof collectionReportSchema>;

/** Freezes a report. @throws InvariantBroken naming the cut that does not add up to the total */
export function sealCollectionReport(report: z.input<typeof collectionReportSchema>): CollectionReport {
  return deepFreeze(checkCollectionReport(checked(collectionReportSchema.safeParse(report))));
}

/** @throws InvariantBroken naming the cut that does not add up to the total */
export function checkCollectionReport(report: CollectionReport): CollectionReport {
  const { methods, cuts, total } = report;
  const rows = [...cuts.flatMap((cut) => cut.rows), total];
  for (const row of rows) {
    invariant(row.amounts.length === methods.length, 'collection report: a row without every method');
    const sum = row.amounts.reduce((all, one) => all + one, 0);
    invariant(sum === row.total, 'collection report: methods of a row are not its total');
  }
  for (const cut of cuts) {
    const sums = methods.map((_, index) => cut.rows.reduce((all, row) => all + (row.amounts[index] ?? 0), 0));
    const same = sums.every((sum, index) => sum === total.amounts[index]);
    invariant(same, `collection report: cut ${cut.label} is not the total`);
    const counts = cut.rows.reduce((all, row) => all + row.count, 0);
    invariant(!cut.countsAdd || counts === total.count, `collection report: counts of ${cut.label}`);
  }
  return report;
}

/** The pages of a report. */
export function collectionReportPaper(report: CollectionReport, mark: PaperMark): PagePaper {
  const content: PageBlock[] = [
    { type: 'text', runs: [words(report.rule)], size: 'small' },
    ...report.cuts.flatMap((cut, index): PageBlock[] => [
      space(6),
      heading(`${index + 1}. Theo ${cut.label.toLocaleLowerCase('vi')}`),
      cutTable(report, cut),
    ]),
    space(5),
    totalInWords('Tổng số tiền thu', dong(report.total.total), report.totalWords),
  ];
  return reportPaper(report, content, mark);
}

function cutTable({ methods, total }: CollectionReport, cut: CollectionReport['cuts'][number]): Table {
  const cells = (row: CollectionReport['total']) => [
    { count: row.count },
    ...row.amounts.map((one) => ({ dong: one })),
    { dong: row.total },
  ];
  const rows = numbered(cut.rows, (row) => [row.label, ...cells(row)]);
  return {
    type: 'table',
    columns: [
      { head: 'STT', kind: 'number' },
      { head: cut.label, kind: 'text' },
      { head: 'Số chứng từ', kind: 'number' },
      ...methods.map(
        (head) =>
          ({
            head,
            // Over one column alone it would not find room.
            ...(methods.length > 1 ? { group: 'Số tiền theo hình thức (đ)' } : {}),
            kind: 'number',
            carry: 'sum',
          }) as const,
      ),
      { head: 'Tổng cộng (đ)', kind: 'number', carry: 'sum' },
    ],
    rows: [...rows, { kind: 'total', span: 2, cells: ['Tổng cộng', ...cells(total)] }],
  };
}
