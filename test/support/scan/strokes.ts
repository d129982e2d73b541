/** Key sequences as a wedge scanner sends them, also as UniKey passes them on with Telex or VNI. */
import type { WedgeKey } from '../../../src/renderer/ui/wedge.ts';

const shifted = ')!@#$%^&*(';
const named: Readonly<Record<string, readonly [string, boolean]>> = {
  ' ': ['Space', false],
  '|': ['Backslash', true],
  '-': ['Minus', false],
  _: ['Minus', true],
  '/': ['Slash', false],
  '.': ['Period', false],
  ',': ['Comma', false],
  ':': ['Semicolon', true],
  '+': ['Equal', true],
};

/** The physical key of a character on a US keyboard. */
function keyOf(character: string): { code: string; shiftKey: boolean } {
  if (/[a-z]/.test(character)) return { code: `Key${character.toUpperCase()}`, shiftKey: false };
  if (/[A-Z]/.test(character)) return { code: `Key${character}`, shiftKey: true };
  if (/[0-9]/.test(character)) return { code: `Digit${character}`, shiftKey: false };
  const digit = shifted.indexOf(character);
  if (digit >= 0) return { code: `Digit${digit}`, shiftKey: true };
  const [code, shiftKey] = named[character] ?? [];
  if (code === undefined || shiftKey === undefined) throw new Error(`no key for ${character}`);
  return { code, shiftKey };
}

const still = { isComposing: false, repeat: false, ctrlKey: false, altKey: false, metaKey: false };

function stroke(code: string, key: string, shiftKey: boolean, atMs: number, keyCode = 65): WedgeKey {
  return { ...still, code, key, keyCode, shiftKey, atMs };
}

/** `text` and an ending, one key every `gapMs`, with the shift key where it is needed. */
export function typed(text: string, gapMs: number, fromMs = 0, ending = 'Enter'): WedgeKey[] {
  const keys: WedgeKey[] = [];
  let atMs = fromMs;
  for (const character of text) {
    const { code, shiftKey } = keyOf(character);
    if (shiftKey) keys.push(stroke('ShiftLeft', 'Shift', true, atMs, 16));
    keys.push(stroke(code, character, shiftKey, atMs));
    atMs += gapMs;
  }
  if (ending !== '') keys.push(stroke(ending, ending, false, atMs, 13));
  return keys;
}

/** What each digit does to a vowel in VNI; 9 makes đ. */
const vniMarks: Readonly<Record<string, string>> = {
  '1': '\u0301',
  '2': '\u0300',
  '3': '\u0309',
  '4': '\u0303',
  '5': '\u0323',
  '6': '\u0302',
  '7': '\u031b',
  '8': '\u0306',
};
/** What each letter does to a vowel before it in Telex. */
const telexMarks: Readonly<Record<string, string>> = {
  s: '\u0301',
  f: '\u0300',
  r: '\u0309',
  x: '\u0303',
  j: '\u0323',
};
/** Letters that take each mark which is no tone. */
const takers: Readonly<Record<string, string>> = { '\u0302': 'aeo', '\u031b': 'ou', '\u0306': 'a' };
/** Letters of a word that an input method still looks back over. */
const farthestBack = 6;

/** The mark that a key makes, and the letters that it may stand on; null for a key that makes none. */
function markOf(method: 'telex' | 'vni', key: string): { mark: string; on: string } | null {
  if (method === 'vni') {
    const mark = vniMarks[key];
    return mark === undefined ? null : { mark, on: takers[mark] ?? 'aeiouy' };
  }
  const low = key.toLowerCase();
  if ('aeo'.includes(low)) return { mark: '\u0302', on: low };
  const tone = telexMarks[low];
  return tone === undefined ? null : { mark: tone, on: 'aeiouy' };
}

/**
 * What the input method makes of a word when one more key comes: the end of the word from the changed letter on, or null.
 * A mark goes to the last letter that takes it, over consonants that follow it (`nguyen64`, `toans`).
 */
function replacement(
  method: 'telex' | 'vni',
  word: string,
  key: string,
): { from: number; end: string } | null {
  const low = key.toLowerCase();
  const dKey = method === 'vni' ? '9' : 'd';
  if (low === dKey && /[dD]$/.test(word)) {
    return { from: word.length - 1, end: word.endsWith('D') ? 'Đ' : 'đ' };
  }
  if (method === 'telex' && low === 'w') {
    const at = word.length - 1;
    const last = word[at] ?? '';
    if (/[ou]/i.test(last)) return { from: at, end: `${last}\u031b`.normalize('NFC') };
    return /a/i.test(last) ? { from: at, end: `${last}\u0306`.normalize('NFC') } : null;
  }
  const made = markOf(method, key);
  if (made === null) return null;
  for (let at = word.length - 1; at >= Math.max(0, word.length - farthestBack); at -= 1) {
    const letter = marked(word[at] ?? '', made);
    if (letter !== null) return { from: at, end: letter + word.slice(at + 1) };
  }
  return null;
}

/** A letter with one mark more; null when it takes none of that kind, or has one. */
function marked(letter: string, { mark, on }: { mark: string; on: string }): string | null {
  const [base = '', ...marks] = letter.normalize('NFD');
  const shape = (one: string): boolean => takers[one] !== undefined;
  if (!on.includes(base.toLowerCase()) || marks.some((one) => shape(one) === shape(mark))) return null;
  // The shape of a letter stands before its tone.
  const all = [...marks, mark].toSorted((one, other) => Number(shape(other)) - Number(shape(one)));
  return (base + all.join('')).normalize('NFC');
}

/** Whether a character goes on with the word that an input method is looking at. */
function goesOn(character: string): boolean {
  return /\p{L}/u.test(character);
}

/**
 * The same scan as it arrives with UniKey on: the key that triggers is swallowed; as many Backspaces as letters change
 * come instead, then those letters as packets without a physical key (facts/domain §4.3 [S38], [S39]).
 */
export function rewritten(text: string, method: 'telex' | 'vni', gapMs: number): WedgeKey[] {
  const keys: WedgeKey[] = [];
  let atMs = 0;
  let word = '';
  for (const character of text) {
    const made = replacement(method, word, character);
    if (made === null) {
      const { code, shiftKey } = keyOf(character);
      keys.push(stroke(code, character, shiftKey, atMs));
      word = goesOn(character) ? word + character : '';
    } else {
      for (const _ of word.slice(made.from)) keys.push(stroke('Backspace', 'Backspace', false, atMs, 8));
      for (const letter of made.end) keys.push(stroke('', letter, false, atMs + 1, 231));
      word = word.slice(0, made.from) + made.end;
    }
    atMs += gapMs;
  }
  keys.push(stroke('Enter', 'Enter', false, atMs, 13));
  return keys;
}

/** What the page gets to see as text when the input method rewrote it, for scans that arrive as text. */
export function rewrittenText(text: string, method: 'telex' | 'vni'): string {
  let out = '';
  let word = '';
  for (const character of text) {
    const made = replacement(method, word, character);
    if (made === null) {
      out += character;
      word = goesOn(character) ? word + character : '';
    } else {
      out = out.slice(0, out.length - word.length + made.from) + made.end;
      word = word.slice(0, made.from) + made.end;
    }
  }
  return out;
}
