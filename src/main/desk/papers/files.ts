/** Papers as files: put together here, made by a worker, fetched by the window part by part. */
import { unreachable } from '../../../shared/kernel/assert.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import type { Role } from '../../../shared/kernel/roles.ts';
import type { PaperKind, PaperRequest } from '../../../shared/rpc/documents.ts';
import { importPartBytes } from '../../../shared/rpc/import.ts';
import type { PaperMark, ReceiptDocument } from '../../documents/model.ts';
import type { PageDocument } from '../../documents/pages.ts';
import { fail, type Outcome } from '../context.ts';
import { countsBlind } from '../hand-in.ts';
import { collectionPaper } from './collection.ts';
import { disputePage } from './dispute.ts';
import { bankDepositPage, cashBookPage, fundCountPage } from './fund.ts';
import type { PaperParts } from './head.ts';
import { invoicesPage, registerPage } from './lists.ts';
import { outagesPage } from './outages.ts';
import { frozenPaper, sharePaper } from './share.ts';
import { cashCountPage, handInPage, xPage, zPage } from './shift.ts';
import { voidsPage } from './voids.ts';
import { pagesOf } from './voucher.ts';

type Format = 'pdf' | 'xlsx';

/** The worker that makes bytes of a document. */
export type MakeBytes = (input: {
  readonly document: PageDocument | ReceiptDocument;
  readonly mark: PaperMark;
  readonly format: Format;
}) => Promise<Result<Uint8Array, { readonly code: string }>>;

const books: readonly Role[] = ['treasurer', 'accountant', 'chief-accountant'];
/** What a cashier signs too. */
const ofShift: ReadonlySet<PaperKind> = new Set([
  'hand-in',
  'cash-count',
  'z',
  'outages',
  'receipt',
  'dispute',
]);

/** Papers of figures that are added up from the entries of whole days or shifts. */
const withFigures: ReadonlySet<PaperKind> = new Set(['collection', 'share', 'frozen', 'voids', 'hand-in']);

/** Files waiting for the window to fetch them; the oldest goes first. In memory only: they hold names. */
const mostWaiting = 4;

interface Waiting {
  readonly bytes: Uint8Array;
}

const names: Readonly<Record<PaperKind, string>> = {
  collection: 'Bao cao thu',
  share: 'Ty le khong dung tien mat',
  frozen: 'So lieu da chot',
  register: 'Bang ke chung tu thu',
  voids: 'Bao cao chung tu huy',
  'cash-book': 'So quy',
  outages: 'Nhat ky su co',
  invoices: 'Bo xuat hoa don',
  x: 'Bao cao giua ca',
  z: 'Bao cao ca',
  'cash-count': 'Bien ban kiem ke quy',
  'hand-in': 'Bang ke nop tien',
  'fund-count': 'Bien ban kiem ke quy',
  'bank-deposit': 'Giay nop tien',
  receipt: 'Chung tu',
  dispute: 'Tiep nhan khieu nai',
};

/** Makes papers for windows. Writes no entry. */
export class PaperFiles {
  readonly #parts: PaperParts;
  readonly #make: MakeBytes;
  readonly #waiting = new Map<string, Waiting>();

  constructor(parts: PaperParts, make: MakeBytes) {
    this.#parts = parts;
    this.#make = make;
  }

