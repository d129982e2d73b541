import { IllegalMove, type Row } from '../../shared/payment/index.ts';
import type { FundName, FundPart, FundSource } from '../ledger/read-funds.ts';
import type { DeskContext } from './context.ts';

/** What the row of a deposit or credit balance says is left of it. */
function leftOfRow(fund: {
  readonly amount: number;
  readonly used: number;
  readonly refunding: number;
  readonly refunded: number;
}): number {
  return fund.amount - fund.used - fund.refunding - fund.refunded;
}

/** Used, given back, or about to be, đồng; at one counter. */
export function goneOf({ used, refunding, refunded }: Omit<FundPart, 'amount'>): number {
  return used + refunding + refunded;
}

/** Names a fund by what it is called everywhere. */
function nameOfFund(source: FundSource, row: Row<'deposit'> | Row<'balance'>): FundName {
  return source === 'deposit' && 'series' in row
    ? { source: 'deposit', series: row.series, number: row.number }
    : { source: 'balance', id: row.id };
}

/**
 * What is left of a deposit or credit balance by all journals that are here, đồng (design §6: a balance is computed over
 * all journals). Never less than nothing: what was given twice is a case, not a debt of the next payer.
 */
export function leftOfFund(
  { reads }: Pick<DeskContext, 'reads'>,
  source: FundSource,
  row: Row<'deposit'> | Row<'balance'>,
): number {
  const here = leftOfRow(row);
  const everywhere = reads.fundEverywhere(nameOfFund(source, row));
  if (everywhere.length < 2) return here;
  const home = everywhere.find((one) => one.home === null);
  if (home === undefined) return here;
  const gone = everywhere.reduce((sum, one) => sum + goneOf(one), 0);
  return Math.max(0, Math.min(here, home.amount - gone));
}

/**
 * Forbids to use or give back more of a fund than all counters together have left; the ledger knows only what happened
 * here. Inside the caller's act. @throws IllegalMove
 */
export function demandLeft(
  context: Pick<DeskContext, 'reads'>,
  fund: { readonly source: string; readonly id: string; readonly amount: number },
): void {
  const { source, id } = fund;
  if (source !== 'deposit' && source !== 'balance') return;
  const row = source === 'deposit' ? context.reads.deposit(id) : context.reads.balance(id);
  if (row === undefined) return;
  const here = leftOfRow(row);
  // What this counter itself has not is said by the ledger's own rule, as is that there is none.
  if (fund.amount <= here && fund.amount > leftOfFund(context, source, row))
    throw new IllegalMove('fund-gone-elsewhere');
}
