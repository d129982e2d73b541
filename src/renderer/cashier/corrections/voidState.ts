/** What a void does to each amount, pure. */
import type { VoidChoices } from '../../../shared/rpc/corrections.ts';

type Tender = VoidChoices['tenders'][number];
export type Fate = Tender['fates'][number];
/** By tender; what is missing was not said yet. */
export type Fates = Readonly<Record<string, Fate>>;

/** Sums by what becomes of them; đồng. */
export interface Outcome {
  /** Cash that is handed back now. */
  readonly returned: number;
  /** Card slips that are voided on the terminal by hand. */
  readonly slip: number;
  /** Asked back: still to be approved and paid. */
  readonly asked: number;
  /** Kept for the payer. */
  readonly kept: number;
  /** Free for a replacing receipt. */
  readonly moved: number;
  /** Back to deposits and balances by itself. */
  readonly restored: number;
  /** Never came, nobody is owed it. */
  readonly dropped: number;
}

/** Of an amount on the receipt what is really there and needs a fate; with what cash was rounded up by. */
export function freeOf({ amount, rounded, claim }: Pick<Tender, 'amount' | 'rounded' | 'claim'>): number {
  return amount + rounded - claim;
}

/** How money of a method goes back: its words differ. */
export function wayOut({ method }: Pick<Tender, 'method'>): 'cash' | 'card' | 'transfer' {
  return method === 'cash' || method === 'card' ? method : 'transfer';
}

/** What the fates said so far come to. */
export function outcomeOf(choices: VoidChoices | null, fates: Fates): Outcome {
  const tenders = choices?.tenders ?? [];
  const sum = (of: (tender: Tender) => number) => tenders.reduce((all, one) => all + of(one), 0);
  const fated = (fate: Fate, fits: (tender: Tender) => boolean = () => true) =>
    sum((one) => (fates[one.tender] === fate && fits(one) ? freeOf(one) : 0));
  return {
    returned: fated('returned', (one) => one.method === 'cash'),
    slip: fated('returned', (one) => one.method !== 'cash'),
    asked: fated('refund'),
    kept: fated('balance'),
    moved: sum(freeOf),
    restored: (choices?.restored ?? []).reduce((all, one) => all + one.amount, 0),
    dropped: sum((one) => one.claim),
  };
}
