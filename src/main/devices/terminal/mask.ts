/**
 * No card number goes further than the codec (facts/payments §3.5 rule 7; PCI DSS 3.4.1 would allow more than we
 * keep). Terminals differ in where they put one, and some put it where it does not belong, so every field is looked at.
 */

/** ISO/IEC 7812: the lengths card numbers have. */
const shortest = 13;
const longest = 19;
/** Digits that stay readable. */
const kept = 4;

/**
 * Digits, singly separated by blanks, dashes, dots or slashes at most; then what makes them a track of the magnetic
 * stripe (ISO/IEC 7813): name, expiry, service code and the bank's own digits.
 */
const digitRun = /(\d(?:[ \-./]?\d){12,})([=D][\d=]*|\^[^^]*\^\d*)?/g;

/** The Luhn check of ISO/IEC 7812-1 annex B over digits only. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - at) - 0x30;
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/**
 * The same text with everything that could be a card number starred out but for its last four digits. A number that
 * only looks like one is starred too; none starts with 0, so zero-padded merchant numbers stay readable.
 */
export function maskCardNumbers(text: string): string {
  return text.replace(digitRun, (_, run: string, track: string | undefined) => {
    const places = [...run.matchAll(/\d/g)].map(({ index }) => index);
    const digits = places.map((place) => run[place]).join('');
    const starred = new Set<number>();
    for (let from = 0; from + shortest <= digits.length; from += 1) {
      if (digits[from] === '0') continue;
      for (let length = shortest; length <= longest && from + length <= digits.length; length += 1) {
        if (!passesLuhn(digits.slice(from, from + length))) continue;
        for (let at = from; at < from + length - kept; at += 1) starred.add(places[at] ?? -1);
      }
    }
    const shown = [...run].map((char, at) => (starred.has(at) ? '*' : char)).join('');
    const rest = track ?? '';
    return shown + (starred.size > 0 ? '*'.repeat(rest.length) : rest);
  });
}

/** A field that holds a card number by its nature: only its last four digits stay. */
export function maskWhole(text: string): string {
  const end = /\d{4}$/.exec(text.trimEnd())?.[0] ?? '';
  return '*'.repeat(text.length - end.length) + end;
}
