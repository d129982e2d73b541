/** Papers of one shift: X and Z on A4, biên bản kiểm kê quỹ, bảng kê nộp tiền. */
import type { EpochMs } from '../../../shared/kernel/clock.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { noteDenominations } from '../../../shared/money/index.ts';
import type { Figures, Row } from '../../../shared/payment/index.ts';
import type { ShiftFigures } from '../../../shared/rpc/contract.ts';
import { printedNumber } from '../../../shared/text/index.ts';
import { type CashCount, sealCashCount } from '../../documents/papers/cash-count.ts';
import { type HandIn, sealHandIn } from '../../documents/papers/hand-in.ts';
import { type ShiftReport, sealShiftReport } from '../../documents/papers/shift-report.ts';
import { facilitySettings } from '../../facility/settings.ts';
import { figureName } from '../../facility/words.ts';
import type { LedgerReads } from '../../ledger/read.ts';
import { shiftLists } from '../../reports/lists.ts';
import { drawerOf, shiftFigures } from '../../reports/shift-figures.ts';
import { carriedByKind, carriedOver } from '../carried-over.ts';
import { fail, type Outcome } from '../context.ts';
import { xOfOpenShift } from '../x-report.ts';
import { dayOf, type PaperParts, paperHead, saidOr, shiftWords, sumWords } from './head.ts';

interface Closed {
  readonly z: Row<'z'>;
  readonly shift: Row<'shift'>;
  readonly cashier: string;
}

function closedOf(reads: LedgerReads, id: string): Closed | undefined {
  const z = reads.z(id);
  const shift = z === undefined ? undefined : reads.shift(z.shift);
  if (z === undefined || shift === undefined) return undefined;
  return { z, shift, cashier: saidOr(reads.nameOf(shift.cashier)) };
}

/** What X and Z say alike: the same figures of the same shift. */
function shiftPart({ context: { reads } }: PaperParts, shift: Row<'shift'>, figures: ShiftFigures) {
  const { earlier } = shiftLists(reads, shift.id);
  return {
    kind: 'shift-report' as const,
    counterName: saidOr(facilitySettings(reads).counterName),
    shiftName: shift.name,
    cashierName: saidOr(reads.nameOf(shift.cashier)),
    openedAt: shift.openedAt,
    ranges: figures.receipts,
    rounding: figures.rounding,
    apartFromReceipts: figures.apartFromReceipts,
    byMethod: figures.byMethod.map(({ method, count, amount }) => ({
      label: figureName(method),
      ...{ count, amount },
    })),
    byGroup: figures.byGroup.map(({ group, count, amount }) => ({
      label: saidOr(group, 'Không ghi'),
      ...{ count, amount },
    })),
    earlier: earlier.map(({ series, number, total }) => ({
      label: `${series}/${printedNumber({ number })}`,
      ...{ count: null, amount: -total },
    })),
  };
}

/** What goes over to the next shift, by kind. */
function carriedRows(rows: Parameters<typeof carriedByKind>[0]) {
  return carriedByKind(rows).map(({ label, count, amount }) => ({ label, count, amount }));
}

/** The figures of the open shift on A4: nothing was counted, nothing is handed in. */
export function xPage(parts: PaperParts): Outcome<ShiftReport> {
  const { reads } = parts.context;
  const x = xOfOpenShift(parts.context);
  if (!x.ok) return x;
  const { shift, figures } = x.value;
  const cashier = saidOr(reads.nameOf(shift.cashier));
  return ok(
    sealShiftReport({
      ...paperHead(parts, 'shift-report', shift.id, { cashier }).head,
      title: 'BÁO CÁO GIỮA CA (X)',
      ...shiftPart(parts, shift, figures),
      ...{ zNumber: null, closedAt: null, handedInWords: null, reason: null },
      cash: { ...drawerOf(figures), counted: null, nextFloat: 0, handedIn: 0 },
      carriedOver: carriedRows(carriedOver(reads, shift.id)),
    }),
  );
}

/** The figures of a Z on A4. */
export function zPage(parts: PaperParts, id: string): Outcome<ShiftReport> {
  const { context } = parts;
  const { reads } = context;
  const closed = closedOf(reads, id);
  if (closed === undefined) return fail('z-not-found');
  const { z, shift, cashier } = closed;
  const figures = shiftFigures(reads, shift.id, JSON.parse(z.figures) as Figures);
  const { counted, nextFloat, handedIn } = z;
  return ok(
    sealShiftReport({
      ...paperHead(parts, 'shift-report', id, { cashier }).head,
      ...shiftPart(parts, shift, figures),
      ...{ zNumber: z.zNumber, closedAt: z.at },
      cash: { ...drawerOf(figures), counted, nextFloat, handedIn },
      handedInWords: sumWords(context, handedIn),
      reason: z.reason === null || z.reason.trim() === '' ? null : z.reason,
      carriedOver: carriedRows(reads.carriedOverAt(shift.id)),
    }),
  );
}

/** Denominations that always stand on the form, and whatever smaller ones were counted. */
function notesOf(lines: readonly { readonly denomination: number; readonly notes: number }[]) {
  const sheets = new Map(lines.map(({ denomination, notes }) => [denomination, notes]));
  return noteDenominations
    .filter((value) => value >= 1_000 || (sheets.get(value) ?? 0) > 0)
    .map((value) => ({ value: Number(value), sheets: sheets.get(value) ?? 0 }));
}

