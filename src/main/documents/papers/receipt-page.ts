/** Biên lai thu tiền on pages (C45-BB, 06-TT): two liên on one A4, or pages of A4 when the lines are many. */
import { cashLines, cashNote } from '../cash-words.ts';
import { dong, moment } from '../figures.ts';
import type { PaperMark, ReceiptDocument } from '../model.ts';
import { bold, type PageBlock, type PagePaper, type Run, slanted, words } from '../page/blocks.ts';
import { copiesPaper, dateOf, halfSheet, letterheadOf, space } from './head.ts';
import { linesTable } from './lines.ts';

/** What each liên is for; the form's template may say otherwise. */
const usualCopies = ['Liên 1: Lưu', 'Liên 2: Giao người nộp tiền'] as const;

/** The pages of a receipt: the same frozen words as its roll. */
export function receiptPages(
  receipt: ReceiptDocument,
  mark: PaperMark,
  copies: readonly string[] = usualCopies,
): PagePaper {
  const sets = copies.map((lien) => blocksOf(receipt, lien));
  return copiesPaper(receipt, `${receipt.series}/${receipt.number}`, halfSheet, sets, mark);
}

function blocksOf(receipt: ReceiptDocument, lien: string): PageBlock[] {
  const { payer, beneficiary, code, reason, lines, total } = receipt;
  return [
    letterheadOf(receipt),
    titleOf(receipt, lien),
    {
      type: 'fields',
      fields: [
        { label: 'Họ và tên người nộp', value: payer.name, weight: 'bold' },
        ...(beneficiary === null
          ? []
          : [{ label: beneficiary.label, value: beneficiary.name, weight: 'bold' as const }]),
      ],
    },
    {
      type: 'fields',
      fields: [
        { label: 'Địa chỉ', value: payer.address },
        ...(code === null ? [] : [{ label: code.label, value: code.value }]),
      ],
    },
    { type: 'fields', fields: [{ label: 'Nội dung thu', value: reason }] },
    space(3),
    linesTable(lines, total),
    space(3),
    {
      type: 'text',
      runs: [words('Bằng chữ: '), { text: receipt.words, weight: 'bold', slanted: true }],
      glued: true,
    },
    { type: 'text', runs: moneyRuns(receipt), glued: true, size: 'small' },
    signaturesWithCode(receipt),
  ];
}

function titleOf({ title, issuedAt, series, number }: ReceiptDocument, lien: string): PageBlock {
  return {
    type: 'title',
    text: title,
    under: [slanted(`${dateOf(issuedAt)} (${moment(issuedAt).slice(0, 5)})`), bold(lien)],
    right: [words(`Ký hiệu: ${series}`), bold(`Số: ${number}`)],
  };
}

/** How it was paid, in one sentence. */
function moneyRuns({ tenders, cash }: ReceiptDocument): Run[] {
  const parts = tenders.map(({ label, amount }) => `${label} ${dong(amount)}`);
  if (cash !== null) {
    if (cash.rounding !== 0) parts.push(`làm tròn tiền mặt ${dong(cash.rounding)}`);
    parts.push(
      ...cashLines(cash).map(({ label, amount }) => `${label.toLocaleLowerCase('vi')} ${dong(amount)}`),
    );
    const note = cashNote(cash);
    if (note !== null) parts.push(note.replace(/\.$/, ''));
  }
  return parts.length === 0 ? [] : [words(`Hình thức thanh toán: ${parts.join(' · ')}.`)];
}

function signaturesWithCode({ signers, lookUp }: ReceiptDocument): PageBlock {
  const places = signers.map(({ title, name }) => ({ title, name, hint: '(Ký, họ tên)' }));
  return {
    type: 'signatures',
    date: null,
    signers: places,
    ...(lookUp === null ? {} : { code: { text: lookUp, caption: ['Mã tra cứu', lookUp] } }),
  };
}
