/**
 * Keyboard-wedge scanners: which keys a scanner typed and what they say, pure. A scanner sends its keys a few
 * milliseconds apart, which no hand does; what it sends is read by physical keys, so that layout, caps lock and input
 * method do not matter (facts/domain §4.3).
 */

/** What of a keyboard event is looked at. */
export interface WedgeKey {
  readonly code: string;
  readonly key: string;
  readonly keyCode: number;
  readonly isComposing: boolean;
  readonly repeat: boolean;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  /** Milliseconds, of any origin. */
  readonly atMs: number;
}

/** A scan that ended. `rewritten`: an input method replaced keys of it. */
export interface WedgeScan {
  readonly text: string;
  readonly rewritten: boolean;
}

export type WedgeVerdict =
  /** Somebody types. `begins`: if a scan follows, it began with this key, so what the field holds now is worth keeping. */
  | { readonly kind: 'pass'; readonly begins: boolean }
  /** The scanner's key, to be kept from the page; `caught`: with this one it is clear, and the field is to be put back. */
  | { readonly kind: 'swallow'; readonly caught: boolean; readonly scan: WedgeScan | null };

/** From so many keys on, its ending counted, it is a scan. A prefix key makes it one at once. */
export const fewestKeys = 9;
/** Longest time between two keys of a scan. */
export const mostGapMs = 30;
/** After a silence so long a scan without an ending is over. Longer than a gap: the page may be busy. */
export const quietMs = 100;
/** Longest text taken; a scanner gone wrong must not fill the memory. */
const mostCharacters = 3_000;

const modifiers = new Set([
  'ShiftLeft',
  'ShiftRight',
  'CapsLock',
  'AltLeft',
  'AltRight',
  'ControlLeft',
  'ControlRight',
]);
const endings = new Set(['Enter', 'NumpadEnter', 'Tab']);
/** Windows gives what an input method sends as packets without a key; browsers say 229 while it composes. */
const byInputMethod = new Set([229, 231]);

const plainKeys: Readonly<Record<string, readonly [string, string]>> = {
  ...Object.fromEntries(
    Array.from(')!@#$%^&*(', (shifted, digit) => [`Digit${digit}`, [String(digit), shifted]]),
  ),
  ...Object.fromEntries(Array.from('0123456789', (digit) => [`Numpad${digit}`, [digit, digit]])),
  Space: [' ', ' '],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  IntlBackslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Backquote: ['`', '~'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  NumpadAdd: ['+', '+'],
  NumpadSubtract: ['-', '-'],
  NumpadMultiply: ['*', '*'],
  NumpadDivide: ['/', '/'],
  NumpadDecimal: ['.', '.'],
};

/** What a physical key types on the layout scanners assume (US); null when it types nothing. */
function characterOf({ code, key, shiftKey }: WedgeKey): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shiftKey ? letter : letter.toLowerCase();
  const both = plainKeys[code];
  if (both === undefined) return null;
  // Remote desktops pass the character on without its shift key.
  return both.includes(key) ? key : both[shiftKey ? 1 : 0];
}

function isFromInputMethod({ code, keyCode, isComposing }: WedgeKey): boolean {
  return isComposing || code === '' || code === 'Backspace' || byInputMethod.has(keyCode);
}

function isChord({ ctrlKey, metaKey, altKey }: WedgeKey): boolean {
  return ctrlKey || metaKey || altKey;
}

/** A scanner told to send LF or CR as control characters presses Ctrl+J or Ctrl+M. */
function isControlEnding({ code, ctrlKey, metaKey, altKey }: WedgeKey): boolean {
  return ctrlKey && !metaKey && !altKey && (code === 'KeyJ' || code === 'KeyM');
}

/** Tells scans from typing, key by key. Typing is never held back: a key passes at once or is known for a scanner's. */
export class WedgeWatch {
  readonly #prefixKey: string | null;
  #keys = 0;
  #text = '';
  #rewritten = false;
  #lastMs = Number.NEGATIVE_INFINITY;
  /** It is a scan for sure: the rest of it does not reach the page. */
  #caught = false;

