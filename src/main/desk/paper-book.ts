/** Nhập bù: paper receipts written while the counter stood still, under their own book and number (product.md C). */
import { businessDateOf, type EpochMs } from '../../shared/kernel/clock.ts';
import { amountInWords, vnd } from '../../shared/money/index.ts';
import { IllegalMove, type Row } from '../../shared/payment/index.ts';
import type { ChosenLine } from '../../shared/rpc/contract.ts';
import { receiptFormOn } from '../facility/dated.ts';
import { facilitySettings } from '../facility/settings.ts';
import { onBehalfReason, paperWords } from '../facility/words.ts';
import type { Approval } from '../staff/approvals.ts';
import { cashDue, intendCash, receiveCash } from '../tenders/cash.ts';
import { act, approve, type DeskContext, fail, journalApproval, type Outcome } from './context.ts';
import { lineName } from './line-name.ts';
import { openCollection } from './open-collection.ts';

/** Registers a paper book by its code and the first of its numbers. */
export function openBook(
  context: DeskContext,
  request: { readonly book: string; readonly firstNumber: number },
): Outcome<{ series: string }> {
  const { clock, ledger, reads } = context;
  if (reads.seriesRow(request.book) !== undefined) return fail('series-exists');
  return act(context, (actor) => {
    ledger.append({
      type: 'series.opened',
      actor,
      body: {
        series: request.book,
        purpose: 'paper-book',
        year: Number(businessDateOf(clock.now()).slice(0, 4)),
        firstNumber: request.firstNumber,
        width: 6,
        confirmedBy: 'person',
      },
    });
    return { series: request.book };
  });
}

export interface PaperRequest {
  readonly paper: string;
  readonly book: string;
  readonly number: number;
  /** When it was written, by the paper. */
  readonly writtenAt: number;
  /** Who wrote it, as on the paper; `writerPerson` when that is somebody of this counter. */
  readonly writer: string;
  readonly writerPerson: string | null;
  readonly text: string;
  /** Null: the leaf was spoiled. */
  readonly taken: {
    readonly payer: string;
    readonly payerName: string;
    readonly lines: readonly ChosenLine[];
  } | null;
  readonly approval: { readonly person: string; readonly pin: string };
}

/**
 * Enters one leaf with a second person's PIN, who is not its writer. Its cash goes into the drawer of the shift open
 * now; its receipt has the number and the day of the paper, and no other paper is printed.
 */
export async function enterPaper(
  context: DeskContext,
  request: PaperRequest,
): Promise<Outcome<{ receipt: string | null }>> {
  const { reads } = context;
  if (reads.openShift() === undefined) return fail('no-shift');
  const series = reads.seriesRow(request.book);
  if (series?.purpose !== 'paper-book') return fail('series-not-found');
  const involved = request.writerPerson === null ? [] : [request.writerPerson];
  const approval = await approve(context, 'enter-paper-receipt', request.paper, request.approval, involved);
  if (!approval.ok) return approval;
  return act(context, (actor) => enter(context, actor, request, approval.value));
}

function enter(
  context: DeskContext,
  actor: string,
  request: PaperRequest,
  approval: Approval,
): { receipt: string | null } {
  const { ids, ledger, reads } = context;
  const { taken } = request;
  const collection = taken === null ? null : ids.next();
  if (taken !== null && collection !== null)
    openCollection(context, actor, { collection, ...taken, moneyIsHere: true });
  const paperDate = businessDateOf(request.writtenAt as EpochMs);
  ledger.append({
    type: 'paper.entered',
    actor,
    body: {
      paper: request.paper,
      series: request.book,
      number: request.number,
      collection,
      paperDate,
      writtenAt: request.writtenAt,
      approval: journalApproval(context, approval),
    },
    private: { writer: request.writer, text: request.text },
  });
  if (collection === null) return { receipt: null };
  const lines = reads.lines(collection);
  const total = lines.reduce((sum, line) => sum + line.amount, 0);
  const tender = ids.next();
  intendCash(ledger, actor, tender, collection, cashDue(vnd(total), 0));
  receiveCash(ledger, reads, actor, tender, total);
  const receipt = ids.next();
  issueLeaf(context, actor, { request, collection, lines, total, tender, receipt, paperDate });
  return { receipt };
}

interface Leaf {
  readonly request: PaperRequest;
  readonly collection: string;
  readonly lines: readonly Row<'line'>[];
  readonly total: number;
  readonly tender: string;
  readonly receipt: string;
  readonly paperDate: string;
}

function issueLeaf({ ids, ledger, reads }: DeskContext, actor: string, leaf: Leaf): void {
  const { lines, total, tender, receipt, request } = leaf;
  const first = lines[0];
  const onBehalf = first?.onBehalf === 1;
  if (lines.some((line) => (line.onBehalf === 1) !== onBehalf))
    throw new IllegalMove('receipt-mixes-on-behalf');
  const allocation = ids.next();
  const rows = lines.map((line) => ({
    line: line.id,
    receipt,
    source: 'tender' as const,
    id: tender,
    amount: line.amount,
  }));
  ledger.append({
    type: 'allocation.frozen',
    actor,
    body: { allocation, collection: leaf.collection, rows },
  });
  const settings = facilitySettings(reads);
  ledger.append({
    type: 'receipt.issued',
    actor,
    body: {
      receipt,
      collection: leaf.collection,
      allocation,
      series: request.book,
      number: request.number,
      onBehalf,
      lines: lines.map(({ id, bill, group, amount }) => ({ line: id, bill, group, amount })),
      total,
      words: amountInWords(total, settings.words),
      sources: [{ source: 'tender', id: tender, amount: total }],
      rounding: 0,
      roundingTender: null,
      paidAt: request.writtenAt,
      issueDate: leaf.paperDate,
      facility: settings.facility,
      form: receiptFormOn(reads, leaf.paperDate),
      replaces: null,
    },
    private: {
      payerName: request.taken?.payerName ?? '-',
      payerAddress: null,
      beneficiaryName: first?.beneficiaryName ?? null,
      beneficiaryCode: first?.beneficiaryCode ?? null,
      reason: onBehalf ? onBehalfReason : paperWords(settings.facility.institution).reason,
      lineNames: lines.map(lineName),
      cashierName: request.writer,
    },
  });
}
