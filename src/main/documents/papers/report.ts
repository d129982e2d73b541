/** What reports share: period, scope and state under the title, headings, numbered lines, places to sign. */
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
import { said } from '../parts.ts';
import {
  dateOf,
  type Headed,
  headParts,
  letterheadOf,
  onePaper,
  type PageSigner,
  signaturesOf,
  space,
} from './head.ts';

/** Parts of every report: its period, scope and state are never left to the reader's guess. */
export const reportParts = {
  ...headParts,
  /** "Từ ngày 01/11/2026 đến ngày 30/11/2026", "Ca chiều 19/11/2026". */
  period: said,
  /** "Quầy 2", "Toàn đơn vị (3 quầy)". */
  scope: said,
  /** Until when the figures of each counter are here. */
  asOf: said,
};

interface Report extends Headed {
  readonly signers: readonly PageSigner[];
  readonly period: string;
  readonly scope: string;
  readonly asOf: string;
}

/** The pages of a report: unit and form, title, what it says, places to sign. */
export function reportPaper(
  report: Report,
  content: readonly PageBlock[],
  mark: PaperMark,
  landscape = true,
): PagePaper {
  const { title, period, scope, asOf } = report;
  const under = [slanted(period), words(`Phạm vi: ${scope}`), words(`Số liệu đến: ${asOf}`)];
  const blocks: PageBlock[] = [
    letterheadOf(report),
    { type: 'title', text: title, under, right: [] },
    ...content,
    space(6),
    signaturesOf(report.signers, dateOf(report.issuedAt)),
  ];
  return onePaper(report, null, { size: 'A4', landscape }, blocks, mark);
}

/** Name of a part, kept with what follows it. */
export function heading(label: string): PageBlock {
  return { type: 'text', runs: [bold(label)], glued: true };
}

/** The table of a list, or what is said when nothing is in it. */
export function listed(rows: readonly unknown[], table: () => Table, none: string): PageBlock {
  return rows.length === 0 ? { type: 'text', runs: [words(none)] } : table();
}

/** A line for each row, its number in the list first. */
export function numbered<T>(rows: readonly T[], cells: (row: T) => TableRow['cells']): TableRow[] {
  return rows.map((row, index) => ({ kind: 'line', cells: [{ count: index + 1 }, ...cells(row)] }));
}