const byHand = '……………………………';

/** What two people attest; the one nobody is known for is written by hand. */
function members(reads: LedgerReads, cashier: string, receiver: string | null) {
  return [
    { name: cashier, stands: 'Thu ngân' },
    { name: receiver === null ? byHand : saidOr(reads.nameOf(receiver), byHand), stands: 'Thủ quỹ' },
  ];
}

/**
 * Biên bản kiểm kê quỹ of a closed shift. Row III of the form is book less counted: a shortage is positive there, and the
 * words Thừa and Thiếu stand beside it (facts §2.2).
 */
export function cashCountPage(parts: PaperParts, id: string): Outcome<CashCount> {
  const { context } = parts;
  const { reads } = context;
  const closed = closedOf(reads, id);
  if (closed === undefined) return fail('z-not-found');
  const { z, shift, cashier } = closed;
  const count = reads
    .counts(shift.id)
    .filter((one) => one.purpose === 'close' && one.total === z.counted)
    .sort((a, b) => b.attempt - a.attempt)[0];
  if (count === undefined) return fail('count-not-found');
  const lines = JSON.parse(count.lines) as { denomination: number; notes: number }[];
  const receiver = reads.handInOfZ(id)?.receiver ?? null;
  const known = {
    ...{ cashier, counter: cashier },
    ...(receiver === null ? {} : { treasurer: saidOr(reads.nameOf(receiver), byHand) }),
  };
  const counterName = saidOr(facilitySettings(reads).counterName, 'Quầy này');
  return ok(
    sealCashCount({
      kind: 'cash-count',
      ...paperHead(parts, 'cash-count', id, known, z.at as EpochMs).head,
      number: `KK-Z${z.zNumber}`,
      place: `${counterName} – ngăn tiền mặt`,
      occasion: `Chốt ${shiftWords(reads, shift.id).toLocaleLowerCase('vi')}`,
      members: members(reads, cashier, receiver),
      book: z.expected,
      notes: notesOf(lines),
      unfit: { sheets: 0, amount: count.torn },
      counted: z.counted,
      countedWords: sumWords(context, z.counted),
      reason: z.reason === null || z.reason.trim() === '' ? null : z.reason,
      conclusion: null,
    }),
  );
}

/** Bảng kê nộp tiền: the cash of each paper exactly once, leading to what is handed in (design §4 (c)). */
export function handInPage(parts: PaperParts, id: string): Outcome<HandIn> {
  const { context, reports } = parts;
  const { reads } = context;
  const closed = closedOf(reads, id);
  const list = reports.handIn(id);
  if (closed === undefined || list === undefined) return fail('z-not-found');
  if (list.gap !== 0) return fail('hand-in-gap', { gap: list.gap });
  const { z, shift, cashier } = closed;
  const row = reads.handInOfZ(id);
  const receiver = row?.receiver === null || row === undefined ? null : reads.nameOf(row.receiver);
  const movements = [
    { label: 'Tiền mặt không có chứng từ', amount: list.unlisted },
    { label: 'Hoàn bằng tiền mặt', amount: -list.cashRefunds },
    { label: 'Nộp thêm vào két', amount: list.payIn },
    { label: 'Chi từ két', amount: -list.payOut },
    { label: list.difference < 0 ? 'Thiếu khi kiểm quỹ' : 'Thừa khi kiểm quỹ', amount: list.difference },
    { label: 'Tiền đầu ca', amount: list.openingFloat },
    { label: 'Để lại cho ca sau', amount: -list.nextFloat },
  ].filter(({ amount }) => amount !== 0);
  const total = list.safeDrops + list.handedIn;
  return ok(
    sealHandIn({
      kind: 'hand-in',
      ...paperHead(parts, 'hand-in', id, {
        cashier,
        ...(receiver === null ? {} : { treasurer: receiver }),
      }).head,
      number: `Z${z.zNumber}`,
      period: `${shiftWords(reads, shift.id)}, chốt Z ${z.zNumber}`,
      from: cashier,
      to: saidOr(receiver, 'Thủ quỹ'),
      rows: list.papers.map((paper) => {
        const receipt = paper.kind === 'receipt' ? reads.receipt(paper.document) : undefined;
        const slip = paper.kind === 'deposit' ? reads.deposit(paper.document) : undefined;
        return {
          series: paper.series,
          number: printedNumber(receipt ?? paper),
          day: receipt?.issueDate ?? dayOf(slip?.at ?? z.at),
          payer: saidOr(receipt?.payerName ?? slip?.payerName),
          cash: paper.amount,
          note: noteOf(paper),
        };
      }),
      movements,
      drops: [
        { label: 'nộp trong ca', amount: list.safeDrops },
        { label: 'nộp cuối ca', amount: list.handedIn },
      ].filter(({ amount }) => amount !== 0),
      total,
      words: sumWords(context, total),
      notes: [],
    }),
  );
}

function noteOf(paper: {
  readonly kind: string;
  readonly void: boolean;
  readonly replaces: { readonly number: number } | null;
}): string {
  const replaced = paper.replaces === null ? null : `thay số ${printedNumber(paper.replaces)}`;
  const parts = [paper.kind === 'deposit' ? 'tạm ứng' : null, paper.void ? 'đã hủy' : null, replaced];
  return parts.filter((one) => one !== null).join(', ');
}
