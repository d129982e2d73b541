/** The receipt on a roll: what stands where. All seven legal contents, always (Điều 16; see model.ts). */
import { type Block, centred, field, flowing, gap, type Paper, type Run, rule, sum } from './blocks.ts';
import { cashLines, cashNote } from './cash-words.ts';
import { dong, grouped, moment } from './figures.ts';
import { footBands, headBands, trainingText } from './marks.ts';
import type { PaperMark, ReceiptDocument } from './model.ts';

/** The paper of a receipt. */
export function receiptPaper(receipt: ReceiptDocument, mark: PaperMark): Paper {
  return {
    blocks: [
      ...headBands(mark, receipt.training),
      ...head(receipt),
      rule,
      ...people(receipt),
      rule,
      ...lineTable(receipt),
      ...totals(receipt),
      ...money(receipt),
      rule,
      { type: 'signatures', signers: receipt.signers },
      ...lookUp(receipt),
      ...(receipt.note === undefined ? [] : [gap(0.4), centred(receipt.note, 'small')]),
      ...footBands(receipt.training),
    ],
    watermark: receipt.training ? trainingText : null,
  };
}

function head(receipt: ReceiptDocument): readonly Block[] {
  const { facility, form, series, number, lien } = receipt;
  const blocks: Block[] = [
    centred(facility.name.toLocaleUpperCase('vi'), 'body', 'bold'),
    centred(facility.address, 'small'),
  ];
  if (facility.budgetCode !== '') blocks.push(centred(`Mã QHNS ${facility.budgetCode}`, 'small'));
  if (form !== null) blocks.push(centred(`Mẫu số ${form.code}`, 'small'));
  if (form !== null && form.issuedUnder !== '') blocks.push(centred(form.issuedUnder, 'small'));
  blocks.push(gap(0.2), centred(receipt.title, 'title', 'bold'));
  const numbered: Run[] = [
    { text: `Ký hiệu ${series} · Số `, weight: 'medium' },
    { text: number, weight: 'bold' },
  ];
  blocks.push({ type: 'text', runs: numbered, size: 'body', align: 'center' });
  const liên = lien === null ? '' : ` · Liên ${lien}`;
  blocks.push(centred(`${moment(receipt.issuedAt)}${liên}`));
  return blocks;
}

function people({ payer, party, beneficiary, code, reason }: ReceiptDocument): readonly Block[] {
  const blocks: Block[] = [field(party ?? 'Người nộp', payer.name, 'bold')];
  blocks.push(payer.address === null ? { type: 'blank', label: 'Địa chỉ' } : field('Địa chỉ', payer.address));
  if (beneficiary !== null) blocks.push(field(beneficiary.label, beneficiary.name, 'bold'));
  if (code !== null) blocks.push(field(code.label, code.value));
  blocks.push(field('Nội dung', reason));
  return blocks;
}

/** What was charged, line by line; one line that says no more than "Nội dung" is not said twice. */
function lineTable({ lines, reason }: ReceiptDocument): readonly Block[] {
  const [first, ...rest] = lines;
  if (rest.length === 0 && first.name === reason && first.quantity === 1) return [];
  return [...lines.flatMap(lineBlocks), rule];
}

function lineBlocks(line: ReceiptDocument['lines'][number]): readonly Block[] {
  const blocks: Block[] = [
    {
      type: 'pair',
      left: { text: line.name, weight: 'medium' },
      // Bold: a reading program took a 6 of the medium face for an 8 now and then, of the bold one never.
      right: { text: grouped(line.amount), weight: 'bold' },
      size: 'body',
      keepRight: true,
    },
  ];
  if (line.quantity !== 1) {
    blocks.push(flowing(`   ${grouped(line.quantity)} × ${grouped(line.unitPrice)}`, 'small'));
  }
  return blocks;
}

function totals({ total, words }: ReceiptDocument): readonly Block[] {
  return [sum('Tổng cộng', dong(total), 'total', 'bold'), flowing(words)];
}

function money({ tenders, cash }: ReceiptDocument): readonly Block[] {
  const blocks: Block[] = tenders.map(({ label, amount }) => sum(label, grouped(amount)));
  if (cash !== null) {
    if (cash.rounding !== 0) blocks.push(sum('Làm tròn tiền mặt', grouped(cash.rounding)));
    blocks.push(...cashLines(cash).map(({ label, amount }) => sum(label, grouped(amount))));
    const note = cashNote(cash);
    if (note !== null) blocks.push(flowing(note, 'small'));
  }
  return blocks.length === 0 ? [] : [rule, ...blocks];
}

/** The look-up code with the same in letters, for whoever cannot scan. */
function lookUp({ lookUp: code }: ReceiptDocument): readonly Block[] {
  if (code === null) return [];
  return [
    gap(0.4),
    {
      type: 'qr',
      text: code,
      caption: [
        { text: 'Mã tra cứu biên lai', weight: 'medium' },
        { text: code, weight: 'bold' },
        { text: 'Đưa mã này cho quầy khi cần xem lại, in lại.', weight: 'medium' },
      ],
    },
  ];
}
