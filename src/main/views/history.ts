import { businessDateOf, type Clock, type EpochMs } from '../../shared/kernel/clock.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import type { Row } from '../../shared/payment/index.ts';
import type { MethodRequest, MethodResponse } from '../../shared/rpc/contract.ts';
import { foldVietnamese, parseReceiptCode, printedNumber } from '../../shared/text/index.ts';
import type { FacilityReads } from '../ledger/facility-reads.ts';
import type { LedgerReads } from '../ledger/read.ts';
import type { ReceiptQuery, ReceiptSearch } from '../ledger/receipt-search.ts';
import { shownJob, shownPrinter } from '../spool/shown.ts';
import type { Spool } from '../spool/spool.ts';
import { receiptView } from './receipt.ts';

export interface HistoryParts {
  readonly clock: Clock;
  readonly reads: LedgerReads;
  readonly spool: Pick<Spool, 'paperOf' | 'papersOf'>;
  readonly search: ReceiptSearch;
  readonly facility: FacilityReads;
  /** Whether the backend has an entry of this counter. */
  readonly isSent: (entry: string) => boolean;
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

type HistoryRow = MethodResponse<'history.find'>['rows'][number];

function rowView(reads: LedgerReads, row: Row<'receipt'>, sister: HistoryRow['sister']): HistoryRow {
  const { sources } = JSON.parse(row.frozen) as Frozen;
  const methods = sources.flatMap(({ source, id }) =>
    source === 'tender' ? [reads.tender(id)?.method ?? source] : source === 'rounding' ? [] : [source],
  );
  return {
    receipt: row.id,
    sister,
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
  { clock, facility, reads, search }: HistoryParts,
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
    counter: request.scope === 'facility' ? null : reads.counterId,
    before,
    limit,
  });
  const sisters = new Map<string, { reads: LedgerReads; sister: HistoryRow['sister'] }>();
  const ofCounter = (counter: string) => {
    const known = sisters.get(counter);
    if (known !== undefined) return known;
    const of = facility.of(counter);
    const one = { reads: of, sister: { counter, name: of.setting('counter')?.name ?? '' } };
    sisters.set(counter, one);
    return one;
  };
  const rows = found.receipts.flatMap(({ receipt, counter }) => {
    const of = counter === reads.counterId ? { reads, sister: null } : ofCounter(counter);
    const row = of.reads.receipt(receipt);
    if (row === undefined || (asked.series !== null && row.series !== asked.series)) return [];
    return [rowView(of.reads, row, of.sister)];
  });
  return { rows, next: found.next, complete: found.complete };
}

/** Ids of the receipts that a text finds in all days, the newest first. */
export function receiptsFor(parts: HistoryParts, text: string, limit: number): readonly string[] {
  const request = { text, period: 'all', method: null, scope: 'counter', before: null, limit } as const;
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

/** Why it was voided, by whom, and who approved; null of one that stands. */
function voidedOf(reads: LedgerReads, { id, voidedAt }: Row<'receipt'>): Opened['voided'] {
  if (voidedAt === null) return null;
  const day = businessDateOf(voidedAt as EpochMs);
  const entry = reads.rareEntries('receipt.voided', day, day).find(({ body }) => body.receipt === id);
  if (entry === undefined) return null;
  const { actor, body, content } = entry;
  const approver = reads.approval(body.approval)?.approver ?? '';
  const text = content?.text.trim() ?? '';
  return {
    ...{ reason: body.reason, text: text === '' ? null : text },
    ...{ by: reads.nameOf(actor), approver: reads.nameOf(approver) },
  };
}

/** A sister's entry came from there. */
const fromBackend = (): boolean => true;

/** One receipt with everything that is known of it: receipt, money and paper apart, as they are in the journal. */
export function openReceipt(
  parts: HistoryParts,
  { receipt, counter }: MethodRequest<'history.open'>,
): Result<Opened, { readonly code: string; readonly moneyMoved: 'no' }> {
  const { facility, spool } = parts;
  const own = counter === undefined || counter === null || counter === parts.reads.counterId;
  const reads = own ? parts.reads : facility.of(counter);
  const row = reads.receipt(receipt);
  if (row === undefined) return refuse({ code: 'receipt-not-found', moneyMoved: 'no' });
  // Its paper came from a printer there.
  const { papers, next } = own ? spool.papersOf(receipt) : { papers: [], next: null };
  return ok({
    receipt: receiptView(reads, spool, row, own ? parts.isSent : fromBackend),
    sister: own
      ? null
      : { name: reads.setting('counter')?.name ?? '', untilMs: facility.untilMs(reads.counterId) },
    reason: row.reason,
    paid: row.total + row.rounding,
    shiftName: reads.shift(row.shift)?.name ?? '-',
    money: moneyOf(reads, row),
    papers: papers.map(({ job, mark, copy, state, answer, printer, changed_at }) => ({
      job,
      mark,
      copy,
      state: shownJob({ state, printer }),
      paperCame: answer === null ? null : answer === 'came',
      printer: shownPrinter(printer),
      at: changed_at,
    })),
    replaces: numberOf(reads, row.replaces),
    replacedBy: numberOf(reads, row.replacedBy),
    voidedAt: row.voidedAt,
    voided: voidedOf(reads, row),
    refunded: row.refunded,
    nextPaper: next === null ? null : { mark: next.mark, copy: next.copy },
  });
}
