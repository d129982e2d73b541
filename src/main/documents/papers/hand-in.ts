/**
 * Bảng kê nộp tiền: every receipt's cash exactly once and what else moved the drawer, adding up to what is handed in
 * (design §4 (c)); and giấy nộp tiền, with which the treasurer banks it.
 */
import { z } from 'zod';
import { invariant } from '../../../shared/kernel/assert.ts';
import { dong } from '../figures.ts';
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
import { amount, checked, count, day, deepFreeze, said, signed } from '../parts.ts';
import {
  copiesPaper,
  dateOf,
  halfSheet,
  headParts,
  letterheadOf,
  onePaper,
  signaturesOf,
  space,
  totalInWords,
} from './head.ts';
import { numbered } from './report.ts';

const notes = z
  .array(z.strictObject({ value: amount, sheets: count }))
  .max(20)
  .readonly();

export const handInSchema = z
  .strictObject({
    kind: z.literal('hand-in'),
    ...headParts,
    number: said,
    period: said,
    /** Who hands in and who takes it. */
    from: said,
    to: said,
    rows: z
      .array(
        z.strictObject({
          series: said,
          number: said,
          day,
          payer: said,
          /** Cash of this receipt; 0 for one that replaces another. */
          cash: signed,
          note: z.string().max(200),
        }),
      )
      .max(20_000)
      .readonly(),
    /** Change in cash without a document, refunds, pay-in, pay-out, thừa, thiếu, float: signed. */
    movements: z
      .array(z.strictObject({ label: said, amount: signed }))
      .max(20)
      .readonly(),
    /** What was handed in during the shift, and at its end. */
    drops: z
      .array(z.strictObject({ label: said, amount }))
      .max(50)
      .readonly(),
    total: amount,
    words: said,
    notes,
  })
  .readonly();

export const bankDepositSchema = z
  .strictObject({
    kind: z.literal('bank-deposit'),
    ...headParts,
    series: said,
    number: said,
    depositor: z.strictObject({ name: said, address: said.nullable() }),
    bank: said,
    account: said,
    holder: said,
    reason: said,
    notes,
    total: amount,
    words: said,
    copies: z.array(said).min(1).max(3).readonly(),
  })
  .readonly();

export type HandIn = z.output<typeof handInSchema>;
export type BankDeposit = z.output<typeof bankDepositSchema>;

/** Freezes a hand-in. @throws InvariantBroken when its rows do not lead to its total, or a receipt stands twice */
export function sealHandIn(list: z.input<typeof handInSchema>): HandIn {
  return deepFreeze(checkHandIn(checked(handInSchema.safeParse(list))));
}

/** Freezes a slip for the bank. @throws InvariantBroken when its notes are not its total */
export function sealBankDeposit(slip: z.input<typeof bankDepositSchema>): BankDeposit {
  return deepFreeze(checkBankDeposit(checked(bankDepositSchema.safeParse(slip))));
}

/** @throws InvariantBroken when rows do not lead to the total, or a receipt stands twice */
export function checkHandIn(list: HandIn): HandIn {
  const cash = list.rows.reduce((sum, row) => sum + row.cash, 0);
  const moved = list.movements.reduce((sum, row) => sum + row.amount, 0);
  const dropped = list.drops.reduce((sum, row) => sum + row.amount, 0);
  invariant(cash + moved === list.total && dropped === list.total, 'hand-in: rows do not lead to the total');
  const keys = new Set(list.rows.map(({ series, number }) => `${series}/${number}`));
  invariant(keys.size === list.rows.length, 'hand-in: a receipt stands twice');
  checkNotes(list.notes, list.total);
  return list;
}

/** @throws InvariantBroken when notes are not the total */
export function checkBankDeposit(slip: BankDeposit): BankDeposit {
  checkNotes(slip.notes, slip.total);
  return slip;
}

function checkNotes(sheets: HandIn['notes'], total: number): void {
  const sum = sheets.reduce((all, { value, sheets: many }) => all + value * many, 0);
  invariant(sheets.length === 0 || sum === total, 'notes are not the total');
}

