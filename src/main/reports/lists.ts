/** Monthly lists, the day's papers of a shift, the cash book, paper books, outages (product.md C, D). */
import type { Row } from '../../shared/payment/index.ts';
import type { LedgerReads } from '../ledger/read.ts';
import { dayStartMs } from '../ledger/read-life.ts';
import type { Period } from './periods.ts';

const dayMs = 86_400_000;

/** Moments of a period: from the first of its first day to the first of the day after its last. */
function momentsOf({ from, to }: Period): readonly [number, number] {
  return [dayStartMs(from), dayStartMs(to) + dayMs];
}

interface Numbered {
  readonly series: string;
  readonly number: number;
}

function numbered(receipt: Row<'receipt'> | undefined): Numbered | null {
  return receipt === undefined ? null : { series: receipt.series, number: receipt.number };
}

export interface VoidedRow extends Numbered {
  readonly receipt: string;
  readonly at: number;
  readonly total: number;
  readonly reason: string;
  readonly text: string | null;
  /** Who voided it, and who approved. */
  readonly by: string;
  readonly approver: string;
  readonly printed: boolean;
  readonly copyRecalled: boolean;
  readonly afterZ: boolean;
  readonly replacedBy: Numbered | null;
}

/** Báo cáo chứng từ hủy: who, why, printed or not. */
export function voidedList(reads: LedgerReads, period: Period): VoidedRow[] {
  return reads.rareEntries('receipt.voided', period.from, period.to).map(({ at, actor, body, content }) => ({
    receipt: body.receipt,
    series: body.series,
    number: reads.receipt(body.receipt)?.number ?? 0,
    at,
    total: body.total,
    reason: body.reason,
    text: content?.text ?? null,
    by: reads.nameOf(actor),
    approver: reads.nameOf(reads.approval(body.approval)?.approver ?? ''),
    printed: body.printed,
    copyRecalled: body.copyRecalled,
    afterZ: body.afterZ,
    replacedBy: body.replacedBy === null ? null : numbered(reads.receipt(body.replacedBy)),
  }));
}

export interface RefundRow {
  readonly refund: string;
  readonly at: number;
  readonly amount: number;
  readonly way: string;
  readonly otherWay: boolean;
  readonly source: string;
  readonly receipt: Numbered | null;
  readonly voucher: Numbered | null;
  readonly payeeName: string | null;
  readonly text: string | null;
  readonly by: string;
  readonly approver: string;
}

/** Refunds paid in a period; `otherWay` keeps only those paid another way than the money came. */
export function refundList(reads: LedgerReads, period: Period, otherWay: boolean): RefundRow[] {
  const approvers = new Map<string, string>();
  for (const { body } of reads.rareEntries('refund.approved', '2000-01-01', period.to))
    approvers.set(body.refund, reads.approval(body.approval)?.approver ?? '');
  return reads.rareEntries('refund.paid', period.from, period.to).flatMap(({ at, actor, body }) => {
    const refund = reads.refund(body.refund);
    if (refund === undefined || (otherWay && refund.otherWay === 0)) return [];
    return [
      {
        ...{ refund: refund.id, at, amount: refund.amount, way: refund.way, otherWay: refund.otherWay === 1 },
        source: refund.source,
        receipt: refund.receipt === null ? null : numbered(reads.receipt(refund.receipt)),
        ...{ voucher: body.voucher, payeeName: refund.payeeName, text: refund.text },
        by: reads.nameOf(actor),
        approver: reads.nameOf(approvers.get(refund.id) ?? ''),
      },
    ];
  });
}

export interface BookCheck {
  readonly book: string;
  readonly firstNumber: number;
  readonly lastEntered: number;
  readonly entered: number;
  readonly spoiled: number;
  /** Leaves between the first and the last entered one that nobody has entered. */
  readonly missing: readonly number[];
}

const mostMissing = 1_000;

/** Checks the paper books for leaves nobody has entered (product.md C). */
export function paperBooks(reads: LedgerReads): BookCheck[] {
  return reads.series('paper-book').map((series) => {
    const leaves = reads.papersIn(series.id);
    const numbers = new Set(leaves.map(({ number }) => number));
    const lastEntered = Math.max(series.next - 1, ...numbers);
    const missing: number[] = [];
    for (let number = series.next; number <= lastEntered && missing.length < mostMissing; number += 1) {
      if (!numbers.has(number)) missing.push(number);
    }
    return {
      ...{ book: series.id, firstNumber: series.next, lastEntered, entered: leaves.length, missing },
      spoiled: leaves.filter(({ collection }) => collection === null).length,
    };
  });
}

