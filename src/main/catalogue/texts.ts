/** Texts of lists, folded once: lists repeat the same fees and classes over and over. */
import { foldVietnamese, normaliseName } from '../../shared/text/index.ts';

/** Results kept of one function; then it starts afresh, so that a long list does not fill the memory. */
const mostKept = 50_000;

/** The function with its latest results kept. It must give the same for the same text. */
export function remembering<R>(make: (text: string) => R): (text: string) => R {
  const kept = new Map<string, R>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    if (kept.size >= mostKept) kept.clear();
    const made = make(text);
    kept.set(text, made);
    return made;
  };
}

const plainAscii = /^[\x21-\x7e]*$/;

const folded = remembering(foldVietnamese);
const key = remembering((text) => normaliseName(text).toLowerCase());

/** `foldVietnamese`, quickly. */
export function foldText(text: string): string {
  return plainAscii.test(text) ? text.toLowerCase() : folded(text);
}

/** Two spellings of one code, name or fee: case and spaces do not count, marks do. */
export function matchKey(text: string): string {
  return plainAscii.test(text) ? text.toLowerCase() : key(text);
}