/** The pages of a hand-in. */
export function handInPaper(list: HandIn, mark: PaperMark): PagePaper {
  const blocks: PageBlock[] = [
    letterheadOf(list),
    { type: 'title', text: list.title, under: [slanted(list.period)], right: [bold(`Số: ${list.number}`)] },
    {
      type: 'fields',
      fields: [
        { label: 'Người nộp', value: list.from, weight: 'bold' },
        { label: 'Người nhận', value: list.to, weight: 'bold' },
      ],
    },
    space(4),
    receiptsTable(list),
    space(4),
    totalInWords('Tổng số tiền nộp', dong(list.total), list.words),
    ...(list.notes.length === 0 ? [] : [space(4), notesTable(list.notes, list.total)]),
    space(6),
    signaturesOf(list.signers, dateOf(list.issuedAt)),
  ];
  return onePaper(list, list.number, { size: 'A4', landscape: false }, blocks, mark);
}

function receiptsTable({ rows, movements, drops, total }: HandIn): Table {
  const cash = rows.reduce((sum, row) => sum + row.cash, 0);
  const receipts = numbered(rows, (row) => [
    row.series,
    row.number,
    { day: row.day },
    row.payer,
    { dong: row.cash },
    row.note,
  ]);
  const step = (label: string, value: number): TableRow => ({
    kind: 'line',
    span: 5,
    cells: [label, { dong: value }, null],
  });
  return {
    type: 'table',
    columns: [
      { head: 'STT', kind: 'number' },
      { head: 'Ký hiệu', kind: 'center', weight: 1.5 },
      { head: 'Số', kind: 'center', weight: 1.3 },
      { head: 'Ngày', kind: 'center', weight: 1.6 },
      { head: 'Người nộp tiền', kind: 'text', weight: 3.6 },
      { head: 'Tiền mặt (đ)', kind: 'number', carry: 'sum' },
      { head: 'Ghi chú', kind: 'text', weight: 2 },
    ],
    rows: [
      ...receipts,
      {
        kind: 'subtotal',
        span: 5,
        cells: [`Cộng tiền mặt của ${rows.length} chứng từ`, { dong: cash }, null],
      },
      ...movements.map(({ label, amount: value }) => step(label, value)),
      { kind: 'total', span: 5, cells: ['Tổng số tiền nộp', { dong: total }, null] },
      ...drops.map(({ label, amount: value }) => step(`Trong đó: ${label}`, value)),
    ],
  };
}

function notesTable(sheets: HandIn['notes'], total: number): Table {
  return {
    type: 'table',
    columns: [
      { head: 'Loại tiền', kind: 'text' },
      { head: 'Số tờ', kind: 'number' },
      { head: 'Thành tiền (đ)', kind: 'number' },
    ],
    rows: [
      ...sheets.map(
        ({ value, sheets: many }): TableRow => ({
          kind: 'line',
          cells: [dong(value), { count: many }, { dong: value * many }],
        }),
      ),
      { kind: 'total', span: 2, cells: ['Cộng', { dong: total }] },
    ],
  };
}

/** The pages of a slip for the bank or the treasury. */
export function bankDepositPaper(slip: BankDeposit, mark: PaperMark): PagePaper {
  const copies = slip.copies.map((lien) => bankDepositBlocks(slip, lien));
  return copiesPaper(slip, `${slip.series}/${slip.number}`, halfSheet, copies, mark);
}

function bankDepositBlocks(slip: BankDeposit, lien: string): PageBlock[] {
  return [
    letterheadOf(slip),
    {
      type: 'title',
      text: slip.title,
      under: [slanted(dateOf(slip.issuedAt)), bold(lien)],
      right: [words(`Ký hiệu: ${slip.series}`), bold(`Số: ${slip.number}`)],
    },
    { type: 'fields', fields: [{ label: 'Người nộp tiền', value: slip.depositor.name, weight: 'bold' }] },
    { type: 'fields', fields: [{ label: 'Địa chỉ', value: slip.depositor.address }] },
    {
      type: 'fields',
      fields: [
        { label: 'Nộp vào tài khoản số', value: slip.account, weight: 'bold' },
        { label: 'Tại', value: slip.bank },
      ],
    },
    { type: 'fields', fields: [{ label: 'Tên tài khoản', value: slip.holder, weight: 'bold' }] },
    { type: 'fields', fields: [{ label: 'Nội dung nộp', value: slip.reason }] },
    space(3),
    ...(slip.notes.length === 0 ? [] : [notesTable(slip.notes, slip.total), space(3)]),
    totalInWords('Số tiền nộp', dong(slip.total), slip.words),
    space(3),
    signaturesOf(slip.signers, null),
  ];
}
