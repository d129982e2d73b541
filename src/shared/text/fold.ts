/** Characters that show nothing (zero-width joiners, soft hyphen, byte order mark) and come along with pasted text. */
const invisible = /\p{Cf}/gu;
const marks = /\p{M}/gu;
/** đ does not decompose; ð, Ð and Ɖ stand for it in lists converted from old encodings. */
const lowerD = /[đð]/g;
const upperD = /[ĐÐƉ]/g;

/**
 * Words of composed Latin letters and ASCII with one space between them, as nearly every name, fee and address is: such a
 * text is composed already and has nothing invisible in it, so most of the work below is not needed.
 */
const plainWords = /^[!-~À-ɏḀ-ỿ]+(?: [!-~À-ɏḀ-ỿ]+)*$/;

/** Name as it is stored: composed (NFC), one space between words, nothing invisible. Letters and case stay. */
export function normaliseName(text: string): string {
  return plainWords.test(text) ? text : collapse(text.normalize('NFC').replace(invisible, ''));
}

/**
 * Key for searching without marks: `Đặng  Thị Đào` -> `dang thi dao`. Composed and decomposed input, and old and new
 * placing of the tone (Hoà, Hòa), give the same key. SQLite folds no đ, so rows carry this key (facts/domain §4.1).
 */
export function foldVietnamese(text: string): string {
  return plainWords.test(text) ? foldPlain(text) : foldAny(text);
}

function foldAny(text: string): string {
  return collapse(stripMarks(text).toLowerCase());
}

/** Past the last letter of {@link plainWords}. */
const plainEnd = 0x1f00;
/** What each of its characters folds to, filled as they come. Each stands for itself there, whatever its neighbours are. */
const plainFolds: (string | undefined)[] = Array.from({ length: plainEnd });

function foldPlain(text: string): string {
  let folded = '';
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    folded += plainFolds[code] ?? foldCharacter(code);
  }
  return folded;
}

function foldCharacter(code: number): string {
  const folded = code === 0x20 ? ' ' : foldAny(String.fromCharCode(code));
  plainFolds[code] = folded;
  return folded;
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
