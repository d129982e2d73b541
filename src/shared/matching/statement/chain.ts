/** The gate of a statement import: opening balance + every row = closing balance (facts/files §0.10). */
import type { BalanceChain } from './types.ts';

/** What one row does to the balance. */
export interface ChainLink {
  readonly row: number;
  /** In − out, charges included. */
  readonly delta: number;
  readonly balance: number | null;
}

/** Checks the links, oldest first, between the balances the file names. */
export function chainOf(
  opening: number | null,
  links: readonly ChainLink[],
  closing: number | null,
): BalanceChain {
  let known = opening;
  let checked = 0;
  for (const { row, delta, balance } of links) {
    if (known === null) known = balance;
    else {
      known += delta;
      if (balance !== null) {
        if (balance !== known) return { is: 'broken', row };
        checked += 1;
      }
    }
  }
  if (closing !== null && known !== null) {
    if (closing !== known) return { is: 'broken', row: null };
    checked += 1;
  }
  return checked > 0 ? { is: 'holds' } : { is: 'absent' };
}

/** Whether the rows stand newest first: by their days, or within one day by which order makes the balances a chain. */
export function isNewestFirst(days: readonly string[], links: readonly ChainLink[]): boolean {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return false;
  if (first !== last) return first > last;
  if (links.length < 2) return false;
  return (
    chainOf(null, links, null).is === 'broken' && chainOf(null, [...links].reverse(), null).is === 'holds'
  );
}
