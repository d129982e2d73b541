/** Taking money of a tender, deposit or balance for a paper; shared by the moves of documents. */
import { heldAndClaim, isProven } from '../machines.ts';
import type { Row } from '../tables.ts';
import { type Draft, demand } from '../world.ts';

/** Money of a tender that stands against no paper and is not asked back. */
export function freeMoney(tender: Pick<Row<'tender'>, 'kept' | 'allocated' | 'refunding'>): number {
  return Math.max(0, tender.kept - tender.allocated - tender.refunding);
}

/** What is left of a deposit or credit balance. */
export function leftOf(fund: { amount: number; used: number; refunding: number; refunded: number }): number {
  return fund.amount - fund.used - fund.refunding - fund.refunded;
}

/** Money whose coming is proven, so that it may be paid out again (design §4 "Accepted"). */
export function demandProven(draft: Draft, tenderId: string): void {
  const tender = draft.need('tender', tenderId);
  demand(isProven(tender.machine, tender.state), 'money-not-proven');
}

/** Takes the next number of an open series; refused with `number-not-next` when the entry says another. */
export function nextNumber(
  draft: Draft,
  series: string,
  number: number,
  purpose: Row<'series'>['purpose'],
): Row<'series'> {
  const row = draft.need('series', series);
  demand(row.purpose === purpose && row.closedAt === null, 'series-not-open', series);
  demand(row.next === number, 'number-not-next', `${series} ${number}, next is ${row.next}`);
  draft.patch('series', series, { next: number + 1 });
  return row;
}

/** Sum of what `amount` says of each item. */
export function sum<T>(items: readonly T[], amount: (item: T) => number): number {
  return items.reduce((total, item) => total + amount(item), 0);
}

/** Sums by key, in order of first appearance. */
export function groupSum<T>(
  items: readonly T[],
  key: (item: T) => string,
  amount: (item: T) => number,
): Map<string, number> {
  const totals = new Map<string, number>();
  for (const item of items) totals.set(key(item), (totals.get(key(item)) ?? 0) + amount(item));
  return totals;
}

/** Whether the end of what a terminal was asked to give back is not known. */
export function isOpenVoid({ state }: Pick<Row<'cardVoid'>, 'state'>): boolean {
  return state === 'sent' || state === 'unknown';
}

/** Reason of a row that is the try of a refund, not a void. */
export const refundReason = 'refund';

/**
 * Whether a terminal was asked to take this charge back and it is not known yet that it did not. A refund is none: its
 * amount is set aside already.
 */
export function voidUnderWay(draft: Draft, { id, machine }: Pick<Row<'tender'>, 'id' | 'machine'>): boolean {
  if (machine !== 'card') return false;
  return draft.list('cardVoid', 'tender', id).some((row) => row.reason !== refundReason && isOpenVoid(row));
}

/**
 * Sets money of a tender against a document; refused with `money-not-free` when there is less, with `void-under-way`
 * while its terminal may have given it back.
 */
export function takeOfTender(draft: Draft, id: string, amount: number): void {
  const tender = draft.need('tender', id);
  demand(freeMoney(tender) >= amount, 'money-not-free');
  demand(!voidUnderWay(draft, tender), 'void-under-way');
  draft.patch('tender', id, { allocated: tender.allocated + amount });
}

/** Uses a deposit or balance for a receipt; refused with `deposit-too-small` or `balance-too-small`. */
export function takeOfFund(draft: Draft, kind: 'deposit' | 'balance', id: string, amount: number): void {
  const fund = draft.need(kind, id);
  demand(leftOf(fund) >= amount, `${kind}-too-small`);
  draft.patch(kind, id, { used: fund.used + amount });
}

/** Tenders a deposit or balance was made of; of one brought from another counter none are here. */
export function tendersOf(draft: Draft, kind: 'deposit' | 'balance', id: string): readonly Row<'tender'>[] {
  if (draft.need(kind, id).home !== null) return [];
  const ids =
    kind === 'balance'
      ? [draft.need('balance', id).tender]
      : (JSON.parse(draft.need('deposit', id).sources) as { id: string }[]).map((source) => source.id);
  return ids.map((tender) => draft.need('tender', tender));
}

/** What stands on papers and did not come, of these tenders. */
export function claimsOn(tenders: readonly Row<'tender'>[]): number {
  return sum(tenders, (tender) => heldAndClaim(tender).claim);
}
