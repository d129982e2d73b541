/** Making of PDF and XLSX as a job for the worker threads: it takes ten times what the money thread may (design §2). */
import type { PaperMark, ReceiptDocument } from './model.ts';
import { type PageDocument, pageMaker } from './pages.ts';

/** What is to be made of which document. */
export interface MakeJobInput {
  readonly document: PageDocument | ReceiptDocument;
  readonly mark: PaperMark;
  readonly format: 'pdf' | 'xlsx';
  /** `resources/fonts` */
  readonly fontFolder: string;
}

/**
 * The bytes of a document. The same input gives the same PDF, byte for byte.
 * @throws InvariantBroken or TypeError (the job fails) when a face is missing or the document cannot be laid out
 */
export function makeDocument({ document, mark, format, fontFolder }: MakeJobInput): Promise<Uint8Array> {
  return pageMaker(fontFolder)[format](document, mark);
}
