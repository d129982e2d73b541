import { businessDateOf, type Clock } from '../../shared/kernel/clock.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import type { Row } from '../../shared/payment/index.ts';
import type { MethodRequest, MethodResponse } from '../../shared/rpc/contract.ts';
import { foldVietnamese, parseReceiptCode } from '../../shared/text/index.ts';
import { printedNumber } from '../facility/series.ts';
import type { LedgerReads } from '../ledger/read.ts';
import type { ReceiptQuery, ReceiptSearch } from '../ledger/receipt-search.ts';
import type { Spool } from '../spool/spool.ts';
import { receiptView } from './receipt.ts';

export interface HistoryParts {
  readonly clock: Clock;
  readonly reads: LedgerReads;
  readonly spool: Pick<Spool, 'paperOf' | 'papersOf'>;
  readonly search: ReceiptSearch;
}

type Asked = Pick<ReceiptQuery, 'words' | 'digits' | 'number' | 'series' | 'total' | 'day'>;

const nothingAsked: Asked = { words: [], digits: null, number: null, series: null, total: null, day: null };

/** `19/11`, `19/11/2026`, `19-11-26`; without a year the last such day. */
function dayOf(token: string, today: string): string | null {
  const [, day, month, year] = /^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{2}|\d{4}))?$/.exec(token) ?? [];
  if (day === undefined || month === undefined) return null;
  const thisYear = Number(today.slice(0, 4));
  const of = (full: number) => `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (year !== undefined) return of(year.length === 2 ? 2000 + Number(year) : Number(year));
  return of(thisYear) <= today ? of(thisYear) : of(thisYear - 1);
}

/** `1.327.538`, `1,327,538đ`, `500000 đ`: an amount that cannot be a number of a receipt. */
function amountOf(token: string): number | null {
  const grouped = /^\d{1,3}(?:[.,]\d{3})+(?:đ|d|vnd)?$/i.test(token);
  const marked = /^\d{1,12}(?:đ|vnd)$/i.test(token);
  return grouped || marked ? Number(token.replace(/\D/g, '')) : null;
}

/**
 * What somebody looks for, from what was typed: a scanned receipt code, a number with its series (`VP26-Q2 004185`,
 * `VP26-Q2/4185`), a day, an amount, names and codes. Digits alone may be a number, an amount or part of a code.
 */
export function readHistoryText(text: string, today: string): Asked {
  const scanned = parseReceiptCode(text.trim());
  if (scanned.ok) {
    return { ...nothingAsked, series: scanned.value.series, number: Number(scanned.value.number) };
  }
  const [, series, number] = /^([a-z]{1,7}\d{2}-q\d+\S*?)[\s/.]+0*(\d{1,9})$/i.exec(text.trim()) ?? [];
  if (series !== undefined && number !== undefined) {
    return { ...nothingAsked, series: series.toUpperCase(), number: Number(number) };
  }
  let asked = nothingAsked;
  for (const token of text
    .trim()
    .split(/\s+/)
    .filter((part) => part !== '')) {
    const day = dayOf(token, today);
    const total = amountOf(token);
    if (day !== null) asked = { ...asked, day };
    else if (total !== null) asked = { ...asked, total };
    else if (/^\d{1,12}$/.test(token) && asked.digits === null) asked = { ...asked, digits: token };
    else {
      const words = foldVietnamese(token)
        .split(/[^a-z0-9]+/)
        .filter((word) => word !== '');
      asked = { ...asked, words: [...asked.words, ...words].slice(0, 8) };
    }
  }
  return asked;
}

interface Frozen {
  readonly sources: readonly { readonly source: string; readonly id: string; readonly amount: number }[];
}

function rowView(reads: LedgerReads, row: Row<'receipt'>): MethodResponse<'history.find'>['rows'][number] {
  const { sources } = JSON.parse(row.frozen) as Frozen;
  const methods = sources.flatMap(({ source, id }) =>
    source === 'tender' ? [reads.tender(id)?.method ?? source] : source === 'rounding' ? [] : [source],
  );
  return {
    receipt: row.id,
    series: row.series,
    number: printedNumber(row),
    issuedAt: row.issuedAt,
    payerName: row.payerName,
    beneficiaryName: row.beneficiaryName,
    code: row.beneficiaryCode,
    total: row.total,
    paid: row.total + row.rounding,
    methods: [...new Set(methods)],
    state: row.state,
  };
}

/** Receipts that match, the newest first. */
export function findReceipts(
  { clock, reads, search }: HistoryParts,
  request: MethodRequest<'history.find'>,
): MethodResponse<'history.find'> {
  const today = businessDateOf(clock.now());
  const { period, method, before, limit } = request;
  const asked = readHistoryText(request.text, today);
  const shift = reads.openShift()?.id ?? 'none';
  const found = search.find({
    ...asked,
    day: asked.day ?? (period === 'today' ? today : null),
    shift: period === 'shift' ? shift : null,
    method,
    before,
    limit,
  });
  const rows = found.receipts.flatMap((id) => {
    const row = reads.receipt(id);
    if (row === undefined || (asked.series !== null && row.series !== asked.series)) return [];
    return [rowView(reads, row)];
  });
  return { rows, next: found.next, complete: found.complete };
}

/** Ids of the receipts that a text finds in all days, the newest first. */
export function receiptsFor(parts: HistoryParts, text: string, limit: number): readonly string[] {
  const request = { text, period: 'all', method: null, before: null, limit } as const;
  return findReceipts(parts, request).rows.map(({ receipt }) => receipt);
}

type Opened = MethodResponse<'history.open'>;

function moneyOf(reads: LedgerReads, row: Row<'receipt'>): Opened['money'] {
  const { sources } = JSON.parse(row.frozen) as Frozen;
  const accounts = reads.setting('accounts')?.list ?? [];
  return sources.flatMap(({ source, id, amount }) => {
    if (source === 'rounding') return [];
    const tender = source === 'tender' ? reads.tender(id) : undefined;
    const account = accounts.find((one) => one.account === tender?.through);
    const cash = tender?.machine === 'cash';
    return [
      {
        method: tender?.method ?? source,
        // What was taken: rounding up stands beside the lines, rounding down took less than they are.
        amount: cash ? amount + Math.max(0, row.rounding) : amount,
        at: tender?.paidAt ?? null,
        state: tender?.state ?? 'applied',
        reference: tender?.reference ?? null,
        lastFour: account?.number.slice(-4) ?? null,
        rounding: cash ? row.rounding : 0,
      },
    ];
  });
}

function numberOf(reads: LedgerReads, id: string | null): string | null {
  const row = id === null ? undefined : reads.receipt(id);
  return row === undefined ? null : printedNumber(row);
}

/** One receipt with everything that is known of it: receipt, money and paper apart, as they are in the journal. */
export function openReceipt(
  { reads, spool }: HistoryParts,
  { receipt }: MethodRequest<'history.open'>,
): Result<Opened, { readonly code: string; readonly moneyMoved: 'no' }> {
  const row = reads.receipt(receipt);
  if (row === undefined) return refuse({ code: 'receipt-not-found', moneyMoved: 'no' });
  const { papers, next } = spool.papersOf(receipt);
  return ok({
    receipt: receiptView(reads, spool, row),
    reason: row.reason,
    paid: row.total + row.rounding,
    shiftName: reads.shift(row.shift)?.name ?? '-',
    money: moneyOf(reads, row),
    papers: papers.map(({ job, mark, copy, state, answer, printer, changed_at }) => ({
      job,
      mark,
      copy,
      state,
      paperCame: answer === null ? null : answer === 'came',
      printer,
      at: changed_at,
    })),
    replaces: numberOf(reads, row.replaces),
    replacedBy: numberOf(reads, row.replacedBy),
    voidedAt: row.voidedAt,
    refunded: row.refunded,
    nextPaper: next === null ? null : { mark: next.mark, copy: next.copy },
  });
}
