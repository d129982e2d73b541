import { normaliseName } from './fold.ts';

/** Always two, so that the length of a word is not told. */
const hidden = '**';

/**
 * A name as the customer display and papers of others show it (facts/domain §5): family name whole, of every further
 * word only the first letter: `Nguyễn Thị Diễm Ngữ` -> `NGUYỄN T** D** N**`, `Nguyễn Văn A` -> `NGUYỄN V** A`.
 * A name of one word is not shown whole: `Hoa` -> `H**`. Upper-case, NFC.
 */
export function maskName(name: string): string {
  const words = normaliseName(name).toUpperCase().split(' ');
  if (words.length === 1) return maskWord(words[0] ?? '');
  return words.map((word, index) => (index === 0 ? word : maskWord(word))).join(' ');
}

function maskWord(word: string): string {
  const first = /^\P{M}\p{M}*/u.exec(word)?.[0] ?? '';
  return first === word ? word : first + hidden;
}
