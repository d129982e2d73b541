import { denominations, type MethodRequest } from '../../../shared/rpc/contract.ts';

/** One row of the count: a denomination, or torn notes whose worth is written instead of their number. */
export type CountRow = number | 'torn';

/** Rows of the usual table; 500 and 200 are added by a key. */
export function countRows(withSmall: boolean): readonly CountRow[] {
  const notes = denominations.filter((value) => withSmall || value >= 1_000);
  return [...notes, 'torn'];
}

/** What was typed, by row; '' or missing is not yet counted. */
export type CountDigits = Readonly<Record<string, string>>;

/** Worth of a row in đồng, null while nothing was typed. */
export function worthOf(row: CountRow, digits: CountDigits): number | null {
  const typed = digits[String(row)] ?? '';
  if (typed === '') return null;
  return row === 'torn' ? Number(typed) : row * Number(typed);
}

/** What was counted altogether. */
export function countedTotal(rows: readonly CountRow[], digits: CountDigits): number {
  return rows.reduce<number>((sum, row) => sum + (worthOf(row, digits) ?? 0), 0);
}

/** The count as it goes to the counter; empty rows are none of that note. */
export function countRequest(
  rows: readonly CountRow[],
  digits: CountDigits,
  purpose: 'close' | 'surprise',
): MethodRequest<'shift.count'> {
  const lines = rows.flatMap((row) =>
    row === 'torn' ? [] : [{ denomination: row, notes: Number(digits[String(row)] ?? '') }],
  );
  return { lines, torn: worthOf('torn', digits) ?? 0, purpose };
}

/** Thiếu, Thừa or Khớp of counted less expected: a word, never a sign; the official form has the other sign. */
export function verdictOf(difference: number): 'short' | 'over' | 'even' {
  if (difference === 0) return 'even';
  return difference < 0 ? 'short' : 'over';
}
