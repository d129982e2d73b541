/** Longest reference that is kept. */
const longest = 60;

/**
 * The bank's reference as it is compared: one transfer told by two providers, or once by a provider and once in a
 * statement, has one key. Case and spaces do not count, and `FT` with 14 digits may carry a branch suffix that others
 * leave out (facts/files §1.10). Empty when there is none.
 */
export function referenceKey(reference: string): string {
  const plain = reference.replace(/\s+/g, '').toUpperCase();
  return (/^FT\d{14}/.exec(plain)?.[0] ?? plain).slice(0, longest);
}

/**
 * The key of the n-th line of a statement with the same reference, amount and day: references repeat in banks' files
 * (facts/files §0.6), and the first of them is the one a provider told.
 */
export function occurrenceKey(reference: string, nth: number): string {
  return nth <= 1 ? referenceKey(reference) : `${referenceKey(reference).slice(0, longest - 4)}#${nth}`;
}
