/** Settled batches of card terminals against what the bank paid: net of its fee, the next day (product.md E). */
import { businessDateOf, type EpochMs } from '../../shared/kernel/clock.ts';
import { grossOf, manualTerminal, type Row } from '../../shared/payment/index.ts';
import {
  type BatchReason,
  type BatchSuggestion,
  mostPaidBatches,
  type PaidBatchView,
} from '../../shared/rpc/card-batches.ts';
import type { CreditView } from '../../shared/rpc/contract.ts';
import type { DifferenceRow } from '../../shared/rpc/documents.ts';
import { foldVietnamese } from '../../shared/text/index.ts';
import type { LooseCredits } from '../bank/loose-credits.ts';
import { cardFeeOn, cardFees } from '../facility/dated.ts';
import { type BookReads, nameAt, reconciledCounters, sisterName } from '../ledger/facility-batches.ts';
import type { LedgerReads } from '../ledger/read.ts';
import type { PaidBatch } from '../ledger/read-beside.ts';
import { waitingCredits } from './credits.ts';

const dayMs = 86_400_000;
/** Batches older than this are in nobody's list any more; banks pay within days. */
const longestMs = 400 * dayMs;
/** A credit for a batch that was settled longer before is not suggested. */
const suggestedMs = 21 * dayMs;
/** Days after the settlement on which acquirers pay: the next one, over a week-end the third. */
const latestDays = 4;
const mostSuggestions = 12;
const wholeBasisPoints = 10_000;

function dayOf(atMs: number): string {
  return businessDateOf(atMs as EpochMs);
}

/** What was kept of a sum, in basis points of it. */
function feeOf(gross: number, paid: number): number {
  return gross === 0 ? 0 : Math.round(((gross - paid) / gross) * wholeBasisPoints);
}

function isUsual(
  gross: number,
  paid: number,
  usual: { readonly low: number; readonly high: number },
): boolean {
  const fee = gross - paid;
  // Rounded by the bank to whole đồng, or by each card of the batch.
  const slack = 100;
  return (
    fee >= (gross * usual.low) / wholeBasisPoints - slack &&
    fee <= (gross * usual.high) / wholeBasisPoints + slack
  );
}

function stateOf(
  row: PaidBatch,
  usual: { readonly low: number; readonly high: number },
): PaidBatchView['state'] {
  const gross = grossOf(row);
  if (row.accepted === gross - row.credited) return 'accepted';
  if (row.credited === 0) return 'waiting';
  return isUsual(gross, row.credited, usual) ? 'paid' : 'differs';
}

function paidBatchView(books: BookReads, of: LedgerReads, row: PaidBatch): PaidBatchView {
  const gross = grossOf(row);
  const usual = cardFeeOn(of, dayOf(row.at));
  const rest = of.batchRest(row.id);
  return {
    settlement: row.id,
    counterName: sisterName(books, of),
    terminal: row.terminal.replace(manualTerminal, ''),
    batch: row.batch,
    ...{
      at: row.at,
      sure: row.state === 'settled',
      gross,
      credited: row.credited,
      rest: gross - row.credited,
    },
    fee: feeOf(gross, row.credited),
    usual: { low: usual.low, high: usual.high },
    state: stateOf(row, usual),
    owner: row.by === 'counter' ? null : of.nameOf(row.by),
    credits: wordsOn(of, row).flatMap(({ id }) => creditsFor(books, of, id)),
    accepted: rest === undefined || rest.rest !== gross - row.credited ? null : rest.text,
  };
}

function wordsOn(of: LedgerReads, row: Row<'terminalBatch'>): readonly Row<'terminalBatch'>[] {
  if (!row.terminal.startsWith(manualTerminal)) return [row];
  return of.batchesOf(row.terminal).filter((one) => one.batch === row.batch && one.state === 'settled');
}

function creditsFor(books: BookReads, of: LedgerReads, settlement: string): PaidBatchView['credits'] {
  return of.batchCreditsFor(settlement).map(({ counter, credit, amount, whole, by, at, ...paid }) => ({
    ...{ credit, amount, whole, at, by: nameAt(books, counter, by) },
    ...{ paidAt: paid.paidAt, reference: paid.bankReference, here: counter === books.reads.counterId },
  }));
}

/** Whether there is money to come: what nobody knows the end of counts only once the bank has paid. */
function matters(row: PaidBatch): boolean {
  return row.state === 'settled' ? grossOf(row) !== 0 : row.credited > 0;
}

/** Settlements since then of every counter that is reconciled here, the oldest first. */
function paidSince(books: BookReads, sinceMs: number) {
  return reconciledCounters(books)
    .flatMap((of) => of.batchesPaid(sinceMs).map((row) => ({ of, row })))
    .sort((one, other) => one.row.at - other.row.at);
}

/**
 * Batches since a moment, the newest first and at most {@link mostPaidBatches}: this counter's, at an accountant's desk
 * those of the whole facility.
 */
export function batchViews(books: BookReads, sinceMs: number): PaidBatchView[] {
  return paidSince(books, sinceMs)
    .filter(({ row }) => matters(row))
    .slice(-mostPaidBatches)
    .map(({ of, row }) => paidBatchView(books, of, row))
    .reverse();
}

