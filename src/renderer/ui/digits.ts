/** A person can enter at most 999.999.999.999 đồng (design §1). */
export const maxDigits = 12;

/** The digits of what a money field holds: no grouping, no leading zeros; '' is empty. Longer input is cut off. */
export function digitsOf(text: string, limit: number = maxDigits): string {
  return text
    .replace(/\D/g, '')
    .replace(/^0+(?=\d)/, '')
    .slice(0, limit);
}
