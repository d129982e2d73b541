import { IllegalMove, type Row } from '../../shared/payment/index.ts';
import type { FundPart, FundSource } from '../ledger/read-funds.ts';
import type { DeskContext } from './context.ts';

type FundRow = Row<'deposit'> | Row<'balance'>;
type Context = Pick<DeskContext, 'reads' | 'isCurrent'>;

/** Used, given back, or about to be, đồng; at one counter. */
export function goneOf({
  used,
  refunding,
  refunded,
}: Pick<FundPart, 'used' | 'refunding' | 'refunded'>): number {
  return used + refunding + refunded;
}

/** The same over all counters. */
export function goneOfAll(parts: readonly FundPart[]): number {
  return parts.reduce((sum, one) => sum + goneOf(one), 0);
}

/** What came in once: what the counter that took it says, else the most that anybody read from a slip. */
export function cameOf(parts: readonly FundPart[]): number {
  const home = parts.find((one) => one.home === null);
  return home?.amount ?? Math.max(0, ...parts.map((one) => one.amount));
}

function partsOf({ reads }: Pick<DeskContext, 'reads'>, source: FundSource, id: string): readonly FundPart[] {
  const name = reads.fundName(source, reads.counterId, id);
  return name === null ? [] : reads.fundEverywhere(name);
}

/** What of this row is still left by all journals that are here; never less than nothing. */
export function leftOfFund(context: Pick<DeskContext, 'reads'>, source: FundSource, row: FundRow): number {
  const here = row.amount - goneOf(row);
  const parts = partsOf(context, source, row.id);
  return parts.length < 2 ? here : Math.max(0, Math.min(here, cameOf(parts) - goneOfAll(parts)));
}

/** Whether the original slip of a deposit stays at this counter: then no other can give it back. */
function isSlipHere({ reads }: Context, row: FundRow): boolean {
  if (!('series' in row)) return false;
  if (row.home === '') return true;
  if (row.home !== null) {
    const { proof } = JSON.parse(reads.bodyOf(row.entry) ?? '{}') as { readonly proof?: string };
    if (proof === 'slip') return true;
  }
  return reads.isSlipKept(row.id);
}

/**
 * Whether what other counters may still do with this fund is known here to its end, now: of every one of them that has
 * something of it left, or the original slip is at this counter (decision 0014).
 */
export function isSure(context: Context, source: FundSource, row: FundRow): boolean {
  const own = context.reads.counterId;
  const others = partsOf(context, source, row.id)
    .filter((one) => one.counter !== own && goneOf(one) < one.amount)
    .map((one) => one.counter);
  const home = row.home === null || row.home === '' ? [] : [row.home];
  const asked = new Set([...others, ...home]);
  if (asked.size === 0 || isSlipHere(context, row)) return true;
  return [...asked].every((counter) => context.isCurrent(counter));
}

function rowOf({ reads }: Context, source: string, id: string): FundRow | undefined {
  return source === 'deposit' ? reads.deposit(id) : source === 'balance' ? reads.balance(id) : undefined;
}

/** Forbids to trust what this counter knows of a fund, where another may know more. @throws IllegalMove */
function demandSure(context: Context, source: FundSource, row: FundRow): void {
  if (isOfSeveral(context, source, row)) throw new IllegalMove('slip-of-several-counters');
  if (!isSure(context, source, row)) throw new IllegalMove('fund-home-not-current');
}

function isOfSeveral({ reads }: Context, source: FundSource, { id }: FundRow): boolean {
  return source === 'deposit' && reads.isSlipOfSeveral(reads.counterId, id);
}

interface Wanted {
  readonly source: string;
  readonly id: string;
  readonly amount: number;
}

/** Whether this much of a fund can be taken now, by all that is known. */
export function canTake(context: Context, { source, id, amount }: Wanted): boolean {
  const row = rowOf(context, source, id);
  if (row === undefined || (source !== 'deposit' && source !== 'balance')) return true;
  if (isOfSeveral(context, source, row) || !isSure(context, source, row)) return false;
  return amount <= leftOfFund(context, source, row);
}

/**
 * Forbids to use or give back more of a fund than all counters together have left, or any of it while another counter may
 * have taken it unseen; the ledger knows only what happened here. Inside the caller's act. @throws IllegalMove
 */
export function demandLeft(context: Context, { source, id, amount }: Wanted): void {
  const row = rowOf(context, source, id);
  if (row === undefined || (source !== 'deposit' && source !== 'balance')) return;
  // What this counter itself has not is said by the ledger's own rule, as is that there is none.
  if (amount > row.amount - goneOf(row)) return;
  if (amount > leftOfFund(context, source, row)) throw new IllegalMove('fund-gone-elsewhere');
  demandSure(context, source, row);
}

/**
 * Looks once more before the money of an approved refund leaves: it was set aside when it was asked for, and another
 * counter may have given the same back since. Inside the caller's act. @throws IllegalMove
 */
export function demandPayable(context: Context, refund: Row<'refund'>): void {
  const { source, sourceId } = refund;
  // Money of a receipt that stays: it was used here, and comes back from there.
  if (refund.receipt !== null || (source !== 'deposit' && source !== 'balance')) return;
  const row = rowOf(context, source, sourceId);
  if (row === undefined) return;
  const parts = partsOf(context, source, sourceId);
  if (goneOfAll(parts) > cameOf(parts)) throw new IllegalMove('fund-gone-elsewhere');
  demandSure(context, source, row);
}
