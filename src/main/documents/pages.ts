/** The door for pages and sheets: every document that is no roll, read back, laid out, made into bytes. */
import { z } from 'zod';
import { unreachable } from '../../shared/kernel/assert.ts';
import type { PaperMark, ReceiptDocument } from './model.ts';
import type { PagePaper } from './page/blocks.ts';
import { type Faces, loadFaces } from './page/faces.ts';
import { pdfOf } from './page/pdf.ts';
import { type NamedTable, sheetsOf, xlsxOf } from './page/sheet.ts';
import { cashBookPaper, cashBookSchema, checkCashBook } from './papers/cash-book.ts';
import { cashCountPaper, cashCountSchema, checkCashCount } from './papers/cash-count.ts';
import {
  checkCollectionReport,
  collectionReportPaper,
  collectionReportSchema,
} from './papers/collection-report.ts';
import { disputePaper, disputeSchema } from './papers/dispute.ts';
import {
  checkEinvoiceSet,
  einvoiceRows,
  einvoiceSetPaper,
  einvoiceSetSchema,
} from './papers/einvoice-set.ts';
import {
  bankDepositPaper,
  bankDepositSchema,
  checkBankDeposit,
  checkHandIn,
  handInPaper,
  handInSchema,
} from './papers/hand-in.ts';
import { checkOutageLog, outageLogPaper, outageLogSchema } from './papers/outage-log.ts';
import { receiptPages } from './papers/receipt-page.ts';
import { checkRegister, registerPaper, registerSchema } from './papers/register.ts';
import { checkShareReport, shareReportPaper, shareReportSchema } from './papers/share-report.ts';
import { checkShiftReport, shiftReportPaper, shiftReportSchema } from './papers/shift-report.ts';
import { checkVoidReport, voidReportPaper, voidReportSchema } from './papers/void-report.ts';
import { checkVoucher, voucherPaper, voucherSchema } from './papers/voucher.ts';
import { checked, deepFreeze } from './parts.ts';

const pageSchema = z.discriminatedUnion('kind', [
  voucherSchema.unwrap(),
  cashCountSchema.unwrap(),
  registerSchema.unwrap(),
  handInSchema.unwrap(),
  bankDepositSchema.unwrap(),
  cashBookSchema.unwrap(),
  collectionReportSchema.unwrap(),
  voidReportSchema.unwrap(),
  einvoiceSetSchema.unwrap(),
  shiftReportSchema.unwrap(),
  shareReportSchema.unwrap(),
  disputeSchema.unwrap(),
  outageLogSchema.unwrap(),
]);

/** Everything that is made for pages and sheets. A receipt is made for a roll and for pages. */
export type PageDocument = z.output<typeof pageSchema>;

/**
 * A page document as it was stored.
 * @throws InvariantBroken when the row does not hold a complete document, or its figures do not add up
 */
export function parsePageDocument(json: string): PageDocument {
  return deepFreeze(checkPage(checked(pageSchema.safeParse(JSON.parse(json)))));
}

function checkPage(document: PageDocument): PageDocument {
  switch (document.kind) {
    case 'voucher':
      return checkVoucher(document);
    case 'cash-count':
      return checkCashCount(document);
    case 'receipt-register':
      return checkRegister(document);
    case 'hand-in':
      return checkHandIn(document);
    case 'bank-deposit':
      return checkBankDeposit(document);
    case 'cash-book':
      return checkCashBook(document);
    case 'collection-report':
      return checkCollectionReport(document);
    case 'void-report':
      return checkVoidReport(document);
    case 'einvoice-set':
      return checkEinvoiceSet(document);
    case 'shift-report':
      return checkShiftReport(document);
    case 'share-report':
      return checkShareReport(document);
    case 'outage-log':
      return checkOutageLog(document);
    case 'dispute':
      return document;
    default:
      return unreachable(document);
  }
}

/** What stands on the pages of a document. */
export function pagePaperOf(document: PageDocument | ReceiptDocument, mark: PaperMark): PagePaper {
  switch (document.kind) {
    case 'receipt':
      return receiptPages(document, mark);
    case 'voucher':
      return voucherPaper(document, mark);
    case 'cash-count':
      return cashCountPaper(document, mark);
    case 'receipt-register':
      return registerPaper(document, mark);
    case 'hand-in':
      return handInPaper(document, mark);
    case 'bank-deposit':
      return bankDepositPaper(document, mark);
    case 'cash-book':
      return cashBookPaper(document, mark);
    case 'collection-report':
      return collectionReportPaper(document, mark);
    case 'void-report':
      return voidReportPaper(document, mark);
    case 'einvoice-set':
      return einvoiceSetPaper(document, mark);
    case 'shift-report':
      return shiftReportPaper(document, mark);
    case 'share-report':
      return shareReportPaper(document, mark);
    case 'dispute':
      return disputePaper(document, mark);
    case 'outage-log':
      return outageLogPaper(document, mark);
    default:
      return unreachable(document);
  }
}

/** Makes PDF and XLSX; in a worker or on the render thread, never on the money thread (design §2). */
export interface PageMaker {
  /** The PDF: the same document and mark give the same bytes. */
  pdf(document: PageDocument | ReceiptDocument, mark: PaperMark): Promise<Uint8Array>;
  /** The workbook: the same figures as numbers, codes as text. */
  xlsx(document: PageDocument | ReceiptDocument, mark: PaperMark): Promise<Uint8Array>;
}

/**
 * A maker with the faces loaded.
 * @param fontFolder `resources/fonts`
 */
export function pageMaker(fontFolder: string): PageMaker {
  const faces: Faces = loadFaces(fontFolder);
  return {
    pdf: (document, mark) => pdfOf(pagePaperOf(document, mark), faces),
    xlsx: (document, mark) => xlsxOf([...sheetsOf(pagePaperOf(document, mark)), ...rawSheets(document)]),
  };
}

/** Sheets for another program beside the one for people. */
function rawSheets(document: PageDocument | ReceiptDocument): NamedTable[] {
  if (document.kind !== 'einvoice-set') return [];
  return [
    { name: 'Hóa đơn riêng', table: einvoiceRows(document, 'single') },
    { name: 'Hóa đơn tổng hợp', table: einvoiceRows(document, 'summed') },
  ];
}
