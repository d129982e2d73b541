/** Where receipts of a day go in its set for the e-invoice system: on their own, into the sum, or not into this set. */

export type Place = 'single' | 'summed' | 'out';

export interface Marks {
  readonly singles: readonly string[];
  readonly leaveOut: readonly string[];
}

export const noMarks: Marks = { singles: [], leaveOut: [] };

/** Left to right as the arrows go. */
const places: readonly Place[] = ['out', 'summed', 'single'];

/** Where a receipt goes; into the sum unless somebody said otherwise. */
export function marksOf({ singles, leaveOut }: Marks, receipt: string): Place {
  if (singles.includes(receipt)) return 'single';
  return leaveOut.includes(receipt) ? 'out' : 'summed';
}

/** The marks after the receipt went one place to the right, or to the left when `by` is −1. */
export function marked(marks: Marks, receipt: string, by: 1 | -1): Marks {
  const at = places.indexOf(marksOf(marks, receipt)) + by;
  const place = places[Math.max(0, Math.min(places.length - 1, at))];
  const others = (list: readonly string[]) => list.filter((one) => one !== receipt);
  return {
    singles: place === 'single' ? [...others(marks.singles), receipt] : others(marks.singles),
    leaveOut: place === 'out' ? [...others(marks.leaveOut), receipt] : others(marks.leaveOut),
  };
}
