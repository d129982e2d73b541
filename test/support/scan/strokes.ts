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

const vowels = 'aeiouy';
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
/** What each letter does to the vowel before it in Telex. */
const telexTones: Readonly<Record<string, string>> = {
  s: '\u0301',
  f: '\u0300',
  r: '\u0309',
  x: '\u0303',
  j: '\u0323',
};

/** What the input method makes of `before` followed by `typedKey`: the letter that takes its place, or null. */
function replacement(method: 'telex' | 'vni', before: string, typedKey: string): string | null {
  const low = before.toLowerCase();
  if (method === 'vni') {
    if (low === 'd' && typedKey === '9') return before === 'D' ? 'Đ' : 'đ';
    const mark = vniMarks[typedKey];
    if (mark === undefined || !vowels.includes(low)) return null;
    if ((mark === '\u0302' && !'aeo'.includes(low)) || (mark === '\u031b' && !'ou'.includes(low)))
      return null;
    return mark === '\u0306' && low !== 'a' ? null : (before + mark).normalize('NFC');
  }
  const key = typedKey.toLowerCase();
  if (low === 'd' && key === 'd') return before === 'D' ? 'Đ' : 'đ';
  if (low === key && 'aeo'.includes(low)) return `${before}\u0302`.normalize('NFC');
  if (key === 'w' && 'uo'.includes(low)) return `${before}\u031b`.normalize('NFC');
  const tone = telexTones[key];
  return tone === undefined || !vowels.includes(low) ? null : (before + tone).normalize('NFC');
}

/**
 * The same scan as it arrives with UniKey on: the key that triggers is swallowed, a Backspace and the accented letter
 * come instead as a packet without a physical key (facts/domain §4.3 [S38], [S39]).
 */
export function rewritten(text: string, method: 'telex' | 'vni', gapMs: number): WedgeKey[] {
  const keys: WedgeKey[] = [];
  let atMs = 0;
  let before = '';
  for (const character of text) {
    const made = replacement(method, before, character);
    if (made === null) {
      const { code, shiftKey } = keyOf(character);
      keys.push(stroke(code, character, shiftKey, atMs));
      before = character;
    } else {
      keys.push(stroke('Backspace', 'Backspace', false, atMs, 8));
      keys.push(stroke('', made, false, atMs + 1, 231));
      before = '';
    }
    atMs += gapMs;
  }
  keys.push(stroke('Enter', 'Enter', false, atMs, 13));
  return keys;
}

/** What the page gets to see as text when the input method rewrote it, for scans that arrive as text. */
export function rewrittenText(text: string, method: 'telex' | 'vni'): string {
  let out = '';
  for (const character of text) {
    const made = replacement(method, out.at(-1) ?? '', character);
    out = made === null ? out + character : out.slice(0, -1) + made;
  }
  return out;
}
