import { type Block, gap } from './blocks.ts';
import { moment } from './figures.ts';
import type { PaperMark } from './model.ts';

/** Watermark and head line of everything printed in training (product.md H, R16). */
export const trainingText = 'MẪU TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ';

/** The words of a mark, null for the one original (design §4 "Paper"). */
export function markText(mark: PaperMark): string | null {
  switch (mark.kind) {
    case 'original':
      return null;
    case 'copy':
      return `BẢN SAO – lần ${mark.number}`;
    case 'replaces-faulty':
      return 'BẢN IN LẠI – thay bản in lỗi';
  }
}

/** What comes before the document: training first, then the mark with the time of the reprint. */
export function headBands(mark: PaperMark, training: boolean): readonly Block[] {
  const blocks: Block[] = [];
  if (training) blocks.push({ type: 'band', text: trainingText, size: 'body' }, gap(0.25));
  const text = markText(mark);
  if (text !== null && mark.kind !== 'original') {
    blocks.push({ type: 'band', text, size: 'total' });
    blocks.push({
      type: 'text',
      runs: [{ text: `In lúc ${moment(mark.at)}`, weight: 'medium' }],
      size: 'small',
      align: 'center',
    });
    blocks.push(gap(0.25));
  }
  return blocks;
}

/** What comes after it. */
export function footBands(training: boolean): readonly Block[] {
  return training ? [gap(0.25), { type: 'band', text: trainingText, size: 'body' }] : [];
}
