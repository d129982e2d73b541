import { invariant } from '../kernel/assert.ts';
import { toAscii } from '../text/fold.ts';
import { longestPurpose } from './format.ts';
import type { MatchCode } from './match-code.ts';

/**
 * A bill number, name or city as a code can carry it: letters, digits and single spaces, case kept, marks left out
 * (`INV/TEST/0001` -> `INVTEST0001`). It may be empty, or too long for its field.
 */
export function labelText(text: string): string {
  return toAscii(text)
    .replace(/[^A-Za-z0-9 ]+/g, '')
    .replace(/ +/g, ' ')
    .trim();
}

/**
 * Content of the transfer: the match code, then the reason in capitals without marks, cut at the end to fit:
 * `7K3M9C2XA4 HOC PHI T9`. The code is always whole.
 * @param limit characters, 10 … 25; some providers take 19 (facts/payments §1.3)
 */
export function purposeText(code: MatchCode, reason: string, limit: number = longestPurpose): string {
  invariant(
    Number.isInteger(limit) && limit >= code.length && limit <= longestPurpose,
    `purpose of ${limit} characters`,
  );
  const words = toAscii(reason)
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim();
  return `${code} ${words}`.slice(0, limit).trimEnd();
}
