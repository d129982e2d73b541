import { invariant } from '../kernel/assert.ts';
import { type Vnd, vnd } from './vnd.ts';

/** Unit to which a facility rounds the cash tender; 0 rounds nothing. No law sets it (facts/domain §3.1). */
export const cashRoundingUnits = [0, 100, 500, 1000] as const;
export type CashRoundingUnit = (typeof cashRoundingUnits)[number];

/** `due` = total + `rounding`. The debt never changes: the rounding is a signed line of its own. */
export interface RoundedCash {
  readonly due: Vnd;
  readonly rounding: Vnd;
}

/** What is asked for in cash: `total` (from 0) rounded half up to `unit`. Only ever for the cash tender. */
export function roundCash(total: number, unit: CashRoundingUnit): RoundedCash {
  invariant(vnd(total) >= 0, 'cash due is never negative');
  if (unit === 0) return { due: vnd(total), rounding: vnd(0) };
  const past = total % unit;
  const rounding = past * 2 >= unit ? unit - past : -past;
  return { due: vnd(total + rounding), rounding: vnd(rounding) };
}

/** Notes in use, largest first. */
export const noteDenominations = [
  500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200,
] as const;
export type NoteDenomination = (typeof noteDenominations)[number];

export interface ChangeSuggestion {
  readonly notes: readonly { readonly denomination: NoteDenomination; readonly count: number }[];
  /** What no notes can make: below 200 đ, or 300 đ. */
  readonly remainder: Vnd;
}

/** Change in few notes: largest first, except that 500 does not divide by 200 (600 is three of 200). From 0. */
export function changeNotes(amount: number): ChangeSuggestion {
  invariant(vnd(amount) >= 0, 'change is never negative');
  const small = smallPart(amount);
  const tail = smallNotes(small);
  const counts = new Map<number, number>([
    [500, tail.fiveHundreds],
    [200, tail.twoHundreds],
  ]);
  let left = amount - small;
  for (const denomination of noteDenominations) {
    if (denomination < 1_000) continue;
    counts.set(denomination, Math.floor(left / denomination));
    left %= denomination;
  }
  const notes = noteDenominations
    .map((denomination) => ({ denomination, count: counts.get(denomination) ?? 0 }))
    .filter((note) => note.count > 0);
  return { notes, remainder: vnd(tail.remainder) };
}

/** What is left to notes of 500 and 200; 1.100 and 1.300 can be made of them, 100 and 300 cannot. */
function smallPart(amount: number): number {
  const part = amount % 1_000;
  const hundreds = Math.floor(part / 100);
  return amount >= 1_000 && (hundreds === 1 || hundreds === 3) ? part + 1_000 : part;
}

function smallNotes(amount: number): { fiveHundreds: number; twoHundreds: number; remainder: number } {
  const hundreds = Math.floor(amount / 100);
  const odd = hundreds % 2 === 1 && hundreds >= 5;
  const twoHundreds = Math.floor((hundreds - (odd ? 5 : 0)) / 2);
  const fiveHundreds = odd ? 1 : 0;
  return { fiveHundreds, twoHundreds, remainder: amount - fiveHundreds * 500 - twoHundreds * 200 };
}