  /** Puts a paper together and has it made; refused to who may not see the books. */
  async make(request: {
    readonly paper: PaperRequest;
    readonly format: Format;
  }): Promise<Outcome<{ file: string; fileName: string; bytes: number; parts: number }>> {
    const { paper, format } = request;
    const { context, reports } = this.#parts;
    // First: who is there may be another when it is done.
    if (withFigures.has(paper.is) && !(await reports.caughtUp())) return fail('report-behind');
    const may = context.staff.require(ofShift.has(paper.is) ? ['cashier', ...books] : books);
    if (!may.ok) return may;
    if ('z' in paper && countsBlind(context, paper.z)) return fail('hand-in-not-counted');
    const marked = await markedOf(this.#parts, paper);
    if (!marked.ok) return marked;
    const made = await this.#make({ ...marked.value, format });
    if (!made.ok) return fail(made.reason.code === 'queue-full' ? 'document-busy' : 'document-failed');
    const bytes = made.value;
    const file = context.ids.next();
    for (const oldest of this.#waiting.keys()) {
      if (this.#waiting.size < mostWaiting) break;
      this.#waiting.delete(oldest);
    }
    this.#waiting.set(file, { bytes });
    const name = `${names[paper.is]} ${whatOf(this.#parts, paper)}.${format}`;
    return ok({
      file,
      fileName: name,
      bytes: bytes.length,
      parts: Math.ceil(bytes.length / importPartBytes),
    });
  }

  /** One part of a file that was made; after the last one the file is gone. */
  part({ file, index }: { readonly file: string; readonly index: number }): Outcome<{ content: string }> {
    const waiting = this.#waiting.get(file);
    const from = index * importPartBytes;
    if (waiting === undefined || from >= waiting.bytes.length) return fail('document-not-found');
    const content = waiting.bytes.subarray(from, from + importPartBytes);
    if (from + content.length === waiting.bytes.length) this.#waiting.delete(file);
    return ok({ content: Buffer.from(content).toString('base64') });
  }
}

/** What a file is about, as part of its name. */
function whatOf({ context: { reads } }: PaperParts, paper: PaperRequest): string {
  switch (paper.is) {
    case 'z':
    case 'cash-count':
    case 'hand-in':
      return `Z${reads.z(paper.z)?.zNumber ?? ''}`;
    case 'x':
      return reads.openShift()?.businessDate ?? '';
    case 'invoices':
      return paper.day;
    case 'frozen': {
      const row = reads.frozenReport(paper.report);
      return row === undefined ? '' : `${row.from} ${row.to}`;
    }
    case 'receipt': {
      const row = reads.receipt(paper.document) ?? reads.deposit(paper.document);
      return row === undefined ? paper.document.slice(-6) : `${row.series} ${row.number}`;
    }
    case 'dispute':
      return paper.dispute.slice(-6);
    case 'fund-count':
    case 'bank-deposit':
      return (paper.is === 'fund-count' ? paper.count : paper.banking).slice(-6);
    default:
      return paper.from === paper.to ? paper.from : `${paper.from} ${paper.to}`;
  }
}

/** A paper with its mark: what stands for money bears one, a report never. */
async function markedOf(
  parts: PaperParts,
  paper: PaperRequest,
): Promise<Outcome<Pick<Parameters<MakeBytes>[0], 'document' | 'mark'>>> {
  if (paper.is === 'receipt') return pagesOf(parts, paper.document);
  const document = await paperOf(parts, paper);
  return document.ok ? ok({ document: document.value, mark: { kind: 'original' } }) : document;
}

async function paperOf(
  parts: PaperParts,
  paper: Exclude<PaperRequest, { is: 'receipt' }>,
): Promise<Outcome<PageDocument>> {
  if ('from' in paper && paper.from > paper.to) return fail('period-malformed');
  if ('shift' in paper && paper.shift !== null && parts.context.reads.shift(paper.shift) === undefined) {
    return fail('shift-not-found');
  }
  switch (paper.is) {
    case 'collection':
      return ok(collectionPaper(parts, paper));
    case 'share':
      return ok(sharePaper(parts, { from: paper.from, to: paper.to }));
    case 'frozen':
      return frozenPaper(parts, paper.report);
    case 'register':
      return ok(await registerPage(parts, { from: paper.from, to: paper.to, shift: paper.shift }));
    case 'voids':
      return ok(voidsPage(parts, { from: paper.from, to: paper.to }));
    case 'cash-book':
      return ok(cashBookPage(parts, { from: paper.from, to: paper.to }));
    case 'dispute':
      return disputePage(parts, paper.dispute);
    case 'outages':
      return ok(outagesPage(parts, { from: paper.from, to: paper.to }));
    case 'invoices':
      return ok(await invoicesPage(parts, paper.day));
    case 'x':
      return xPage(parts);
    case 'z':
      return zPage(parts, paper.z);
    case 'cash-count':
      return cashCountPage(parts, paper.z);
    case 'hand-in':
      return handInPage(parts, paper.z);
    case 'fund-count':
      return fundCountPage(parts, paper.count);
    case 'bank-deposit':
      return bankDepositPage(parts, paper.banking);
    default:
      return unreachable(paper);
  }
}
