import { foldVietnamese } from '../../shared/text/index.ts';

/** A code as it is looked up: folded, only letters and digits: `BN-2026/001` and `bn2026001` are one. */
export function codeKey(text: string): string {
  return plainCode.test(text) ? text.toLowerCase() : foldVietnamese(text).replace(/[^\p{L}\p{N}]/gu, '');
}

/** As nearly every code is. */
const plainCode = /^[0-9A-Za-z]*$/;

/**
 * What an identity of a list is found by: itself, and of an insurance card of 15 characters also the person's own number,
 * which is all that newer cards say (facts/domain §4.5).
 */
export function identityKeys(text: string): readonly string[] {
  const key = codeKey(text);
  const number = /^[a-z]{2}\d{3}(\d{10})$/.exec(key)?.[1];
  return number === undefined ? [key] : [key, number];
}

/**
 * The payer's name as families are looked up by it; empty where the list names none, or the person pays for themself.
 */
export function familyKey(name: string, payerName: string | null): string {
  const key = codeKey(payerName ?? '');
  return key === '' || key === codeKey(name) ? '' : key;
}

/**
 * A phone as families are looked up by it, apart from every name; empty where it is no phone. Excel drops the zero in
 * front, phones write +84 for it.
 */
export function phoneKey(phone: string | null): string {
  const digits = (phone ?? '').replace(/\D/g, '').replace(/^(?:84(?=\d{9}$)|(?=[35789]\d{8}$))/, '0');
  return /^0\d{9,10}$/.test(digits) ? `tel ${digits}` : '';
}

/** What a payer is found by, without marks and with them: the words of name and class. */
export function payerWords(name: string, className: string | null): [folded: string, marked: string] {
  const words = className === null ? name : `${name} ${className}`;
  return [foldVietnamese(words), markedWords(words)];
}

/** Text as it is searched with its marks: lower case, composed. */
export function markedWords(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** One word of a search. */
export interface SearchWord {
  readonly folded: string;
  /** As typed, when it was typed with marks; else null. */
  readonly marked: string | null;
}

/** More words than any name has; further ones are dropped. */
const wordLimit = 12;

/** The words of a search text: runs of letters and digits, as the search index cuts them. */
export function searchWords(text: string): SearchWord[] {
  const words = markedWords(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return words.slice(0, wordLimit).flatMap((word) => {
    const folded = foldVietnamese(word);
    if (folded === '') return [];
    return [{ folded, marked: folded === word ? null : word }];
  });
}

/**
 * Which parts of a name the words matched, as [start, end) in UTF-16 units, in order and not overlapping. The name is
 * NFC, where a letter with its marks is one unit, so lengths before and after folding agree.
 */
export function matchedParts(name: string, words: readonly SearchWord[]): [number, number][] {
  const parts: [number, number][] = [];
  for (const match of name.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const folded = foldVietnamese(match[0]);
    if (folded.length !== match[0].length) continue;
    const longest = words
      .filter((word) => folded.startsWith(word.folded))
      .reduce((most, word) => Math.max(most, word.folded.length), 0);
    if (longest > 0) parts.push([match.index, match.index + longest]);
  }
  return parts;
}
