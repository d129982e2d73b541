/** Characters that show nothing (zero-width joiners, soft hyphen, byte order mark) and come along with pasted text. */
const invisible = /\p{Cf}/gu;
const marks = /\p{M}/gu;
/** đ does not decompose; ð, Ð and Ɖ stand for it in lists converted from old encodings. */
const lowerD = /[đð]/g;
const upperD = /[ĐÐƉ]/g;

/** Name as it is stored: composed (NFC), one space between words, nothing invisible. Letters and case stay. */
export function normaliseName(text: string): string {
  return collapse(text.normalize('NFC').replace(invisible, ''));
}

/**
 * Key for searching without marks: `Đặng  Thị Đào` -> `dang thi dao`. Composed and decomposed input, and old and new
 * placing of the tone (Hoà, Hòa), give the same key. SQLite folds no đ, so rows carry this key (facts/domain §4.1).
 */
export function foldVietnamese(text: string): string {
  return collapse(stripMarks(text).toLowerCase());
}

/** ASCII that stands for characters without a decomposition of their own. */
const asciiOf: ReadonlyMap<string, string> = new Map([
  ['₫', 'd'],
  ['‘', "'"],
  ['’', "'"],
  ['“', '"'],
  ['”', '"'],
  ['«', '"'],
  ['»', '"'],
  ['‐', '-'],
  ['–', '-'],
  ['—', '-'],
  ['−', '-'],
  ['⁄', '/'],
  ['×', 'x'],
  ['•', '*'],
  ['·', '.'],
]);

/**
 * Printable ASCII (0x20–0x7e) for QR fields and pole displays, case kept: `Đặng Thị Ư` -> `Dang Thi U`. Line breaks
 * and other controls become spaces, what has no ASCII form becomes `?`.
 */
export function toAscii(text: string): string {
  return Array.from(stripMarks(text.normalize('NFKC')), asciiCharacter).join('');
}

function asciiCharacter(character: string): string {
  if (character >= ' ' && character <= '~') return character;
  if (/[\p{Cc}\p{Z}]/u.test(character)) return ' ';
  return asciiOf.get(character) ?? '?';
}

function stripMarks(text: string): string {
  return text
    .normalize('NFD')
    .replace(invisible, '')
    .replace(marks, '')
    .replace(lowerD, 'd')
    .replace(upperD, 'D');
}

function collapse(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
