import { normaliseName } from './fold.ts';

const collator = new Intl.Collator('vi', { numeric: true });

/** Vietnamese order of two texts: Ă Â Đ Ê Ô Ơ Ư are letters of their own, and 6A2 comes before 6A10. */
export function compareVietnamese(a: string, b: string): number {
  return collator.compare(a, b);
}

/** The alphabet, with the letters foreign names bring. A letter's place is its rank. */
const alphabet = '0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz';
/** Marks that make a letter of its own, as they stand after NFD: breve, circumflex, horn. */
const letterMarks = /[\u0306\u0302\u031b]/g;
/** Tones in order: none, huyền, hỏi, ngã, sắc, nặng. */
const tones = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];

/** Below every rank, so that a shorter word comes first. */
const endOfWord = ' ';
const endOfLetters = '!';
/** After every rank: a letter that is not in the alphabet. */
const foreign = '~';

/**
 * Sort key of a person's name: given name (the last word), then family name, then middle names, as Vietnamese lists
 * are ordered (facts/domain §4.1–4.2). Plain ASCII but for other scripts; compare keys by code unit, in SQLite without a
 * collation. Within a word letters decide before the tone; case and the place of the tone (Hoà, Hòa) do not count.
 */
export function givenNameKey(name: string): string {
  const words = normaliseName(name).toLowerCase().split(' ');
  const given = words.pop() ?? '';
  return [given, ...words].map(wordKey).join(endOfWord);
}

function wordKey(word: string): string {
  let letters = '';
  let tone = 0;
  for (const [cluster] of word
    .replaceAll('ð', 'đ')
    .normalize('NFD')
    .matchAll(/\P{M}\p{M}*/gu)) {
    letters += letterKey(cluster);
    tone = Math.max(tone, toneOf(cluster));
  }
  return `${letters}${endOfLetters}${tone}`;
}

function letterKey(cluster: string): string {
  const [base = ''] = cluster;
  const letter = (base + (cluster.match(letterMarks)?.join('') ?? '')).normalize('NFC');
  const own = alphabet.indexOf(letter);
  const rank = own >= 0 ? own : alphabet.indexOf(base);
  if (rank >= 0) return String.fromCharCode('0'.charCodeAt(0) + rank);
  return /\p{L}/u.test(base) ? foreign + base : '';
}

function toneOf(cluster: string): number {
  return Math.max(
    0,
    tones.findLastIndex((tone) => tone !== '' && cluster.includes(tone)),
  );
}
