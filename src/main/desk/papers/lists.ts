/** Papers that list receipts: bảng kê chứng từ thu, báo cáo chứng từ hủy, the day's set for the e-invoice system. */
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Row } from '../../../shared/payment/index.ts';
import { printedNumber } from '../../../shared/text/index.ts';
import { type EinvoiceSet, sealEinvoiceSet } from '../../documents/papers/einvoice-set.ts';
import { type ReceiptRegister, sealRegister } from '../../documents/papers/register.ts';
import type { LedgerReads } from '../../ledger/read.ts';
import type { Period } from '../../reports/periods.ts';
import { type Exclusion, invoiceSet } from '../invoice-set.ts';
import { frozenOf, receiptPaper } from '../receipt-paper.ts';
import { type PaperParts, paperHead, periodWords, reportHead, saidOr, shiftWords, sumWords } from './head.ts';

/** Receipts looked at before the thread is left to others. */
const sliceRows = 200;

/** Leaves the thread to whoever waits: a month has thousands of receipts, and a payment must not wait for them. */
function pause(clock: Clock): Promise<void> {
  return new Promise((resolve) => void clock.after(0, resolve));
}

/** Maps a list without holding the thread. */
async function inSlices<T, R>(clock: Clock, list: readonly T[], map: (one: T) => R): Promise<R[]> {
  const mapped: R[] = [];
  for (const [index, one] of list.entries()) {
    if (index > 0 && index % sliceRows === 0) await pause(clock);
    mapped.push(map(one));
  }
  return mapped;
}

const dayMs = 86_400_000;

/** The days of a period, in order. */
function daysOf({ from, to }: Period): string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += dayMs) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}

/** Cash of a receipt, and what came any other way. */
function moneyOf(reads: LedgerReads, receipt: Row<'receipt'>): { cash: number; cashless: number } {
  const cash = frozenOf(receipt).sources.reduce((sum, { source, id, amount }) => {
    return source === 'tender' && reads.tender(id)?.machine === 'cash' ? sum + amount : sum;
  }, 0);
  return { cash, cashless: receipt.total - cash };
}

function fateOf(reads: LedgerReads, receipt: Row<'receipt'>): string {
  const after = receipt.replacedBy === null ? undefined : reads.receipt(receipt.replacedBy);
  const before = receipt.replaces === null ? undefined : reads.receipt(receipt.replaces);
  const parts = [
    receipt.state === 'void' ? 'Hủy' : null,
    after === undefined ? null : `thay bằng ${printedNumber(after)}`,
    before === undefined ? null : `Thay ${printedNumber(before)}`,
    receipt.refunded > 0 ? 'Có hoàn tiền' : null,
    receipt.copies > 0 ? `In lại ${receipt.copies}` : null,
  ];
  return parts.filter((one) => one !== null).join(', ');
}

const mostGaps = 20;

function rangesOf(receipts: readonly Row<'receipt'>[]): ReceiptRegister['ranges'][number][] {
  const bySeries = new Map<string, Row<'receipt'>[]>();
  for (const receipt of receipts)
    bySeries.set(receipt.series, [...(bySeries.get(receipt.series) ?? []), receipt]);
  return [...bySeries].flatMap(([series, list]) => {
    const numbers = new Set(list.map(({ number }) => number));
    const sorted = [...list].sort((a, b) => a.number - b.number);
    const [first, last] = [sorted[0], sorted.at(-1)];
    if (first === undefined || last === undefined) return [];
    const gaps: string[] = [];
    for (let number = first.number; number < last.number && gaps.length <= mostGaps; number += 1) {
      if (!numbers.has(number)) gaps.push(printedNumber({ number, width: first.width }));
    }
    return [
      {
        series,
        ...{ first: printedNumber(first), last: printedNumber(last), issued: list.length },
        voided: list.filter(({ state }) => state === 'void').length,
        gaps: gaps.length === 0 ? 'không' : gaps.join(', '),
      },
    ];
  });
}

async function receiptsOf(
  { context }: PaperParts,
  period: Period,
  shift: string | null,
): Promise<Row<'receipt'>[]> {
  const { reads, clock } = context;
  if (shift !== null) {
    return [...reads.receiptsOfShift(shift)].sort((a, b) =>
      a.series === b.series ? a.number - b.number : a.series < b.series ? -1 : 1,
    );
  }
  const receipts: Row<'receipt'>[] = [];
  for (const day of daysOf(period)) {
    receipts.push(...reads.receiptsOfDay(day));
    await pause(clock);
  }
  return receipts;
}

