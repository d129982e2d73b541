/** Papers of the treasurer's fund: sổ quỹ, kiểm kê quỹ, giấy nộp tiền. */

import type { Body } from '../../../shared/journal/index.ts';
import type { EpochMs } from '../../../shared/kernel/clock.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { noteDenominations } from '../../../shared/money/index.ts';
import type { Row } from '../../../shared/payment/index.ts';
import { type CashBook, sealCashBook } from '../../documents/papers/cash-book.ts';
import { type CashCount, sealCashCount } from '../../documents/papers/cash-count.ts';
import { type BankDeposit, sealBankDeposit } from '../../documents/papers/hand-in.ts';
import { receivingAccounts } from '../../facility/accounts.ts';
import { facilitySettings } from '../../facility/settings.ts';
import type { LedgerReads } from '../../ledger/read.ts';
import { cashBook } from '../../reports/lists.ts';
import type { Period } from '../../reports/periods.ts';
import { fail, type Outcome } from '../context.ts';
import { dayOf, type PaperParts, paperHead, periodWords, reportHead, saidOr, sumWords } from './head.ts';

const kinds: Readonly<Record<string, string>> = {
  'hand-in': 'Thu ngân nộp tiền',
  banked: 'Nộp tiền vào tài khoản',
  counted: 'Chênh lệch kiểm kê quỹ',
};

/** Sổ quỹ of a period. */
export function cashBookPage(parts: PaperParts, period: Period): CashBook {
  const { context } = parts;
  const book = cashBook(context.reads, period);
  return sealCashBook({
    kind: 'cash-book',
    ...paperHead(parts, 'cash-book', null).head,
    ...reportHead(context, periodWords(period)),
    opening: book.opening,
    entries: book.lines.map((line) => {
      const day = dayOf(line.at);
      const number = line.reference ?? '';
      return {
        ...{ day, voucherDay: day },
        receiptNumber: line.received > 0 ? number : '',
        paymentNumber: line.paid > 0 ? number : '',
        text: kinds[line.kind] ?? line.kind,
        ...{ in: line.received, out: line.paid, note: (line.text ?? '').slice(0, 200) },
      };
    }),
    closing: book.closing,
    closingWords: sumWords(context, Math.max(0, book.closing)),
  });
}

/** A line of the fund that has a paper. */
function fundLine(reads: LedgerReads, id: string, kind: string): Row<'fund'> | undefined {
  return reads.fundLines(0, Number.MAX_SAFE_INTEGER).find((line) => line.id === id && line.kind === kind);
}

/** Biên bản kiểm kê quỹ of the treasurer's fund. */
export function fundCountPage(parts: PaperParts, id: string): Outcome<CashCount> {
  const { context } = parts;
  const line = fundLine(context.reads, id, 'counted');
  const body = line === undefined ? undefined : context.reads.bodyOf(line.entry);
  if (line === undefined || body === undefined) return fail('count-not-found');
  const counted = JSON.parse(body) as Body<'fund.counted'>;
  const sheets = new Map(counted.lines.map(({ denomination, notes }) => [Number(denomination), notes]));
  const treasurer = saidOr(context.reads.nameOf(context.reads.actorOf(line.entry) ?? ''), 'Thủ quỹ');
  const { head } = paperHead(parts, 'cash-count', id, { treasurer }, line.at as EpochMs);
  return ok(
    sealCashCount({
      kind: 'cash-count',
      ...head,
      number: `KK-${dayOf(line.at)}`,
      place: 'Quỹ tiền mặt của đơn vị',
      occasion: 'Kiểm kê quỹ',
      members: [
        { name: treasurer, stands: 'Thủ quỹ' },
        { name: '……………………………', stands: 'Kế toán' },
      ],
      book: counted.book,
      notes: noteDenominations
        .filter((value) => value >= 1_000 || (sheets.get(value) ?? 0) > 0)
        .map((value) => ({ value: Number(value), sheets: sheets.get(value) ?? 0 })),
      unfit: { sheets: 0, amount: counted.torn },
      counted: counted.total,
      countedWords: sumWords(context, counted.total),
      reason: line.text === null || line.text.trim() === '' ? null : line.text,
      conclusion: null,
    }),
  );
}

/** Giấy nộp tiền: goes with the cash to the bank or treasury, onto the facility's first account. */
export function bankDepositPage(parts: PaperParts, id: string): Outcome<BankDeposit> {
  const { context } = parts;
  const { reads } = context;
  const line = fundLine(reads, id, 'banked');
  if (line === undefined) return fail('banking-not-found');
  const account = receivingAccounts(reads).find(({ onBehalf }) => !onBehalf);
  const { facility } = facilitySettings(reads);
  const depositor = saidOr(reads.nameOf(reads.actorOf(line.entry) ?? ''), 'Thủ quỹ');
  const { head, copies } = paperHead(parts, 'bank-deposit', id, { depositor }, line.at as EpochMs);
  const total = -line.amount;
  return ok(
    sealBankDeposit({
      kind: 'bank-deposit',
      ...head,
      series: 'GNT',
      number: saidOr(line.reference),
      depositor: { name: depositor, address: facility.address },
      bank: saidOr(account?.bank, '……………………………'),
      account: saidOr(account?.number, '……………………………'),
      holder: saidOr(account?.holder, facility.name),
      reason: saidOr(line.text, 'Nộp tiền mặt vào tài khoản'),
      notes: [],
      total,
      words: sumWords(context, total),
      copies,
    }),
  );
}