/**
 * Batches the bank should have paid and has not, and those it paid with another fee than is usual: of each counter the
 * oldest `most`.
 */
export function batchDifferences(books: BookReads, nowMs: number, most: number): DifferenceRow[] {
  return reconciledCounters(books).flatMap((of) => {
    const counterName = sisterName(books, of);
    return lackingBatches(of, nowMs, most).map((row): DifferenceRow => {
      const terminal = row.terminal.replace(manualTerminal, '');
      return {
        kind: row.credited === 0 ? 'unpaid' : 'fee',
        ...{ ref: row.id, method: 'card', amount: Math.abs(grossOf(row) - row.credited), sinceMs: row.at },
        ...{ receipt: null, owner: row.by === 'counter' ? null : of.nameOf(row.by), counterName },
        name: terminal,
        detail: [terminal, row.batch].filter((one) => one !== null).join(' · '),
      };
    });
  });
}

function lackingBatches(of: LedgerReads, nowMs: number, most: number): PaidBatch[] {
  const today = dayOf(nowMs);
  const fees = new Map<string, ReturnType<typeof cardFeeOn>>();
  const bands = [cardFeeOn(of, ''), ...cardFees(of)];
  const low = Math.max(...bands.map((band) => band.low));
  const high = Math.min(...bands.map((band) => band.high));
  // A year of days at most; asked beforehand, for nothing is read while rows are.
  for (let at = nowMs - longestMs; at <= nowMs + dayMs; at += dayMs)
    fees.set(dayOf(at), cardFeeOn(of, dayOf(at)));
  return of.batchesLacking(nowMs - longestMs, { low, high, most }, (row) => {
    const day = dayOf(row.at);
    const state = stateOf(row, fees.get(day) ?? bands[0] ?? { low, high });
    return state === 'differs' || (state === 'waiting' && day < today);
  });
}

const weight: Readonly<Record<BatchReason, number>> = {
  'sum-less-fee': 4,
  'sum-equal': 4,
  'terminal-in-content': 3,
  'batch-in-content': 1,
  'next-day': 1,
};

/** Fewer reasons are chance. */
const shownWeight = 3;

function bare(text: string): string {
  return foldVietnamese(text).replace(/[^a-z0-9]/g, '');
}

function sum<T>(items: readonly T[], amount: (item: T) => number): number {
  return items.reduce((total, item) => total + amount(item), 0);
}

/** A credit against these batches, with why it may be their money. */
function suggestion(credit: CreditView, batches: readonly PaidBatchView[]): BatchSuggestion {
  const [gross, credited] = [sum(batches, (one) => one.gross), sum(batches, (one) => one.credited)];
  const paid = credited + credit.amount;
  const usual = batches[0]?.usual ?? { low: 0, high: 0 };
  const inRange = isUsual(gross, paid, usual);
  const content = bare(credit.content);
  const says = (text: string | null, shortest: number) =>
    text !== null && bare(text).length >= shortest && content.includes(bare(text));
  const days = batches.map(({ at }) => (Date.parse(dayOf(credit.paidAt)) - Date.parse(dayOf(at))) / dayMs);
  const checks: readonly (readonly [BatchReason, boolean])[] = [
    ['sum-less-fee', inRange && paid !== gross],
    ['sum-equal', paid === gross],
    ['terminal-in-content', batches.every(({ terminal }) => says(terminal, 4))],
    ['batch-in-content', batches.every(({ batch }) => says(batch, 3))],
    ['next-day', days.every((day) => day >= 1 && day <= latestDays)],
  ];
  return {
    settlements: batches.map(({ settlement }) => settlement),
    batches: batches.map(({ terminal, batch, at, rest: amount }) => ({ terminal, batch, at, amount })),
    ...{ gross, credited, left: gross - paid, fee: feeOf(gross, paid), usual, inRange },
    reasons: checks.flatMap(([reason, holds]) => (holds ? [reason] : [])),
  };
}

const weightOf = ({ reasons }: BatchSuggestion): number => sum(reasons, (one) => weight[one]);

/**
 * Batches whose money a waiting credit may be, each alone and all of a day together, those with most reasons first; null
 * when it no longer waits. Nothing is matched by reasons: a person judges. One with neither its sum nor its terminal in
 * the content is not suggested.
 */
export function batchesForCredit(
  books: BookReads,
  loose: LooseCredits,
  key: string,
): BatchSuggestion[] | null {
  const credit = waitingCredits({ reads: books.reads, loose }).find((one) => one.credit === key);
  if (credit === undefined) return null;
  const open = paidSince(books, credit.paidAt - suggestedMs)
    .filter(({ row }) => row.at <= credit.paidAt)
    .map(({ of, row }) => paidBatchView(books, of, row))
    .filter(({ state, rest }) => rest > 0 && (state === 'waiting' || state === 'differs'));
  const days = [...new Set(open.map(({ at }) => dayOf(at)))]
    .map((day) => open.filter(({ at }) => dayOf(at) === day))
    .filter((batches) => batches.length > 1 && batches.length <= 20);
  return [...open.map((one) => [one]), ...days]
    .map((batches) => suggestion(credit, batches))
    .filter((one) => weightOf(one) >= shownWeight)
    .sort((a, b) => weightOf(b) - weightOf(a))
    .slice(0, mostSuggestions);
}
