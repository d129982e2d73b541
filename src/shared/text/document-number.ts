/** Digits that the number of a document has at least: 004182. */
export const usualWidth = 6;

/** A document's number as it is printed: as many digits as its series has at least, never cut. */
export function printedNumber({
  number,
  width = usualWidth,
}: {
  readonly number: number;
  readonly width?: number;
}): string {
  return String(number).padStart(width, '0');
}