/** Outages that touch a period. */
export function outageList(reads: LedgerReads, period: Period): Row<'outage'>[] {
  const [from, to] = momentsOf(period);
  return [...reads.outagesAt(from, to)];
}

export interface CashBook {
  readonly opening: number;
  readonly lines: readonly {
    readonly at: number;
    readonly kind: string;
    readonly reference: string | null;
    readonly text: string | null;
    readonly received: number;
    readonly paid: number;
    readonly balance: number;
  }[];
  readonly received: number;
  readonly paid: number;
  readonly closing: number;
}

/** Sổ quỹ of the treasurer's fund: thu, chi, tồn. */
export function cashBook(reads: LedgerReads, period: Period): CashBook {
  const [from, to] = momentsOf(period);
  const opening = reads.fundBalanceBefore(from);
  const lines = reads.fundLines(from, to).map(({ at, kind, reference, text, amount, balance }) => ({
    ...{ at, kind, reference, text, balance },
    received: Math.max(0, amount),
    paid: Math.max(0, -amount),
  }));
  const received = lines.reduce((sum, line) => sum + line.received, 0);
  const paid = lines.reduce((sum, line) => sum + line.paid, 0);
  return { opening, lines, received, paid, closing: opening + received - paid };
}

export interface FundPaper {
  readonly id: string;
  readonly kind: 'banked' | 'counted';
  readonly at: number;
  readonly amount: number;
  readonly reference: string | null;
}

/** Lines of the cash book that have a paper of their own, the newest first. */
export function fundPapers(reads: LedgerReads, period: Period): FundPaper[] {
  const [from, to] = momentsOf(period);
  return reads
    .fundLines(from, to)
    .flatMap(({ id, kind, at, amount, reference }) =>
      kind === 'banked' || kind === 'counted' ? [{ id, kind, at, amount, reference }] : [],
    )
    .reverse();
}

export interface ShiftLists {
  readonly voided: readonly VoidedOfShift[];
  /** Chứng từ ca trước bị hủy/thay: receipts of earlier shifts; their Z stands (design §4). */
  readonly earlier: readonly VoidedOfShift[];
  readonly reprinted: readonly (Numbered & { readonly copies: number })[];
  readonly carriedOver: readonly {
    readonly kind: string;
    readonly ref: string;
    readonly amount: number;
    readonly since: number;
  }[];
}

interface VoidedOfShift extends Numbered {
  readonly total: number;
  readonly reason: string;
  readonly replacedBy: Numbered | null;
}

/** What a chief accountant looks at beside the figures of a shift (facts/domain.md §2.3). */
export function shiftLists(reads: LedgerReads, shift: string): ShiftLists {
  const rows = reads.voidsOfShift(shift).map((body) => ({
    series: body.series,
    number: reads.receipt(body.receipt)?.number ?? 0,
    total: body.total,
    reason: body.reason,
    replacedBy: body.replacedBy === null ? null : numbered(reads.receipt(body.replacedBy)),
    afterZ: body.afterZ,
  }));
  const of = (afterZ: boolean) =>
    rows.filter((row) => row.afterZ === afterZ).map(({ afterZ: _, ...row }) => row);
  const reprinted = reads
    .receiptsOfShift(shift)
    .filter(({ copies }) => copies > 0)
    .map(({ series, number, copies }) => ({ series, number, copies }));
  return { voided: of(false), earlier: of(true), reprinted, carriedOver: reads.carriedOverAt(shift) };
}

export interface ShiftRow {
  readonly shift: string;
  readonly name: string;
  readonly cashierName: string;
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly forgotten: boolean;
  readonly z: string | null;
  readonly zNumber: number | null;
  readonly difference: number | null;
  readonly handedIn: number | null;
}

/** A night shift crosses one midnight; longer than this it was forgotten. */
const longestShiftMs = 16 * 3_600_000;

/** Shifts that touch a period, the newest first. */
export function shiftsOf(reads: LedgerReads, period: Period): ShiftRow[] {
  const [from, to] = momentsOf(period);
  return reads
    .shiftsAt(from, to)
    .map((shift) => {
      const z = shift.z === null ? undefined : reads.z(shift.z);
      return {
        shift: shift.id,
        name: shift.name,
        cashierName: reads.nameOf(shift.cashier),
        openedAt: shift.openedAt,
        closedAt: shift.closedAt,
        forgotten: shift.closedAt !== null && shift.closedAt - shift.openedAt > longestShiftMs,
        z: shift.z,
        zNumber: z?.zNumber ?? null,
        difference: z?.difference ?? null,
        handedIn: z?.handedIn ?? null,
      };
    })
    .reverse();
}
