/** What of a keyboard event the key matching looks at. */
export interface KeyPress {
  readonly code: string;
  readonly keyCode: number;
  readonly isComposing: boolean;
  readonly repeat: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

/** Key code a browser reports while an input method holds the key. */
const heldByInputMethod = 229;

const names: Readonly<Record<string, string>> = {
  NumpadEnter: 'Enter',
  NumpadAdd: 'Add',
};

function nameOf(code: string): string {
  const letterOrDigit = /^(?:Key([A-Z])|(?:Digit|Numpad)([0-9]))$/.exec(code);
  return letterOrDigit?.[1] ?? letterOrDigit?.[2] ?? names[code] ?? code;
}

/**
 * The chord of a key press by its physical key (`F4`, `Enter`, `Ctrl+E`, `Alt+M`), so that layout and input method
 * do not matter; null while composing, for AltGr and for the system's own key.
 */
export function chordOf(press: KeyPress): string | null {
  if (press.isComposing || press.keyCode === heldByInputMethod) return null;
  if (press.metaKey || press.code === '' || (press.ctrlKey && press.altKey)) return null;
  const modifiers = `${press.ctrlKey ? 'Ctrl+' : ''}${press.altKey ? 'Alt+' : ''}${press.shiftKey ? 'Shift+' : ''}`;
  return modifiers + nameOf(press.code);
}

/** Keys a browser would act on by itself (reload, find, address bar, print, zoom); they are ours even when idle. */
const browserKeys = new Set([
  ...['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9', 'F10', 'F11', 'F12'],
  ...[
    'Ctrl+0',
    'Ctrl+1',
    'Ctrl+2',
    'Ctrl+5',
    'Ctrl+E',
    'Ctrl+L',
    'Ctrl+P',
    'Ctrl+Q',
    'Ctrl+R',
    'Ctrl+F',
    'Ctrl+G',
  ],
  ...[
    'Alt+C',
    'Alt+D',
    'Alt+E',
    'Alt+F',
    'Alt+H',
    'Alt+M',
    'Alt+L',
    'Alt+P',
    'Alt+ArrowLeft',
    'Alt+ArrowRight',
  ],
]);

/** Whether the browser's own act on this chord must be suppressed whatever the screen does with it. */
export function takesFromBrowser(chord: string): boolean {
  return browserKeys.has(chord);
}

export type KeyHandlers = Readonly<Record<string, (() => void) | undefined>>;

/** One screen's or dialog's keys. */
export interface KeyLayer {
  readonly handlers: KeyHandlers;
  /** Chords that may act again while the key is held (moving through a list); all others act once. */
  readonly holdable: readonly string[];
  /** A dialog: keys it does not know do not reach the screen below. */
  readonly modal: boolean;
  /** Which of several screens with the same layer is shown; null where a key struck twice does no harm. */
  readonly screen: string | null;
}

/** One stroke of a key: which key, on which screen, when. */
export interface Stroke {
  readonly chord: string;
  readonly screen: string | null;
  readonly atMs: number;
}

/** A second stroke this soon is a bouncing key or a hasty hand: nobody has read a new screen by then. */
const doubleStrokeMs = 300;

/**
 * Whether a stroke is the second of a key struck twice, on a screen that the first one led to. On the bill a double
 * Enter would otherwise take cash that nobody has given yet, and after the receipt put the change away.
 */
export function isDoubled(before: Stroke, stroke: Stroke): boolean {
  if (before.screen === null || stroke.screen === null || before.screen === stroke.screen) return false;
  return before.chord === stroke.chord && stroke.atMs - before.atMs < doubleStrokeMs;
}

export type KeyVerdict =
  | { readonly kind: 'run'; readonly run: () => void }
  | { readonly kind: 'swallow' }
  | { readonly kind: 'pass' };

/**
 * Finds who gets a chord: the newest layer that knows it. A repeat of a held key is swallowed where the key is bound,
 * so nothing happens twice; under a dialog the function keys are swallowed.
 */
export function verdictOf(layers: readonly KeyLayer[], chord: string, repeat: boolean): KeyVerdict {
  for (const layer of layers.toReversed()) {
    const run = layer.handlers[chord];
    if (run !== undefined) {
      return repeat && !layer.holdable.includes(chord) ? { kind: 'swallow' } : { kind: 'run', run };
    }
    if (layer.modal) break;
  }
  return takesFromBrowser(chord) ? { kind: 'swallow' } : { kind: 'pass' };
}
