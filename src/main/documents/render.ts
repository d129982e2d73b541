import type { Bitmap } from './bitmap.ts';
import type { Paper } from './blocks.ts';
import { loadFonts } from './fonts.ts';
import type { PaperDocument, PaperMark } from './model.ts';
import { receiptPaper } from './receipt-k80.ts';
import { typeset } from './typeset.ts';
import { zSlipPaper } from './z-slip-k80.ts';

/** Makes the dots of a document for a roll of any width. */
export interface Renderer {
  /** @param widthDots 576 for K80, 384 for K58 */
  render(document: PaperDocument, mark: PaperMark, widthDots: number): Bitmap;
}

/**
 * A renderer with the faces loaded.
 * @param fontFolder `resources/fonts`
 */
export function makeRenderer(fontFolder: string): Renderer {
  loadFonts(fontFolder);
  return { render: (document, mark, widthDots) => typeset(paperOf(document, mark), widthDots) };
}

/** What stands on the paper, before it has dots. */
export function paperOf(document: PaperDocument, mark: PaperMark): Paper {
  switch (document.kind) {
    case 'receipt':
      return receiptPaper(document, mark);
    case 'z-slip':
      return zSlipPaper(document, mark);
  }
}
