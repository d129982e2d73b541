/**
 * Biên bản kiểm kê quỹ (C34-HD; 08a-TT of TT 99/2025). Row III is book − counted, the opposite sign of every till: a
 * shortage prints positive (facts/domain.md §2.2). So the words Thừa and Thiếu stand beside it.
 */
import { z } from 'zod';
import { invariant } from '../../../shared/kernel/assert.ts';
import { vietnamIso } from '../../../shared/kernel/clock.ts';
import { dong } from '../figures.ts';
import type { PaperMark } from '../model.ts';
import { bold, type PageBlock, type PagePaper, type Table, type TableRow, words } from '../page/blocks.ts';
import { amount, checked, count, deepFreeze, said, signed } from '../parts.ts';
import { dateOf, headParts, letterheadOf, onePaper, signaturesOf, space, totalInWords } from './head.ts';

export const cashCountSchema = z
  .strictObject({
    kind: z.literal('cash-count'),
    ...headParts,
    number: said,
    /** "Quầy 2 – két tiền mặt". */
    place: said,
    /** Why: closing, surprise count, hand-over. */
    occasion: said,
    members: z
      .array(z.strictObject({ name: said, stands: said }))
      .min(2)
      .max(6)
      .readonly(),
    /** I. By the book, or expected in the drawer. */
    book: signed,
    /** Notes by denomination, largest first; those not there are printed with 0. */
    notes: z
      .array(z.strictObject({ value: amount, sheets: count }))
      .min(1)
      .max(20)
      .readonly(),
    /** Torn and unfit notes, counted apart; in the sum. */
    unfit: z.strictObject({ sheets: count, amount }),
    counted: amount,
    countedWords: said,
    /** Why there is too much or too little; null when there is nothing to say. */
    reason: said.nullable(),
    conclusion: said.nullable(),
  })
  .readonly();

export type CashCount = z.output<typeof cashCountSchema>;

/** Freezes the record of a count. @throws InvariantBroken when the notes are not the counted sum */
export function sealCashCount(record: z.input<typeof cashCountSchema>): CashCount {
  return deepFreeze(checkCashCount(checked(cashCountSchema.safeParse(record))));
}

/** @throws InvariantBroken when the notes are not the counted sum, or a difference has no reason */
export function checkCashCount(record: CashCount): CashCount {
  const notes = record.notes.reduce((sum, { value, sheets }) => sum + value * sheets, 0);
  invariant(notes + record.unfit.amount === record.counted, 'cash count: notes are not the counted sum');
  return record;
}

/** The official difference: book − counted, positive when money is missing. */
export function formDifference({ book, counted }: Pick<CashCount, 'book' | 'counted'>): number {
  return book - counted;
}

/** The page of a count. */
export function cashCountPaper(record: CashCount, mark: PaperMark): PagePaper {
  const { title, number, members, issuedAt, counted, countedWords, conclusion } = record;
  const iso = vietnamIso(issuedAt);
  const hour = `${Number(iso.slice(11, 13))} giờ ${iso.slice(14, 16)}`;
  const blocks: PageBlock[] = [
    letterheadOf(record),
    {
      type: 'title',
      text: title,
      under: [words('(Dùng cho đồng Việt Nam)')],
      right: [bold(`Số: ${number}`)],
    },
    {
      type: 'text',
      runs: [
        words(`Hôm nay, vào ${hour} phút, ${dateOf(issuedAt).toLocaleLowerCase('vi')}, tại ${record.place}.`),
      ],
    },
    { type: 'text', runs: [words(`Lý do kiểm kê: ${record.occasion}. Chúng tôi gồm:`)] },
    ...members.map(
      ({ name, stands }): PageBlock => ({
        type: 'text',
        runs: [words('– Ông/Bà: '), bold(name), words(`, đại diện ${stands}`)],
      }),
    ),
    { type: 'text', runs: [words('Cùng tiến hành kiểm kê quỹ tiền mặt, kết quả như sau:')] },
    space(3),
    table(record),
    space(3),
    totalInWords('Số kiểm kê thực tế', dong(counted), countedWords),
    ...differenceWords(record),
    {
      type: 'text',
      runs: [words(`– Kết luận sau khi kiểm kê quỹ: ${conclusion ?? '……………………………………………………'}`)],
      glued: true,
    },
    space(4),
    signaturesOf(record.signers, dateOf(issuedAt)),
  ];
  return onePaper(record, number, { size: 'A4', landscape: false }, blocks, mark);
}

function table(record: CashCount): Table {
  const noted = record.notes.map(
    ({ value, sheets }, index): TableRow => ({
      kind: 'line',
      cells: [`${index + 1}`, `– Loại ${dong(value)}`, { count: sheets }, { dong: value * sheets }],
    }),
  );
  const { unfit, book, counted } = record;
  return {
    type: 'table',
    columns: [
      { head: 'STT', kind: 'center', weight: 1 },
      { head: 'Diễn giải', kind: 'text', weight: 7 },
      { head: 'Số lượng (tờ)', kind: 'number' },
      { head: 'Số tiền (đ)', kind: 'number' },
    ],
    rows: [
      { kind: 'subtotal', cells: ['I', 'Số dư theo sổ quỹ', 'x', { dong: book }] },
      { kind: 'subtotal', cells: ['II', 'Số kiểm kê thực tế', 'x', { dong: counted }] },
      { kind: 'section', cells: ['Trong đó:'] },
      ...noted,
      {
        kind: 'line',
        cells: [
          `${noted.length + 1}`,
          '– Tiền rách, không đủ tiêu chuẩn lưu thông',
          { count: unfit.sheets },
          { dong: unfit.amount },
        ],
      },
      { kind: 'total', cells: ['III', 'Chênh lệch (III = I – II)', 'x', { dong: formDifference(record) }] },
    ],
  };
}

/** Both lines of the form, the one that applies with its amount: nobody has to know what the sign means. */
function differenceWords(record: CashCount): PageBlock[] {
  const missing = formDifference(record);
  const reason = record.reason === null ? '' : ` – ${record.reason}`;
  const over = missing < 0 ? `${dong(-missing)}${reason}` : 'không';
  const short = missing > 0 ? `${dong(missing)}${reason}` : 'không';
  return [
    { type: 'text', runs: [words('– Lý do:  + Thừa: '), bold(over)], glued: true },
    { type: 'text', runs: [words('                + Thiếu: '), bold(short)], glued: true },
  ];
}
