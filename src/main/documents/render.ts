import type { Bitmap } from './bitmap.ts';
import type { Paper } from './blocks.ts';
import { claimSlipPaper } from './claim-slip-k80.ts';
import { loadFonts } from './fonts.ts';
import { type GuidanceSlip, guidanceSlipPaper } from './guidance-slip-k80.ts';
import type { PaperDocument, PaperMark } from './model.ts';
import { qrSlipPaper } from './qr-slip-k80.ts';
import { receiptPaper } from './receipt-k80.ts';
import { type TestPage, testPaper } from './test-page.ts';
import { typeset } from './typeset.ts';
import { zSlipPaper } from './z-slip-k80.ts';

/** Everything that can be drawn for a roll: documents, the slip that says how to pay, and the page that tries a printer out. */
export type Printable = PaperDocument | TestPage | GuidanceSlip;

/** Makes the dots of a document for a roll of any width. */
export interface Renderer {
  /** @param widthDots 576 for K80, 384 for K58 */
  render(document: Printable, mark: PaperMark, widthDots: number): Bitmap;
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
export function paperOf(document: Printable, mark: PaperMark): Paper {
  switch (document.kind) {
    case 'receipt':
      return receiptPaper(document, mark);
    case 'z-slip':
      return zSlipPaper(document, mark);
    case 'slip':
      return document.slip === 'claim' ? claimSlipPaper(document, mark) : qrSlipPaper(document, mark);
    case 'guidance-slip':
      return guidanceSlipPaper(document);
    case 'test-page':
      return testPaper(document);
  }
}