/** Bảng kê chứng từ thu: every number of the period or shift with its fate. */
export async function registerPage(
  parts: PaperParts,
  { shift, ...period }: Period & { readonly shift: string | null },
): Promise<ReceiptRegister> {
  const { context } = parts;
  const { reads, clock } = context;
  const receipts = await receiptsOf(parts, period, shift);
  const rows = await inSlices(clock, receipts, (receipt) => ({
    series: receipt.series,
    number: printedNumber(receipt),
    at: receipt.issuedAt,
    payer: saidOr(receipt.payerName),
    reason: saidOr(receipt.reason),
    ...moneyOf(reads, receipt),
    fate: fateOf(reads, receipt),
    voided: receipt.state === 'void',
  }));
  const total = rows.reduce((sum, row) => (row.voided ? sum : sum + row.cash + row.cashless), 0);
  return sealRegister({
    kind: 'receipt-register',
    ...paperHead(parts, 'receipt-register', null).head,
    ...reportHead(context, shift === null ? periodWords(period) : shiftWords(reads, shift)),
    rows,
    ranges: rangesOf(receipts),
    total,
    words: sumWords(context, total),
  });
}

const exclusions: Readonly<Record<Exclusion, string>> = {
  void: 'Chứng từ hủy',
  'on-behalf': 'Thu hộ, không lập hóa đơn',
  'already-exported': 'Đã xuất trong bộ trước',
  'left-out': 'Để lại bộ sau',
};

/**
 * The day's set for the e-invoice system. Of a day that was handed over: what was in its sets, singly or summed, as it was
 * then; of another day what would be in it now.
 */
export async function invoicesPage(parts: PaperParts, day: string): Promise<EinvoiceSet> {
  const { context } = parts;
  const { reads, clock } = context;
  const made = invoiceSet(context, day, []);
  const exported = made.excluded
    .filter(({ why }) => why === 'already-exported')
    .map(({ receipt }) => receipt);
  const modeOf = (receipt: Row<'receipt'>) => reads.invoiced(receipt.id)?.mode;
  const handedOver = exported.length > 0;
  const singles = handedOver ? exported.filter((one) => modeOf(one) === 'single') : made.single;
  const summed = handedOver ? exported.filter((one) => modeOf(one) !== 'single') : made.summed;
  const left = handedOver
    ? [...made.single, ...made.summed].map((receipt) => ({ receipt, reason: 'Lập sau khi xuất bộ này' }))
    : [];
  const excluded = [
    ...left,
    ...made.excluded
      .filter(({ why }) => why !== 'already-exported')
      .map(({ receipt, why }) => ({ receipt, reason: exclusions[why] })),
  ];
  const single = await inSlices(clock, singles, (receipt) => buyerOf(reads, receipt));
  const together = await inSlices(clock, summed, (receipt) => buyerOf(reads, receipt));
  const total = [...single, ...together].reduce((sum, one) => sum + one.total, 0);
  const { scope, asOf } = reportHead(context, '-');
  return sealEinvoiceSet({
    kind: 'einvoice-set',
    ...paperHead(parts, 'einvoice-set', null).head,
    ...{ day, scope, asOf, vat: 'KCT', single, summed: together, total },
    excluded: excluded.map(({ receipt, reason }) => ({
      series: receipt.series,
      number: printedNumber(receipt),
      ...{ total: receipt.total, reason },
    })),
    words: sumWords(context, total),
  });
}

function buyerOf(reads: LedgerReads, receipt: Row<'receipt'>) {
  const paper = receiptPaper(reads, receipt.id);
  const { cash, cashless } = moneyOf(reads, receipt);
  return {
    series: receipt.series,
    number: printedNumber(receipt),
    at: receipt.issuedAt,
    buyer: saidOr(receipt.payerName),
    address: receipt.payerAddress ?? '',
    taxCode: '',
    code: receipt.beneficiaryCode ?? '',
    payment: cash === 0 ? ('CK' as const) : cashless === 0 ? ('TM' as const) : ('TM/CK' as const),
    lines: paper.lines.map(({ name, quantity, unitPrice, amount }) => ({
      name,
      quantity,
      unitPrice,
      amount,
    })),
    total: receipt.total,
  };
}
