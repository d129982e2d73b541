/** What stays open when a shift closes: it never blocks closing and is listed with its age (design §4). */
import { freeMoney, heldAndClaim } from '../../shared/payment/index.ts';
import type { LedgerReads } from '../ledger/read.ts';

export type CarriedKind =
  | 'open'
  | 'parked'
  | 'surplus'
  | 'accepted'
  | 'claim'
  | 'card-unknown'
  | 'card-keyed'
  | 'unmatched-credit'
  | 'refund-owed';

export interface CarriedOver {
  readonly kind: CarriedKind;
  readonly ref: string;
  readonly name: string | null;
  readonly amount: number;
  readonly since: number;
}

/** Rows a Z can hold. */
const mostRows = 5_000;

/** Everything unfinished, in the order of the kinds above and then by age. `shift` limits only slips keyed by hand. */
export function carriedOver(reads: LedgerReads, shift: string): CarriedOver[] {
  const nameOf = (collection: string | null) =>
    collection === null ? null : (reads.collection(collection)?.payerName ?? null);
  const collections = reads.unfinishedCollections().map((one) => ({
    kind: one.state as 'open' | 'parked',
    ref: one.id,
    name: one.payerName,
    amount: one.total,
    since: one.openedAt,
  }));
  const unfinished = new Set(collections.map(({ ref }) => ref));
  const surplus = reads
    .tendersWithFreeMoney()
    .filter(({ collection }) => collection === null || !unfinished.has(collection))
    .map((one) => ({
      kind: 'surplus' as const,
      ref: one.id,
      name: nameOf(one.collection),
      amount: freeMoney(one),
      since: one.changedAt,
    }));
  const tenders = reads.tendersCarried(shift).map((one) => ({
    kind: kindOf(one.state),
    ref: one.id,
    name: nameOf(one.collection),
    amount: one.state === 'never-came' || one.state === 'not-found' ? heldAndClaim(one).claim : one.due,
    since: one.changedAt,
  }));
  const credits = reads.unmatchedCredits().map((one) => ({
    kind: 'unmatched-credit' as const,
    ref: one.id,
    name: one.otherName,
    amount: one.amount,
    since: one.at,
  }));
  const refunds = reads.pendingRefunds().map((one) => ({
    kind: 'refund-owed' as const,
    ref: one.id,
    name: one.payeeName,
    amount: one.amount,
    since: one.at,
  }));
  return [...collections, ...surplus, ...tenders, ...credits, ...refunds].slice(0, mostRows);
}

function kindOf(state: string): CarriedKind {
  if (state === 'accepted') return 'accepted';
  if (state === 'unknown') return 'card-unknown';
  return state === 'keyed' ? 'card-keyed' : 'claim';
}

const labels: Readonly<Record<CarriedKind, string>> = {
  open: 'Đang thu',
  parked: 'Tạm gác',
  surplus: 'Tiền thừa, chưa có chứng từ',
  accepted: 'Đã duyệt, chờ tiền về',
  claim: 'Tiền duyệt không về, phải thu',
  'card-unknown': 'Thẻ chưa rõ kết quả',
  'card-keyed': 'Thẻ ghi tay, chưa đối soát',
  'unmatched-credit': 'Tiền vào chưa rõ của ai',
  'refund-owed': 'Còn phải hoàn',
};

/** One line for each kind, for the slip. */
export function carriedByKind(
  rows: readonly { readonly kind: string; readonly amount: number }[],
): { label: string; count: number; amount: number }[] {
  const lines = new Map<string, { label: string; count: number; amount: number }>();
  for (const { kind, amount } of rows) {
    const line = lines.get(kind) ?? { label: labels[kind as CarriedKind] ?? kind, count: 0, amount: 0 };
    lines.set(kind, { ...line, count: line.count + 1, amount: line.amount + amount });
  }
  return [...lines.values()];
}