  /** @param prefixKey code of the key that the scanner was told to send first, if any */
  constructor(prefixKey: string | null) {
    this.#prefixKey = prefixKey;
  }

  /** Whether a scan is being read right now. */
  get scanning(): boolean {
    return this.#caught;
  }

  /** Looks at a key going down. */
  key(key: WedgeKey): WedgeVerdict {
    const gapMs = key.atMs - this.#lastMs;
    if (this.#caught && gapMs > quietMs) this.#forget();
    if (key.code === this.#prefixKey && !key.repeat) return this.#prefixed(key);
    if (modifiers.has(key.code)) return this.#caught ? swallow : pass;
    if (this.#caught) return this.#goesOn(key);
    if (gapMs > mostGapMs || !this.#mayBelong(key)) this.#forget();
    if (!this.#mayBelong(key)) return pass;
    const begins = this.#keys === 0;
    // An ending alone is somebody pressing Enter.
    if (begins && endings.has(key.code)) return pass;
    this.#add(key);
    if (this.#keys < fewestKeys) return this.#endsTyped(key) ?? { kind: 'pass', begins };
    this.#caught = true;
    return endings.has(key.code) ? this.#ended(true) : { kind: 'swallow', caught: true, scan: null };
  }

  /** Looks whether a scan without an ending is over by now. */
  idle(nowMs: number): WedgeScan | null {
    if (!this.#caught || nowMs - this.#lastMs < quietMs) return null;
    return this.#finish();
  }

  /** Enter after too few keys for a scan: a hasty hand, to which Enter belongs. */
  #endsTyped(key: WedgeKey): WedgeVerdict | null {
    if (!endings.has(key.code)) return null;
    this.#forget();
    return pass;
  }

  #prefixed(key: WedgeKey): WedgeVerdict {
    const caught = this.#caught;
    this.#forget();
    this.#caught = true;
    this.#lastMs = key.atMs;
    return { kind: 'swallow', caught: !caught, scan: null };
  }

  #goesOn(key: WedgeKey): WedgeVerdict {
    if (endings.has(key.code) || isControlEnding(key)) return this.#ended(false);
    // Another chord is a character that no key types, sent as Alt and its number: dropped, names are a hint anyway.
    if (isChord(key)) this.#lastMs = key.atMs;
    else this.#add(key);
    return swallow;
  }

  #ended(caught: boolean): WedgeVerdict {
    return { kind: 'swallow', caught, scan: this.#finish() };
  }

  /** A held key repeats as fast as a scanner; no scan begins with a chord. */
  #mayBelong(key: WedgeKey): boolean {
    if (key.repeat || isChord(key)) return false;
    return endings.has(key.code) || isFromInputMethod(key) || characterOf(key) !== null;
  }

  #add(key: WedgeKey): void {
    this.#keys += 1;
    this.#lastMs = key.atMs;
    if (endings.has(key.code)) return;
    if (isFromInputMethod(key)) {
      this.#rewritten = true;
      if (key.code === 'Backspace') this.#text = this.#text.slice(0, -1);
      else if (key.key.length === 1) this.#text += key.key;
    } else if (this.#text.length < mostCharacters) this.#text += characterOf(key) ?? '';
  }

  #finish(): WedgeScan {
    const scan = { text: this.#text, rewritten: this.#rewritten };
    this.#forget();
    return scan;
  }

  #forget(): void {
    this.#keys = 0;
    this.#text = '';
    this.#rewritten = false;
    this.#caught = false;
    this.#lastMs = Number.NEGATIVE_INFINITY;
  }
}

const pass: WedgeVerdict = { kind: 'pass', begins: false };
const swallow: WedgeVerdict = { kind: 'swallow', caught: false, scan: null };
